import { type Account, type AccountTable, tableOfEvent, withoutTable, withTable } from '../account/account.ts';
import type { TableCreated, TableDeleted } from '../account/account-event.ts';
import { scheduleAfter } from '../account/schedule.ts';
import type { TableStatus } from '../account/table-details.ts';
import type { Moment } from '../request-environment.ts';
import type { IndexStatus } from '../storage/secondary-index.ts';
import { finishStreamDisabling, finishStreamEnabling, withStreamDisabling } from '../streams/stream-life.ts';
import { changeMs, type TableDelay } from './table-pace.ts';

/** When a change of a table's status starts, and how long it takes. */
export interface StatusTiming {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly tableDelayMs: TableDelay;
}

/** Returns whether a table with that status serves reads and writes of items. */
export function servesRequests(status: TableStatus): boolean {
  switch (status) {
    case 'ACTIVE':
    case 'UPDATING':
      return true;
    case 'CREATING':
    case 'DELETING':
      return false;
    default:
      return status satisfies never;
  }
}

/**
 * Returns the account with a new table, which is CREATING for the delay, as its stream is ENABLING. Without a delay the next
 * request finds it ACTIVE, although the output of this one still shows the status before.
 */
export function withTableBeingCreated(account: Account, table: AccountTable, timing: StatusTiming): Account {
  const event: TableCreated = { kind: 'table created', tableName: table.schema.name, tableId: table.details.id };
  return scheduleAfter(withTable(account, table), event, {
    nowMs: timing.nowMs,
    delayMs: changeMs('creation', timing.tableDelayMs),
    handle: finishTableCreation,
  });
}

/**
 * Returns the account with a table DELETING for the delay, as its stream is DISABLING; then the table disappears. Without a
 * delay, it does so at once.
 */
export function withTableBeingDeleted(account: Account, table: AccountTable, timing: StatusTiming): Account {
  const event: TableDeleted = { kind: 'table deleted', tableName: table.schema.name, tableId: table.details.id };
  const disabling = withStreamDisabling(account, table);
  return scheduleAfter(withTable(disabling.account, disabling.table), event, {
    nowMs: timing.nowMs,
    delayMs: changeMs('deletion', timing.tableDelayMs),
    handle: finishTableDeletion,
  });
}

/** Handles the end of a table's creation: the table and its indexes become ACTIVE, its stream becomes ENABLED. */
export function finishTableCreation(account: Account, event: TableCreated, { nowMs }: Pick<Moment, 'nowMs'>): Account {
  const table = tableOfEvent(account, event);
  if (table?.details.status !== 'CREATING') return account;
  const active = withTable(account, withStatus(table, 'ACTIVE'));
  const { stream } = table.details;
  return stream === undefined ? active : finishStreamEnabling(active, stream.arn, nowMs);
}

/** Handles the end of a table's deletion: removes the table and its items; its stream becomes DISABLED. */
export function finishTableDeletion(account: Account, event: TableDeleted, { nowMs }: Pick<Moment, 'nowMs'>): Account {
  const table = tableOfEvent(account, event);
  if (table === undefined) return account;
  const { stream } = table.details;
  const deleted = withoutTable(account, event.tableName);
  return stream === undefined ? deleted : finishStreamDisabling(deleted, stream.arn, nowMs);
}

/** Returns the table with a status, which its indexes share. */
export function withStatus(table: AccountTable, status: TableStatus & IndexStatus): AccountTable {
  return {
    ...table,
    details: { ...table.details, status },
    indexes: table.indexes.map((index) => ({ ...index, status })),
  };
}
