import type { Input } from '../../domain/dynamodb.ts';
import { type KeySchema, toKeySchema } from '../../domain/key-schema.ts';

/** Keys and indexes of a table: a request of CreateTable without its name. */
export type TableShape = Omit<Input<'CreateTable'>, 'TableName'>;

/** Partition key `pk`, a string. */
export const hashTable: TableShape = {
  KeySchema: keys('pk'),
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** Partition key `pk`, a number. */
export const numberHashTable: TableShape = {
  ...hashTable,
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'N' }],
};

/** Partition key `pk`, a binary value. */
export const binaryHashTable: TableShape = {
  ...hashTable,
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'B' }],
};

/** Partition key `pk` and sort key `sk`, both strings. */
export const sortedTable: TableShape = sortedBy('S');

/** Partition key `pk`, a string, and sort key `sk`, a number. */
export const numberSortedTable: TableShape = sortedBy('N');

/** Partition key `pk`, a string, and sort key `sk`, a binary value. */
export const binarySortedTable: TableShape = sortedBy('B');

/**
 * Keys as in `sortedTable`, and an index of each kind. Local: `localAll` and `localKeys`, sorted by the number
 * `score`. Global: `all`, `keys` and `some` (which includes `title`), partitioned by `team` and sorted by the number `score`, and
 * `plain`, partitioned by `label` and not sorted.
 */
export const indexedTable: TableShape = {
  ...sortedTable,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'team', AttributeType: 'S' },
    { AttributeName: 'label', AttributeType: 'S' },
    { AttributeName: 'score', AttributeType: 'N' },
  ],
  LocalSecondaryIndexes: [
    { IndexName: 'localAll', KeySchema: keys('pk', 'score'), Projection: { ProjectionType: 'ALL' } },
    { IndexName: 'localKeys', KeySchema: keys('pk', 'score'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'all', KeySchema: keys('team', 'score'), Projection: { ProjectionType: 'ALL' } },
    { IndexName: 'keys', KeySchema: keys('team', 'score'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    {
      IndexName: 'some',
      KeySchema: keys('team', 'score'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
    },
    { IndexName: 'plain', KeySchema: keys('label'), Projection: { ProjectionType: 'ALL' } },
  ],
};

/** Builds the key schema of a table, or of an index with one attribute of each role. */
export function keys(partition: string, sort?: string): KeySchema {
  return toKeySchema([partition], sort === undefined ? [] : [sort]);
}

function sortedBy(type: 'S' | 'N' | 'B'): TableShape {
  return {
    KeySchema: keys('pk', 'sk'),
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: type },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  };
}
