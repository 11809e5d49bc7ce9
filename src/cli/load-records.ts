import { tableInArn } from '../domain/arn.ts';
import type { DynamoDb, OperationName } from '../domain/dynamodb.ts';
import type { Connection } from '../repositories/connection.ts';
import { retryPolicy } from '../repositories/retry.ts';
import { findTable, waitUntilActive, waitUntilGone } from '../repositories/table-wait.ts';
import type { FileTables } from './check-file.ts';
import type { ReadRecord } from './read-records.ts';
import { executeRecord, type RequestRecord } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** Values of `--if-exists`. */
export const ifExistsChoices = ['fail', 'skip', 'replace'] as const;

/** How to treat tables that exist: load nothing, write the items into them, or delete and create them. */
export type IfExists = (typeof ifExistsChoices)[number];

/** How to load records. */
export interface LoadOptions {
  /** The file's name in messages. */
  readonly name: string;
  /** The tables that the records create and delete. */
  readonly tables: FileTables;
  readonly ifExists: IfExists;
}

/**
 * Executes records and returns how many.
 *
 * @throws UsageError - a table exists that should not, or the engine rejects a request.
 */
export async function loadRecords(
  db: DynamoDb,
  records: Iterable<ReadRecord>,
  { name, tables, ifExists }: LoadOptions,
): Promise<number> {
  const connection: Connection = { db, retry: retryPolicy(false) };
  const existing = await existingOf(connection, tables.created);
  if (ifExists === 'fail' && existing.size > 0) throw existingTablesError(existing);
  // Otherwise the items that the file deletes with the table would stay in the existing one.
  const deletedByFile = [...existing].find((table) => tables.deleted.has(table));
  if (ifExists === 'skip' && deletedByFile !== undefined) {
    throw new UsageError(`nothing was loaded: ${name} deletes table ${deletedByFile}, which --if-exists skip keeps`);
  }
  let count = 0;
  for (const { record, line } of records) {
    if (ifExists === 'skip' && isTableRequest(record, existing)) continue;
    const createsTable = record.operation === 'CreateTable';
    const deletesTable = record.operation === 'DeleteTable';
    const table = String(record.input.TableName);
    try {
      // The file may create a table several times; only a table from before the load is replaced.
      if (createsTable && existing.delete(table)) {
        await db.execute('DeleteTable', { TableName: table });
        await waitUntilGone(connection, table);
      }
      await executeRecord(db, record);
      if (createsTable) await waitUntilActive(connection, table);
      if (deletesTable) await waitUntilGone(connection, table);
    } catch (error) {
      throw new UsageError(`${name}: line ${line}, ${record.operation}: ${reasonOf(error)}`);
    }
    count += 1;
  }
  return count;
}

async function existingOf(connection: Connection, tables: Iterable<string>): Promise<Set<string>> {
  const existing = new Set<string>();
  for (const table of tables) {
    if ((await findTable(connection, table)) !== undefined) existing.add(table);
  }
  return existing;
}

function existingTablesError(existing: ReadonlySet<string>): UsageError {
  const names = [...existing].map((table) => `"${table}"`).join(', ');
  const exist = existing.size === 1 ? `table ${names} already exists` : `tables ${names} already exist`;
  const choices = '--if-exists skip writes the items into existing tables, --if-exists replace deletes those first';
  return new UsageError(`nothing was loaded: ${exist}; ${choices}`);
}

/** Whether a record creates, changes or deletes one of the tables, or a setting of it. */
function isTableRequest({ operation, input }: RequestRecord, tables: ReadonlySet<string>): boolean {
  if (itemWrites.has(operation)) return false;
  return tables.has(tableInArn(String(input.ResourceArn)) ?? String(input.TableName));
}

/** Operations that write items of the table in their TableName. */
const itemWrites: ReadonlySet<OperationName> = new Set(['DeleteItem', 'PutItem', 'UpdateItem']);
