import { tableInArn } from '../domain/arn.ts';
import type { DynamoDb, OperationName } from '../domain/dynamodb.ts';
import type { Connection } from '../repositories/connection.ts';
import { retryPolicy } from '../repositories/retry.ts';
import { findTable, waitUntilActive, waitUntilGone } from '../repositories/table-wait.ts';
import type { FileTables } from './check-file.ts';
import type { ReadRecord } from './read-records.ts';
import { carryOut, type RequestRecord } from './record.ts';
import { reasonOf, UsageError } from './usage-error.ts';

/** What can be done about tables that are there already. */
export const ifExistsChoices = ['fail', 'skip', 'replace'] as const;

/**
 * What is done about tables that are there already: nothing is loaded; they stay as they are and get the items; or they are
 * deleted first.
 */
export type IfExists = (typeof ifExistsChoices)[number];

/** How records are loaded. */
export interface LoadOptions {
  /** What the file is called in messages. */
  readonly name: string;
  /** The tables that the records make and delete. */
  readonly tables: FileTables;
  readonly ifExists: IfExists;
}

/**
 * Carries out records, and gives how many.
 *
 * @throws UsageError - a table is there that should not be, or the engine refuses a request.
 */
export async function loadRecords(
  db: DynamoDb,
  records: Iterable<ReadRecord>,
  { name, tables, ifExists }: LoadOptions,
): Promise<number> {
  const connection: Connection = { db, retry: retryPolicy(false) };
  const existing = await existingOf(connection, tables.made);
  if (ifExists === 'fail' && existing.size > 0) throw alreadyThere(existing);
  // Else the items that went with the table would come into the one that is there.
  const kept = [...existing].find((table) => tables.deleted.has(table));
  if (ifExists === 'skip' && kept !== undefined) {
    throw new UsageError(`nothing was loaded, because ${name} deletes table ${kept}, which --if-exists skip keeps`);
  }
  let count = 0;
  for (const { record, line } of records) {
    if (ifExists === 'skip' && isAboutTable(record, existing)) continue;
    const makesTable = record.operation === 'CreateTable';
    const removesTable = record.operation === 'DeleteTable';
    const table = String(record.input.TableName);
    try {
      // A file may create a table several times; only what was there before is in the way.
      if (makesTable && existing.delete(table)) {
        await db.execute('DeleteTable', { TableName: table });
        await waitUntilGone(connection, table);
      }
      await carryOut(db, record);
      if (makesTable) await waitUntilActive(connection, table);
      if (removesTable) await waitUntilGone(connection, table);
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

function alreadyThere(existing: ReadonlySet<string>): UsageError {
  const are = existing.size === 1 ? 'it is there already: table' : 'they are there already: tables';
  const choices = '--if-exists skip writes the items into what is there, --if-exists replace deletes it first';
  return new UsageError(`nothing was loaded, because ${are} ${[...existing].join(', ')}; ${choices}`);
}

/** Whether a record is about one of the tables itself, or a setting of it, and not about items. */
function isAboutTable({ operation, input }: RequestRecord, tables: ReadonlySet<string>): boolean {
  if (itemWrites.has(operation)) return false;
  return tables.has(tableInArn(String(input.ResourceArn)) ?? String(input.TableName));
}

/** The operations that write items of a table that they name; those that write to several have its name elsewhere. */
const itemWrites: ReadonlySet<OperationName> = new Set(['DeleteItem', 'PutItem', 'UpdateItem']);
