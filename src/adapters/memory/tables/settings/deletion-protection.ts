import { deletionProtectionDelayMs } from '../../../../domain/limits.ts';
import type { AccountTable } from '../../account/account.ts';
import { protectionChangedTooSoon } from '../../wording/table-setting-errors.ts';
import { changesWithin, withChange } from './setting-changes.ts';

/**
 * Returns the table with its deletion protection set. Inferred: it takes no time, and counts as a change also if it has the
 * same value.
 *
 * @throws ServiceError - ThrottlingException: it was set less than 15 s ago.
 */
export function withDeletionProtection(table: AccountTable, isProtected: boolean, nowMs: number): AccountTable {
  const setting = { setting: 'deletionProtection', nowMs, windowMs: deletionProtectionDelayMs } as const;
  const [last] = changesWithin(table.details, setting);
  if (last !== undefined) throw protectionChangedTooSoon(table.schema.name, last + deletionProtectionDelayMs);
  const details = withChange(table.details, setting);
  return { ...table, details: { ...details, deletionProtection: isProtected } };
}
