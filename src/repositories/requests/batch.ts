import type { CalledEntity, Input, Item, Output } from '../../domain/dynamodb.ts';
import type { ByTable, TableEntry } from '../key-matches.ts';
import { type Request, tableErrorTranslation } from './request.ts';

/** One put or delete of a `BatchWriteItem` request. */
export type BatchedWrite = NonNullable<Input<'BatchWriteItem'>['RequestItems']>[string][number];

/** One write of a batch. */
export interface WriteEntry extends TableEntry {
  readonly write: BatchedWrite;
}

/** What a `BatchGetItem` request reads of a table. */
export type TableRead = Omit<NonNullable<Input<'BatchGetItem'>['RequestItems']>[string], 'Keys'>;

/** One read of a batch. */
export interface ReadEntry extends TableEntry {
  readonly key: Item;
  /** The same for all entries of a table. */
  readonly read: TableRead;
}

/** The items that a batch found, and the unprocessed keys. */
export interface FoundItems {
  readonly items: ByTable;
  readonly unprocessed: ByTable;
  /** The read capacity units consumed; 0 unless they were asked for. */
  readonly units: number;
}

/** Builds the request that reads up to 100 items. */
export function batchGetRequest(
  entries: readonly ReadEntry[],
  reportsUnits: boolean,
): Request<'BatchGetItem', FoundItems> {
  const tables = byTable(entries);
  const RequestItems = mapTables(tables, (ofTable) => ({
    Keys: ofTable.map(({ key }) => key),
    ...ofTable[0]?.read,
  }));
  return {
    operation: 'BatchGetItem',
    input: reportsUnits ? { RequestItems, ReturnConsumedCapacity: 'TOTAL' } : { RequestItems },
    entities: entitiesOf(tables),
    decode: ({ Responses, UnprocessedKeys, ConsumedCapacity }) => ({
      items: Responses ?? {},
      unprocessed: mapTables(Object.entries(UnprocessedKeys ?? {}), (unread) => unread?.Keys ?? []),
      units: unitsIn(ConsumedCapacity),
    }),
    translateError: tableErrorTranslation([...tables.keys()].join(' or ')),
  };
}

/** The items and keys of unprocessed writes, and the write capacity units that the others consumed. */
export interface ExecutedWrites {
  readonly unprocessed: ByTable;
  /** 0 unless they were asked for. */
  readonly units: number;
}

/** Builds the request that executes up to 25 puts and deletes. */
export function batchWriteRequest(
  entries: readonly WriteEntry[],
  reportsUnits: boolean,
): Request<'BatchWriteItem', ExecutedWrites> {
  const tables = byTable(entries);
  const RequestItems = mapTables(tables, (ofTable) => ofTable.map(({ write }) => write));
  return {
    operation: 'BatchWriteItem',
    input: reportsUnits ? { RequestItems, ReturnConsumedCapacity: 'TOTAL' } : { RequestItems },
    entities: entitiesOf(tables),
    decode: ({ UnprocessedItems, ConsumedCapacity }) => ({
      unprocessed: mapTables(Object.entries(UnprocessedItems ?? {}), (writes) =>
        writes.map((write) => write?.PutRequest?.Item ?? write?.DeleteRequest?.Key),
      ),
      units: unitsIn(ConsumedCapacity),
    }),
    translateError: tableErrorTranslation([...tables.keys()].join(' or ')),
  };
}

function unitsIn(consumed: Output<'BatchGetItem'>['ConsumedCapacity']): number {
  return (consumed ?? []).reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

function byTable<Entry extends TableEntry>(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const tables = new Map<string, Entry[]>();
  for (const entry of entries) {
    const ofTable = tables.get(entry.of.table);
    if (ofTable === undefined) tables.set(entry.of.table, [entry]);
    else ofTable.push(entry);
  }
  return tables;
}

/** Returns the entities in the order of the input, an object, where names such as `2026` come first. */
function entitiesOf(tables: ReadonlyMap<string, readonly TableEntry[]>): readonly CalledEntity[] {
  return Object.values(Object.fromEntries(tables)).flatMap((ofTable) => ofTable.map(({ of }) => of));
}

function mapTables<Value, Result>(
  tables: Iterable<readonly [string, Value]>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries([...tables].map(([table, value]) => [table, map(value)]));
}
