import type { Input } from '../../domain/dynamodb.ts';
import { type KeySchema, toKeySchema } from '../../domain/key-schema.ts';

/** A CreateTable request without the table name: keys and indexes. */
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
 * Keys as in `sortedTable`, and indexes of every kind. Local: `localAll` and `localKeys` with the sort key `score`, a
 * number. Global: `all`, `keys` and `some` (which includes `title`) with the partition key `team` and the sort key
 * `score`; `plain` with the partition key `label` and no sort key.
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

/** Builds the key schema of a table or index with one partition key attribute and at most one sort key attribute. */
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
