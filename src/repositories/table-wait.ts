import type { TableDescription } from '../domain/dynamodb.ts';
import type { Clock } from '../domain/environment.ts';
import { TableNotFoundError, TimeoutError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { describeTableRequest } from './requests/table-requests.ts';
import { pause } from './retry.ts';

/** Milliseconds. */
export const defaultTimeoutMs = 300_000;

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
  const { timeoutMs = defaultTimeoutMs } = options;
  const poll = new Poll(connection, options);
  for (;;) {
    const found = await findTable(connection, table, options);
    if (found !== undefined && isActive(found)) return found;
    if (!(await poll.wait(timeoutMs))) throw notActive(table, found, timeoutMs);
  }
}

/**
 * Waits until a table no longer exists.
 *
 * @throws TimeoutError - the table still exists after the timeout.
 */
export async function waitUntilGone(connection: Connection, table: string, options: WaitOptions = {}): Promise<void> {
  const { timeoutMs = defaultTimeoutMs } = options;
  const poll = new Poll(connection, options);
  do {
    if ((await findTable(connection, table, options)) === undefined) return;
  } while (await poll.wait(timeoutMs));
  throw new TimeoutError(`table ${table} still exists after ${timeoutMs} ms`);
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

/** Waits between looks at a table: the pauses double up to a second. */
export class Poll {
  readonly #clock: Clock;
  readonly #abortSignal: AbortSignal | undefined;
  #pauseMs = shortestPauseMs;
  #startedAtMs: number;

  constructor({ retry: { clock } }: Connection, { abortSignal }: CallOptions) {
    this.#clock = clock;
    this.#abortSignal = abortSignal;
    this.#startedAtMs = clock.nowMs();
  }

  /** Starts the time and the pauses again, after progress. */
  restart(): void {
    this.#pauseMs = shortestPauseMs;
    this.#startedAtMs = this.#clock.nowMs();
  }

  /**
   * Waits, and returns `true`; returns `false` at once if the timeout has passed since the start.
   *
   * @throws AbortedError - the signal was aborted.
   */
  async wait(timeoutMs: number): Promise<boolean> {
    const leftMs = this.#startedAtMs + timeoutMs - this.#clock.nowMs();
    if (leftMs <= 0) return false;
    await pause(this.#clock, Math.min(this.#pauseMs, leftMs), this.#abortSignal);
    this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
    return true;
  }
}

/** Returns the error of a table that did not become active in time, with the statuses that it has instead. */
export function notActive(table: string, found: TableDescription | undefined, timeoutMs: number): TimeoutError {
  const { TableStatus = 'missing', GlobalSecondaryIndexes = [] } = found ?? {};
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, IndexStatus }) => [`index ${IndexName}`, IndexStatus]);
  const parts = [['table', TableStatus], ...(TableStatus === 'CREATING' ? [] : indexes)];
  const others = parts.filter(([, status]) => status !== 'ACTIVE');
  const statuses = others.map((each) => each.join(' ')).join(', ');
  return new TimeoutError(`table ${table} is not active after ${timeoutMs} ms: ${statuses}`);
}

/** Returns whether a table and its global secondary indexes are active, so that it can be changed. */
export function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
}
