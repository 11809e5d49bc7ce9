import type { Input } from 'dynarepo';
import { type BenchItem, keyOf } from '../items.ts';
import { count } from '../table-text.ts';
import { exportsOf } from './build.ts';
import type { RowGroup } from './row-group.ts';

const TableName = 'bench-indexes';
const rows = ['put that moves 5 index entries', 'update of an unindexed attribute'] as const;

/** Returns the rows on a table with five global secondary indexes, in all of which each item has an entry. */
export function indexRows(itemCount: number): RowGroup<(typeof rows)[number]> {
  return {
    title: `${count(itemCount)} items, 5 indexes`,
    itemCount,
    rows,
    prepare: async (build, items) => {
      const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
      const db = new MemoryDynamoDb();
      await db.execute('CreateTable', indexedTable);
      for (const Item of items) await db.execute('PutItem', { TableName, Item });
      let turn = 0;
      return {
        'put that moves 5 index entries': (index) => {
          turn++;
          return db.execute('PutItem', { TableName, Item: moved(items[index], turn) });
        },
        'update of an unindexed attribute': (index) =>
          db.execute('UpdateItem', {
            TableName,
            Key: keyOf(index),
            UpdateExpression: 'SET remark = :remark',
            ExpressionAttributeValues: { ':remark': { S: `remark ${index}` } },
          }),
      };
    },
  };
}

/** The item with another amount and name, one or both of which are in the key of each index. */
function moved(item: BenchItem | undefined, turn: number): BenchItem {
  // 97 shares no factor with the number of items, so that the next put of an item has another name.
  return { ...item, amount: { N: String(turn) }, name: { S: `customer ${turn % 97}` } };
}

/** A table with five global secondary indexes, in all of which each item of the bench has an entry. */
export const indexedTable = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'partition', KeyType: 'HASH' },
    { AttributeName: 'sort', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'partition', AttributeType: 'S' },
    { AttributeName: 'sort', AttributeType: 'N' },
    { AttributeName: 'status', AttributeType: 'S' },
    { AttributeName: 'amount', AttributeType: 'N' },
    { AttributeName: 'name', AttributeType: 'S' },
    { AttributeName: 'city', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byStatus',
      KeySchema: [
        { AttributeName: 'status', KeyType: 'HASH' },
        { AttributeName: 'amount', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'byName',
      KeySchema: [
        { AttributeName: 'name', KeyType: 'HASH' },
        { AttributeName: 'amount', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'byCity',
      KeySchema: [
        { AttributeName: 'city', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['urgent', 'street'] },
    },
    {
      IndexName: 'byAmount',
      KeySchema: [{ AttributeName: 'amount', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'byPartition',
      KeySchema: [
        { AttributeName: 'partition', KeyType: 'HASH' },
        { AttributeName: 'amount', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} satisfies Input<'CreateTable'>;
