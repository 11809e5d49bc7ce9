import type { Input, TableDescription } from '../../domain/dynamodb.ts';
import { isPresent } from '../../domain/is-present.ts';
import type { TableChange } from './table-plan.ts';
import { deleteIndexRequest, newIndexRequest } from './update-table.ts';

type Expected = Input<'CreateTable'>;
type Table = Expected | TableDescription;
type KeySchema = TableDescription['KeySchema'];
type Index = Pick<
  NonNullable<TableDescription['GlobalSecondaryIndexes']>[number],
  'IndexName' | 'IndexStatus' | 'KeySchema' | 'Projection'
>;
type Difference = Omit<TableChange, 'requests'>;

/**
 * Compares the keys and indexes of a table with those expected.
 *
 * @param found - `undefined`: the table does not exist.
 * @param deletes - whether indexes that the definition lacks are going to be deleted. Default: no.
 */
export function schemaChanges(found: TableDescription | undefined, expected: Expected, deletes = false): TableChange[] {
  const localIndexes = indexDifferences('local secondary index', found, expected);
  const globalIndexes = indexDifferences('global secondary index', found, expected);
  if (found === undefined)
    return [...localIndexes, ...globalIndexes].map((difference) => ({ ...difference, requests: [] }));
  const obstacle = 'DynamoDB cannot change it; create another table';
  const key = describeKey(found, found.KeySchema);
  const expectedKey = describeKey(expected, expected.KeySchema);
  const leaving = globalIndexes.filter(({ kind }) => kind === 'replace' || (kind === 'delete' && deletes));
  return [
    ...(key === expectedKey
      ? []
      : [{ kind: 'replace', subject: 'key', found: key, expected: expectedKey, obstacle, requests: [] } as const]),
    ...localIndexes.map((difference) => ({ ...difference, obstacle, requests: [] })),
    ...globalIndexes.map((difference) => toIndexChange(difference, { found, expected, leaving })),
  ];
}

const lists = {
  'local secondary index': 'LocalSecondaryIndexes',
  'global secondary index': 'GlobalSecondaryIndexes',
} as const;

/** Returns the indexes that are missing or different, then those that the definition lacks. */
function indexDifferences(
  subject: keyof typeof lists,
  found: TableDescription | undefined,
  expected: Expected,
): Difference[] {
  const existing = indexesOf(found, subject).filter(({ IndexStatus }) => IndexStatus !== 'DELETING');
  const wanted = indexesOf(expected, subject);
  const named = (indexes: readonly Index[], name: string | undefined) =>
    indexes.find(({ IndexName }) => IndexName === name);
  return [
    ...wanted.map((index): Difference | undefined => {
      const same = named(existing, index.IndexName);
      const difference = { subject, name: index.IndexName, expected: describeIndex(expected, index) };
      if (same === undefined) return { kind: 'create', ...difference };
      const form = describeIndex(found, same);
      if (form !== difference.expected) return { kind: 'replace', ...difference, found: form };
      return same.IndexStatus === 'CREATING'
        ? { kind: 'wait', ...difference, found: 'CREATING', expected: 'ACTIVE' }
        : undefined;
    }),
    ...existing
      .filter(({ IndexName }) => named(wanted, IndexName) === undefined)
      .map(
        (index) => ({ kind: 'delete', subject, name: index.IndexName, found: describeIndex(found, index) }) as const,
      ),
  ].filter(isPresent);
}

interface IndexContext {
  readonly found: TableDescription;
  readonly expected: Expected;
  /** The indexes that are deleted before others are created. */
  readonly leaving: readonly Difference[];
}

function toIndexChange(difference: Difference, { found, expected, leaving }: IndexContext): TableChange {
  const { kind, name } = difference;
  const index = expected.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  const deletion = deleteIndexRequest(found, name);
  if (kind === 'delete') return { ...difference, requests: [deletion] };
  if (kind === 'wait' || index === undefined) return { ...difference, requests: [] };
  const obstacle = takenName(index, found) ?? typeConflict(index.KeySchema, { found, expected, leaving });
  if (obstacle !== undefined) return { ...difference, obstacle, requests: [] };
  const creation = newIndexRequest(found, expected, index);
  return { ...difference, requests: kind === 'create' ? [creation] : [deletion, creation] };
}

/** Global and local indexes share their names, and a local one stays as long as its table. */
function takenName({ IndexName: name }: Index, found: TableDescription): string | undefined {
  const isTaken = indexesOf(found, 'local secondary index').some(({ IndexName }) => IndexName === name);
  return isTaken ? 'a local secondary index has its name' : undefined;
}

/** A new index with an attribute of another type than in the table's other keys would get their type. */
function typeConflict(schema: KeySchema, { found, expected, leaving }: IndexContext): string | undefined {
  const keys = [
    { title: 'the key', KeySchema: found.KeySchema },
    ...[...indexesOf(found, 'local secondary index'), ...indexesOf(found, 'global secondary index')]
      .filter(({ IndexName }) => !leaving.some(({ name }) => name === IndexName))
      .map(({ IndexName, KeySchema }) => ({ title: `index ${IndexName}`, KeySchema })),
  ];
  for (const { AttributeName: name } of schema ?? []) {
    const type = typeOf(found, name);
    const other = keys.find(({ KeySchema }) => KeySchema?.some(({ AttributeName }) => AttributeName === name));
    if (other !== undefined && type !== typeOf(expected, name)) return `${name} has the type ${type} in ${other.title}`;
  }
  return undefined;
}

function indexesOf(table: Table | undefined, subject: keyof typeof lists): readonly Index[] {
  return table?.[lists[subject]] ?? [];
}

function describeIndex(table: Table | undefined, { KeySchema, Projection = {} }: Index): string {
  // DynamoDB may return projected attributes in a different order.
  const attributes = [Projection.ProjectionType, ...(Projection.NonKeyAttributes ?? []).toSorted()];
  return `${describeKey(table, KeySchema)}, projection ${attributes.join(' ')}`;
}

/** Returns a phrase for a key, such as `partition key id (S), sort key at (N)`. */
export function describeKey(table: Table | undefined, keySchema: KeySchema = []): string {
  return keySchema
    .map(({ AttributeName, KeyType }) => {
      const role = KeyType === 'HASH' ? 'partition key' : 'sort key';
      return `${role} ${AttributeName} (${typeOf(table, AttributeName)})`;
    })
    .join(', ');
}

function typeOf(table: Table | undefined, name: string | undefined): string | undefined {
  return table?.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
}
