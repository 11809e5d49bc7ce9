import type { AccountTable } from '../account/account.ts';
import type { Counts, TableStatistics } from '../account/table-statistics.ts';

/** How current the item counts and sizes in descriptions are: exact, or from the last of every six hours as in the service. */
export type StatisticsMode = 'exact' | 'six-hourly';

const periodMs = 6 * 60 * 60 * 1000;

/**
 * Returns the table with its counts at the start of the current six hours, if they don't have them yet. Call it before
 * anything changes the counts: later changes in the same six hours then leave them as they are.
 *
 * @param nowMs - milliseconds since 1970-01-01 UTC.
 */
export function withStatistics(table: AccountTable, nowMs: number): AccountTable {
  const period = Math.floor(nowMs / periodMs);
  if (table.details.statistics?.period === period) return table;
  return { ...table, details: { ...table.details, statistics: currentStatistics(table, period) } };
}

/** Returns the counts of a table and its indexes as its description reports them. */
export function describedStatistics(table: AccountTable, mode: StatisticsMode, nowMs: number): TableStatistics {
  const period = Math.floor(nowMs / periodMs);
  const { statistics } = table.details;
  return mode === 'six-hourly' && statistics?.period === period ? statistics : currentStatistics(table, period);
}

function currentStatistics({ items, sizeBytes, indexes }: AccountTable, period: number): TableStatistics {
  const counts = indexes.map(({ schema, entries, sizeBytes: bytes }): [string, Counts] => [
    schema.name,
    { itemCount: entries.size, sizeBytes: bytes },
  ]);
  return { period, table: { itemCount: items.size, sizeBytes }, indexes: new Map(counts) };
}
