import { onDemandSwitchLimit, onDemandSwitchWindowMs } from '../../../../domain/limits.ts';
import type { AccountTable } from '../../account/account.ts';
import type { CapacityUpdate } from '../../account/table-update.ts';
import { tooManyOnDemandSwitches } from '../../wording/table-setting-errors.ts';
import { changesWithin, withChange } from './setting-changes.ts';

/**
 * Returns the table with an update noted in its history if it switches to on-demand billing.
 *
 * @throws ServiceError - LimitExceededException: there were four within 24 hours.
 */
export function withSwitchNoted(table: AccountTable, update: CapacityUpdate, nowMs: number): AccountTable {
  const { details } = table;
  if (update.billing.mode !== 'PAY_PER_REQUEST' || details.billing.mode === 'PAY_PER_REQUEST') return table;
  const limit = { setting: 'onDemandBilling', nowMs, windowMs: onDemandSwitchWindowMs } as const;
  const [firstMs, ...others] = changesWithin(details, limit);
  if (firstMs !== undefined && others.length + 1 >= onDemandSwitchLimit) {
    throw tooManyOnDemandSwitches(others.at(-1) ?? firstMs, firstMs + onDemandSwitchWindowMs);
  }
  return { ...table, details: withChange(details, limit) };
}
