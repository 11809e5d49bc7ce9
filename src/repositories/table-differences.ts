import type { Input, TableDescription } from '../domain/dynamodb.ts';

type Expected = Input<'CreateTable'>;
type Table = Expected | TableDescription;
type Index = Pick<
  NonNullable<TableDescription['LocalSecondaryIndexes']>[number],
  'IndexName' | 'KeySchema' | 'Projection'
>;

/**
 * Compares the keys and indexes of a table with those expected. Returns a phrase for each difference; additional
 * indexes are not differences.
 */
export function tableDifferences(table: TableDescription, expected: Expected): string[] {
  const [key, expectedKey] = [describeKey(table, table.KeySchema), describeKey(expected, expected.KeySchema)];
  const indexes = describeIndexes(table);
  return [
    ...(key === expectedKey ? [] : [`found ${key}, expected ${expectedKey}`]),
    ...[...describeIndexes(expected)].flatMap(([name, expectedIndex]) => {
      const index = indexes.get(name);
      if (index === undefined) return [`missing ${expectedIndex}`];
      return index === expectedIndex ? [] : [`found ${index}, expected ${expectedIndex}`];
    }),
  ];
}

function describeIndexes(table: Table): Map<string, string> {
  const described = (kind: string, indexes: readonly Index[] = []) =>
    indexes.map((index) => [index.IndexName ?? '', `${kind} secondary index ${describeIndex(table, index)}`] as const);
  return new Map([
    ...described('global', table.GlobalSecondaryIndexes),
    ...described('local', table.LocalSecondaryIndexes),
  ]);
}

function describeIndex(table: Table, { IndexName, KeySchema, Projection = {} }: Index): string {
  // DynamoDB may return projected attributes in a different order.
  const attributes = [Projection.ProjectionType, ...(Projection.NonKeyAttributes ?? []).toSorted()];
  return `${IndexName} (${describeKey(table, KeySchema)}, projection ${attributes.join(' ')})`;
}

function describeKey({ AttributeDefinitions = [] }: Table, keySchema: Table['KeySchema'] = []): string {
  return keySchema
    .map(({ AttributeName: name, KeyType }) => {
      const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
      return `${KeyType === 'HASH' ? 'partition key' : 'sort key'} ${name} (${type})`;
    })
    .join(', ');
}
