import type { Input } from 'dynarepo';
import type { ManualClock, MemoryDynamoDb, Snapshot } from 'dynarepo/memory';
import { type Build, exportsOf } from '../builds/build.ts';
import { indexedTable } from '../builds/index-rows.ts';
import { type BenchItem, keyOf, partitionOf } from '../items.ts';
import type { Run } from '../slices.ts';

/** The measured requests; the update changes an attribute that no index has in its key. */
export const requestOperations = ['get', 'put', 'update', 'query of 50'] as const;

/** Copies of the whole database, and the first write after each. */
export const copyOperations = [
  'fork',
  'snapshot',
  'restore',
  'fork and first put',
  'snapshot and first put',
  'restore and first put',
] as const;

/** One of the measured operations. */
export type EngineOperation = (typeof requestOperations)[number] | (typeof copyOperations)[number];

/** What executes each of the operations; a plain Map has no copies. */
export type EngineRuns = Readonly<
  Record<(typeof requestOperations)[number], Run> & Partial<Record<(typeof copyOperations)[number], Run>>
>;

const { TableName } = indexedTable;

/** The items to put; some are made only when they are put, so that nobody else keeps them. */
export interface ItemSource {
  readonly length: number;
  readonly itemAt: (index: number) => BenchItem;
}

/** The table of an engine. */
export interface EngineTable {
  readonly indexes: 0 | 1 | 5;
  /** The table has a stream with both images of each item. */
  readonly stream?: boolean;
}

/** With a stream, the clock moves this far after every hundred puts, so that it holds about 14,000 records. */
const passesMs = 10 * 60 * 1000;

/** Creates a database of a build with the table, and puts the items. */
export async function engineRuns(build: Build, items: ItemSource, table: EngineTable): Promise<EngineRuns> {
  const { MemoryDynamoDb, ManualClock } = exportsOf(build, 'memory', 'MemoryDynamoDb', 'ManualClock');
  const clock = table.stream ? new ManualClock() : undefined;
  const db = new MemoryDynamoDb({ clock });
  await db.execute('CreateTable', definitionOf(table));
  const { put, ...others } = requestRuns(db, items);
  const putInTime = clock === undefined ? put : advancing(clock, put);
  for (let index = 0; index < items.length; index++) await putInTime(index);
  return { put: putInTime, ...others, ...copyRuns(db, items) };
}

function requestRuns(db: MemoryDynamoDb, items: ItemSource) {
  return {
    get: (index: number) => db.execute('GetItem', { TableName, Key: keyOf(index) }),
    put: (index: number) => db.execute('PutItem', { TableName, Item: items.itemAt(index) }),
    update: (index: number) =>
      db.execute('UpdateItem', {
        TableName,
        Key: keyOf(index),
        UpdateExpression: 'SET remark = :remark',
        ExpressionAttributeValues: { ':remark': { S: `remark ${index}` } },
      }),
    'query of 50': (index: number) =>
      db.execute('Query', {
        TableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ExpressionAttributeValues: { ':partition': partitionOf(index) },
      }),
  };
}

function copyRuns(db: MemoryDynamoDb, items: ItemSource): Record<(typeof copyOperations)[number], Run> {
  // Taken late, because the first write of each item after a snapshot copies it.
  let first: Snapshot | undefined;
  const put = (copy: MemoryDynamoDb, index: number) =>
    copy.execute('PutItem', { TableName, Item: items.itemAt(index) });
  const restore = () => {
    first ??= db.snapshot();
    db.restore(first);
    return db;
  };
  return {
    fork: () => db.fork(),
    snapshot: () => db.snapshot(),
    restore,
    'fork and first put': (index) => put(db.fork(), index),
    'snapshot and first put': (index) => {
      db.snapshot();
      return put(db, index);
    },
    'restore and first put': (index) => put(restore(), index),
  };
}

function advancing(clock: ManualClock, put: (index: number) => unknown): Run {
  let turn = 0;
  return (index) => {
    turn += 1;
    if (turn % 100 === 0) clock.advance(passesMs);
    return put(index);
  };
}

function definitionOf({ indexes, stream }: EngineTable): Input<'CreateTable'> {
  const { KeySchema, BillingMode, AttributeDefinitions } = indexedTable;
  const GlobalSecondaryIndexes = indexedTable.GlobalSecondaryIndexes.slice(0, indexes);
  const keys = [KeySchema, ...GlobalSecondaryIndexes.map((index) => index.KeySchema)].flat();
  return {
    TableName,
    KeySchema,
    BillingMode,
    AttributeDefinitions: AttributeDefinitions.filter((defined) =>
      keys.some(({ AttributeName }) => AttributeName === defined.AttributeName),
    ),
    ...(indexes > 0 && { GlobalSecondaryIndexes }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const } }),
  };
}
