import type { TableDescription } from '../../domain/dynamodb.ts';
import type { Table } from '../../domain/entity/table.ts';
import { ServiceError, TableMismatchError, TableNotFoundError, TimeoutError } from '../../domain/errors.ts';
import { type Connection, send } from '../connection.ts';
import { defaultTimeoutMs, findTable, isActive, notActive, Poll, type WaitOptions } from '../table-wait.ts';
import { planTable } from './plan-table.ts';
import { describeChange, describeDifference, type TableChange, type TablePlan, throwUnreadable } from './table-plan.ts';

/** How far `ensure()` is. */
export interface EnsureProgress {
  /** The table's name. */
  readonly table: string;
  /**
   * `started` before a change is requested, `done` when the table has it; not `done` if another process made it. A replacement is
   * done when the old form is deleted; a `create` follows.
   */
  readonly state: 'started' | 'done';
  /** The change. */
  readonly change: TableChange;
}

/** Which changes `ensure()` makes, beside creating what the table lacks. */
export interface EnsureOptions extends WaitOptions {
  /**
   * Milliseconds until a `TimeoutError`, for each change. Default: 300,000; 3,600,000 while DynamoDB creates or deletes an index of
   * an existing table.
   */
  readonly timeoutMs?: number | undefined;
  /** Gives settings the values of the definition: billing, tags, table class, deletion protection. Default: `false`. */
  readonly update?: boolean | undefined;
  /** Deletes and creates again what has another form: an index, which cannot be read meanwhile, the stream. Default: `false`. */
  readonly replace?: boolean | undefined;
  /** Deletes what the definition lacks: global secondary indexes, the stream, time to live, tags. Default: `false`. */
  readonly delete?: boolean | undefined;
  /** Called when a change starts and when it is done. An error that it throws ends `ensure()`. */
  readonly onProgress?: ((progress: EnsureProgress) => void) | undefined;
}

/** A change that was requested; `error` is the error with which DynamoDB rejected it. */
interface Attempted {
  readonly change: TableChange;
  readonly error?: ServiceError | TableNotFoundError | undefined;
}

/** Makes changes, one at a time, until the table is as defined; returns what is left, and the table. */
export async function ensureTable(
  connection: Connection,
  table: Table,
  options: EnsureOptions,
): Promise<{ readonly plan: TablePlan; readonly found: TableDescription | undefined }> {
  const poll = new Poll(connection, options);
  let attempted: Attempted | undefined;
  for (;;) {
    const { found, plan } = await look(connection, table, options);
    if (plan !== undefined) {
      const next = nextChange(plan, options);
      if (attempted !== undefined && !isSame(attempted.change, next)) {
        if (attempted.error === undefined) report(options, table, 'done', attempted.change);
        attempted = undefined;
        poll.restart();
      }
      if (next === undefined) return { plan, found };
      if (attempted === undefined) report(options, table, 'started', next);
      if (attempted === undefined || isTemporary(attempted.error)) {
        attempted = await request(connection, next, options);
        if (attempted.error === undefined) continue;
      } else if (attempted.error !== undefined) {
        throw attempted.error;
      }
      // A change that was accepted may not be visible yet.
    }
    const { timeoutMs = isChangingIndex(found) ? indexTimeoutMs : defaultTimeoutMs } = options;
    if (!(await poll.wait(timeoutMs))) throw timeoutError({ table, found, timeoutMs, attempted });
  }
}

/** Returns the table, and its plan as soon as it can be changed. */
async function look(connection: Connection, table: Table, options: EnsureOptions) {
  const found = await findTable(connection, table.name, options);
  if (found !== undefined && !isActive(found)) return { found, plan: undefined };
  try {
    const plan = await planTable(connection, table, found, { ...options, readsAll: options.delete === true });
    return { found, plan };
  } catch (error) {
    // The table was deleted meanwhile, or is so new that not all of DynamoDB knows it.
    if (error instanceof TableNotFoundError) return { found, plan: undefined };
    throw error;
  }
}

/**
 * Returns the first change to make.
 *
 * @throws TableMismatchError - the table lacks what the definition has, and the options do not allow to change that, or DynamoDB.
 */
function nextChange(plan: TablePlan, options: EnsureOptions): TableChange | undefined {
  throwUnreadable(plan);
  const isWanted = ({ kind }: TableChange) => kind === 'create' || (kind !== 'wait' && options[kind] === true);
  const unmet = plan.changes.filter(
    (change) =>
      change.kind !== 'delete' && (change.obstacle !== undefined || (change.kind === 'replace' && !isWanted(change))),
  );
  if (unmet.length > 0) throw new TableMismatchError(plan.table, unmet.map(describeUnmet));
  return plan.changes.find((change) => isWanted(change) && change.requests.length > 0);
}

function describeUnmet(change: TableChange): string {
  const hint = change.obstacle === undefined ? ' (ensure({ replace: true }) deletes and creates it again)' : '';
  return `${describeDifference(change)}${hint}`;
}

/** Another process may make the same change, so that an error of DynamoDB is judged by the table's next state. */
async function request(connection: Connection, change: TableChange, options: EnsureOptions): Promise<Attempted> {
  const [first] = change.requests;
  try {
    if (first !== undefined) await send(connection, first, options);
    return { change };
  } catch (error) {
    if (error instanceof ServiceError || error instanceof TableNotFoundError) return { change, error };
    throw error;
  }
}

function isSame(one: TableChange, other: TableChange | undefined): boolean {
  return one.kind === other?.kind && one.subject === other.subject && one.name === other.name;
}

function report(options: EnsureOptions, { name }: Table, state: EnsureProgress['state'], change: TableChange): void {
  options.onProgress?.({ table: name, state, change });
}

/** DynamoDB fills a new index of an existing table for minutes to hours. */
const indexTimeoutMs = 3_600_000;

function isChangingIndex({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription = {}): boolean {
  return TableStatus !== 'CREATING' && GlobalSecondaryIndexes.some(({ IndexStatus }) => IndexStatus !== 'ACTIVE');
}

/** Another change of the table, or too many changes in a time or in the account: all end by themselves. */
function isTemporary(error: Attempted['error']): boolean {
  if (error === undefined) return false;
  const { name, message, code } = error;
  const names = ['ResourceInUseException', 'ThrottlingException'];
  return names.includes(name) || code === 'TABLE_NOT_FOUND' || /simultaneous|online index|being updated/.test(message);
}

function timeoutError({
  table: { name },
  found,
  timeoutMs,
  attempted,
}: {
  readonly table: Table;
  readonly found: TableDescription | undefined;
  readonly timeoutMs: number;
  readonly attempted: Attempted | undefined;
}): TimeoutError {
  if (attempted === undefined || found === undefined || !isActive(found)) return notActive(name, found, timeoutMs);
  const what = `${describeChange(attempted.change)} is not done after ${timeoutMs} ms`;
  return new TimeoutError(`table ${name}: ${what}`, { cause: attempted.error });
}
