import type { TableDescription } from '../domain/dynamodb.ts';
import { TableNotFoundError, TimeoutError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { describeTableRequest } from './requests/table-requests.ts';
import { pause } from './retry.ts';

/** Options of calls that wait for a table. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds until a `TimeoutError`. Default: 300,000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Waits until a table and all its global secondary indexes are active. Directly after `CreateTable`, DynamoDB may still
 * report that the table does not exist.
 *
 * @throws TimeoutError - the table did not become active in time.
 */
export async function waitUntilActive(
  connection: Connection,
  table: string,
  options: WaitOptions = {},
): Promise<TableDescription> {
  for await (const found of descriptions(connection, table, options)) {
    if (found !== undefined && isActive(found)) return found;
  }
  throw new TimeoutError(`table ${table} is not active after ${timeoutOf(options)} ms`);
}

/**
 * Waits until a table no longer exists.
 *
 * @throws TimeoutError - the table still exists after the timeout.
 */
export async function waitUntilGone(connection: Connection, table: string, options: WaitOptions = {}): Promise<void> {
  for await (const found of descriptions(connection, table, options)) {
    if (found === undefined) return;
  }
  throw new TimeoutError(`table ${table} still exists after ${timeoutOf(options)} ms`);
}

/** Describes a table; resolves to `undefined` if it does not exist. */
export async function findTable(
  connection: Connection,
  table: string,
  options: CallOptions = {},
): Promise<TableDescription | undefined> {
  try {
    return await send(connection, describeTableRequest(table), options);
  } catch (error) {
    if (error instanceof TableNotFoundError) return undefined;
    throw error;
  }
}

const shortestPauseMs = 100;
const longestPauseMs = 1_000;

/** Yields the table's description, `undefined` if it does not exist, at intervals that double until the timeout. */
async function* descriptions(
  connection: Connection,
  table: string,
  options: WaitOptions,
): AsyncGenerator<TableDescription | undefined, void> {
  const { clock } = connection.retry;
  const deadlineAtMs = clock.nowMs() + timeoutOf(options);
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    yield await findTable(connection, table, options);
    const leftMs = deadlineAtMs - clock.nowMs();
    if (leftMs <= 0) return;
    await pause(clock, Math.min(pauseMs, leftMs), options.abortSignal);
  }
}

function timeoutOf({ timeoutMs = 300_000 }: WaitOptions): number {
  return timeoutMs;
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
}
