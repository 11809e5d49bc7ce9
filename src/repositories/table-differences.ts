import type { Input, TableDescription } from '../domain/dynamodb.ts';

type Wanted = Input<'CreateTable'>;
type Table = Wanted | TableDescription;
type Index = Pick<
  NonNullable<TableDescription['LocalSecondaryIndexes']>[number],
  'IndexName' | 'KeySchema' | 'Projection'
>;

/**
 * In what the keys and indexes of a table differ from those wanted, one sentence for each difference. Indexes that
 * nobody asked for do no harm and are passed over.
 */
export function tableDifferences(table: TableDescription, wanted: Wanted): string[] {
  const [key, wantedKey] = [describeKey(table, table.KeySchema), describeKey(wanted, wanted.KeySchema)];
  const indexes = describeIndexes(table);
  return [
    ...(key === wantedKey ? [] : [`it has the ${key}, and should have the ${wantedKey}`]),
    ...[...describeIndexes(wanted)].flatMap(([name, wantedIndex]) => {
      const index = indexes.get(name);
      if (index === undefined) return [`it lacks the ${wantedIndex}`];
      return index === wantedIndex ? [] : [`it has the ${index}, and should have the ${wantedIndex}`];
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
  // The service gives projected attributes back in an order of its own.
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
