import type { Request } from '../requests/request.ts';

/** What a change is about. */
export type TableSubject =
  | 'billing'
  | 'deletion protection'
  | 'global secondary index'
  | 'key'
  | 'local secondary index'
  | 'stream'
  | 'table'
  | 'table class'
  | 'tags'
  | 'time to live';

/** A request that changes a table. */
export type TableRequest = Request<
  'CreateTable' | 'TagResource' | 'UntagResource' | 'UpdateTable' | 'UpdateTimeToLive',
  void
>;

/** A difference between a table and its definition, and the change that ends it. */
export interface TableChange {
  /**
   * - `create`: the table lacks it.
   * - `update`: it has another value, which can be changed.
   * - `replace`: it has another form, so it is deleted and created again.
   * - `delete`: the definition lacks it.
   * - `wait`: DynamoDB is still creating it.
   */
  readonly kind: 'create' | 'update' | 'replace' | 'delete' | 'wait';
  /** What differs. */
  readonly subject: TableSubject;
  /** The name of the index. */
  readonly name?: string | undefined;
  /** What the table has; `undefined`: nothing. */
  readonly found?: string | undefined;
  /** What the definition has; `undefined`: nothing. */
  readonly expected?: string | undefined;
  /** Why the table cannot be changed; `undefined`: it can. */
  readonly obstacle?: string | undefined;
  /** The error with which DynamoDB rejected to describe what the table has. */
  readonly cause?: Error | undefined;
  /** The requests of the change, in order; none if it is impossible or part of the table's creation. */
  readonly requests: readonly TableRequest[];
}

/** What differs between a table and its definition. As a string: a line for each change. */
export class TablePlan {
  /** The table's name. */
  readonly table: string;
  /** The changes in the order in which `ensure()` makes them; none if the table is as defined. */
  readonly changes: readonly TableChange[];

  constructor(table: string, changes: readonly TableChange[]) {
    this.table = table;
    this.changes = changes;
  }

  /** Returns a line for each change, such as `+ create stream: NEW_IMAGE`. */
  toString(): string {
    const { length } = this.changes;
    const title = `table ${this.table}: ${length === 0 ? 'as defined' : `${length} change${length === 1 ? '' : 's'}`}`;
    return [title, ...this.changes.map((change) => `${signOf(change)} ${describeChange(change)}`)].join('\n');
  }
}

/** Returns a phrase for a change, such as `update billing: on-demand → 5 read and 5 write capacity units`. */
export function describeChange(change: TableChange): string {
  const values = [change.found, change.expected].filter((value) => value !== undefined).join(' → ');
  return `${change.kind} ${subjectOf(change)}: ${values}${reasonOf(change)}`;
}

/** Returns a phrase for a difference, such as `billing: found on-demand, expected 5 read and 5 write capacity units`. */
export function describeDifference(change: TableChange): string {
  const { found, expected } = change;
  const subject = subjectOf(change);
  if (found === undefined) return `missing ${subject} (${expected})${reasonOf(change)}`;
  if (expected === undefined) return `additional ${subject} (${found})`;
  return `${subject}: found ${found}, expected ${expected}${reasonOf(change)}`;
}

/** @throws ServiceError - DynamoDB rejected to describe a setting that was read. */
export function throwUnreadable({ changes }: TablePlan): void {
  const unreadable = changes.find(({ cause }) => cause !== undefined);
  if (unreadable !== undefined) throw unreadable.cause;
}

function subjectOf({ subject, name }: TableChange): string {
  return name === undefined ? subject : `${subject} ${name}`;
}

function reasonOf({ obstacle }: TableChange): string {
  return obstacle === undefined ? '' : ` (impossible: ${obstacle})`;
}

function signOf({ kind, obstacle }: TableChange): string {
  return obstacle === undefined ? signs[kind] : '!';
}

const signs = { create: '+', update: '~', replace: '±', delete: '-', wait: '…' } as const;
