import { parseTableArn, tableInArn } from '../domain/arn.ts';
import type { DynamoDb, Item, OperationName } from '../domain/dynamodb.ts';
import { excerpt } from '../domain/excerpt.ts';
import { isRecord } from '../domain/is-record.ts';
import { type Connection, toConnection } from '../repositories/connection.ts';
import { type RetryOptions, retryPolicy } from '../repositories/retry.ts';
import { findTable, waitUntilActive, waitUntilGone } from '../repositories/table-wait.ts';
import type { FileContent } from './check-file.ts';
import { isSettingOperation, LeftOut } from './left-out.ts';
import { PutBatches, type PutBatchesOptions, PutError } from './put-batches.ts';
import type { ReadRecord } from './read-records.ts';
import { decodeRecord, executeRecord, type RequestRecord } from './record.ts';
import { RecordCounts } from './record-counts.ts';
import { TableKeys } from './table-keys.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** Values of `--if-exists`. */
export const ifExistsChoices = ['fail', 'skip', 'replace'] as const;

/** How to treat tables that exist: load nothing, write the items into them, or delete and create them. */
export type IfExists = (typeof ifExistsChoices)[number];

/** How to load records. */
export interface LoadOptions {
  /** The file's name in messages. */
  readonly name: string;
  readonly content: FileContent;
  readonly ifExists: IfExists;
  /** Collects what the engine does not support. */
  readonly leftOut?: LeftOut | undefined;
  /** Called when items are written, with their number. */
  readonly onWritten?: ((items: number) => void) | undefined;
  /** How to retry throttled and unprocessed puts. Default: for a minute without any progress. */
  readonly retry?: RetryOptions | undefined;
}

/**
 * Executes records. Puts without conditions are written in batches, several at a time; every other request is executed after
 * all requests before it.
 *
 * @returns what was written.
 * @throws UsageError - a table exists that should not, or the engine rejects a request; the message names its line.
 */
export async function loadRecords(
  db: DynamoDb,
  records: Iterable<ReadRecord>,
  {
    name,
    content,
    ifExists,
    leftOut = new LeftOut(),
    onWritten = () => {},
    retry = { deadlineMs: 60_000 },
  }: LoadOptions,
): Promise<RecordCounts> {
  const connection = toConnection(db, { retry: false });
  const existing = await existingOf(connection, content.created);
  checkExisting(existing, { name, content, ifExists });
  const keys = new TableKeys(connection);
  const keyOf: PutBatchesOptions['keyOf'] = (table, item) => keys.keyOf(table, item);
  const puts = new PutBatches({ db, retry: retryPolicy(retry), keyOf, onWritten });
  const counts = new RecordCounts();
  let at = 'line 1';
  try {
    for (const { record, line, length } of records) {
      if (ifExists === 'skip' && isTableRequest(record, existing)) continue;
      at = `line ${line}, ${record.operation}`;
      decodeRecord(record);
      const put = await plainPut(record, keys);
      if (put === undefined) {
        await puts.drain();
        if (!itemWrites.has(record.operation)) keys.clear();
        if (isSettingOperation(record.operation)) {
          const output = await leftOut.outputOf(record.operation, executeSetting(connection, record));
          if (output === undefined) continue;
        } else {
          await executeAlone(connection, record, existing);
        }
        if (record.operation === 'PutItem') onWritten(1);
      } else {
        await puts.add({ ...put, line, length });
      }
      counts.add(record);
    }
    await puts.drain();
  } catch (error) {
    if (error instanceof PutError)
      throw new UsageError(`${name}: line ${error.line}, PutItem: ${reasonOf(error.cause)}`);
    throw new UsageError(`${name}: ${at}: ${reasonOf(error)}`);
  }
  return counts;
}

async function executeAlone(connection: Connection, record: RequestRecord, existing: Set<string>): Promise<void> {
  const { db } = connection;
  const { operation } = record;
  const table = String(record.input.TableName);
  // The file may create a table several times; only a table from before the load is replaced.
  if (operation === 'CreateTable' && existing.delete(table)) {
    await db.execute('DeleteTable', { TableName: table });
    await waitUntilGone(connection, table);
  }
  await executeRecord(db, record);
  if (operation === 'CreateTable') await waitUntilActive(connection, table);
  if (operation === 'DeleteTable') await waitUntilGone(connection, table);
}

/** Executes a request for a setting. A file of another account or Region has other ARNs. */
async function executeSetting(connection: Connection, record: RequestRecord): Promise<unknown> {
  const { ResourceArn } = record.input;
  const arn = typeof ResourceArn === 'string' ? parseTableArn(ResourceArn) : undefined;
  if (arn === undefined || arn.part !== undefined) return executeRecord(connection.db, record);
  const table = await findTable(connection, arn.table);
  const input = { ...record.input, ResourceArn: table?.TableArn ?? ResourceArn };
  return executeRecord(connection.db, { ...record, input });
}

/**
 * Returns the put of a record that can be part of a batch; `undefined` for other operations, for puts with a condition or
 * another parameter, and for items without a valid key.
 */
async function plainPut({ operation, input }: RequestRecord, keys: TableKeys) {
  const { TableName, Item, ...others } = input;
  if (operation !== 'PutItem' || typeof TableName !== 'string' || Object.keys(others).length > 0) return undefined;
  await keys.lookUp(TableName);
  const item = (isRecord(Item) ? Item : {}) as Item; // the engine validates the values
  const identity = keys.keyOf(TableName, item);
  return identity === undefined ? undefined : { table: TableName, item, identity };
}

async function existingOf(connection: Connection, tables: Iterable<string>): Promise<Set<string>> {
  const existing = new Set<string>();
  for (const table of tables) {
    if ((await findTable(connection, table)) !== undefined) existing.add(table);
  }
  return existing;
}

function checkExisting(
  existing: ReadonlySet<string>,
  { name, content, ifExists }: Pick<LoadOptions, 'name' | 'content' | 'ifExists'>,
): void {
  if (ifExists === 'fail' && existing.size > 0) {
    const names = excerpt([...existing].map((table) => `"${table}"`).join(', '), 500);
    const exist = existing.size === 1 ? `table ${names} already exists` : `tables ${names} already exist`;
    const choices = '--if-exists skip writes the items into existing tables, --if-exists replace deletes those first';
    throw new UsageError(`nothing was loaded: ${exist}; ${choices}`);
  }
  // Otherwise the items that the file deletes with the table would stay in the existing one.
  const deletedByFile = [...existing].find((table) => content.deleted.has(table));
  if (ifExists === 'skip' && deletedByFile !== undefined) {
    throw new UsageError(`nothing was loaded: ${name} deletes table ${deletedByFile}, which --if-exists skip keeps`);
  }
}

/** Whether a record creates, changes or deletes one of the tables, or a setting of it. */
function isTableRequest({ operation, input }: RequestRecord, tables: ReadonlySet<string>): boolean {
  if (itemWrites.has(operation)) return false;
  return tables.has(tableInArn(String(input.ResourceArn)) ?? String(input.TableName));
}

/** Operations that write items of the table in their TableName. */
const itemWrites: ReadonlySet<OperationName> = new Set(['DeleteItem', 'PutItem', 'UpdateItem']);
