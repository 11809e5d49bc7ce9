import type { Account, AccountTable } from '../account/account.ts';
import { withNewOwner, withoutTable, withTable } from '../storage/database.ts';
import { walk } from '../storage/ordered-map.ts';

/**
 * The account with a table that is being created or deleted, which takes as long as the environment says. Where that is
 * no time at all the next request finds it done, though the answer to this one still tells the status in between.
 */
export function withTableChanging(
  database: Account,
  table: AccountTable,
  { nowMs, tableDelayMs }: { readonly nowMs: number; readonly tableDelayMs: number },
): Account {
  if (tableDelayMs <= 0) return withTableChanged(database, table);
  const changesAtMs = nowMs + tableDelayMs;
  return {
    ...withTable(database, { ...table, details: { ...table.details, changesAtMs } }),
    nextChangeAtMs: Math.min(database.nextChangeAtMs, changesAtMs),
  };
}

/** The account when every table whose time has come is ACTIVE or gone; the one given stays as it is. */
export function withTablesSettled(database: Account, nowMs: number): Account {
  if (nowMs < database.nextChangeAtMs) return database;
  let settled: Account = { ...withNewOwner(database), nextChangeAtMs: Number.POSITIVE_INFINITY };
  walk(database.tables, {}, (table) => {
    const { changesAtMs = Number.POSITIVE_INFINITY } = table.details;
    if (changesAtMs <= nowMs) settled = withTableChanged(settled, table);
    else settled = { ...settled, nextChangeAtMs: Math.min(settled.nextChangeAtMs, changesAtMs) };
    return true;
  });
  return settled;
}

function withTableChanged(database: Account, table: AccountTable): Account {
  if (table.details.status === 'DELETING') return withoutTable(database, table.schema.name);
  const { changesAtMs: _, ...details } = table.details;
  return withTable(database, { ...table, details: { ...details, status: 'ACTIVE' } });
}
