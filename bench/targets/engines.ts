import type { DynamoDb } from 'dynarepo';
import { indexedTable } from '../builds/index-rows.ts';
import { type BenchItem, keyOf, partitionOf } from '../items.ts';
import type { Run } from '../slices.ts';

/** The measured operations; the update changes an attribute that no index has in its key. */
export const engineOperations = ['get', 'put', 'update', 'query of 50', 'fork'] as const;

/** One of the operations. */
export type EngineOperation = (typeof engineOperations)[number];

/** What executes each of the operations; a plain Map has no forks. */
export type EngineRuns = Readonly<Record<Exclude<EngineOperation, 'fork'>, Run> & { fork?: Run }>;

/** The memory adapter of a build. */
type ForkableDb = DynamoDb & { readonly fork: () => unknown };

const { TableName } = indexedTable;

/** The items to put; some are made only when they are put, so that nobody else keeps them. */
export interface ItemSource {
  readonly length: number;
  readonly itemAt: (index: number) => BenchItem;
}

/** Creates the table with all five global secondary indexes or without any, and puts the items. */
export async function engineRuns(db: ForkableDb, items: ItemSource, indexes: 0 | 5): Promise<EngineRuns> {
  const { KeySchema, AttributeDefinitions, BillingMode } = indexedTable;
  const plainTable = { TableName, KeySchema, BillingMode, AttributeDefinitions: AttributeDefinitions.slice(0, 2) };
  await db.execute('CreateTable', indexes === 0 ? plainTable : indexedTable);
  for (let index = 0; index < items.length; index++) {
    await db.execute('PutItem', { TableName, Item: items.itemAt(index) });
  }
  return {
    get: (index) => db.execute('GetItem', { TableName, Key: keyOf(index) }),
    put: (index) => db.execute('PutItem', { TableName, Item: items.itemAt(index) }),
    update: (index) =>
      db.execute('UpdateItem', {
        TableName,
        Key: keyOf(index),
        UpdateExpression: 'SET remark = :remark',
        ExpressionAttributeValues: { ':remark': { S: `remark ${index}` } },
      }),
    fork: () => db.fork(),
    'query of 50': (index) =>
      db.execute('Query', {
        TableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ExpressionAttributeValues: { ':partition': partitionOf(index) },
      }),
  };
}
