import { tableClassChangeLimit, tableClassChangeWindowMs } from '../../../../domain/limits.ts';
import type { TableDetails } from '../../account/table-details.ts';
import type { TableClass } from '../../account/table-update.ts';
import { tooManyTableClassUpdates } from '../../wording/table-setting-errors.ts';
import { changesWithin, withChange } from './setting-changes.ts';

/**
 * Returns the details of a table whose class a request sets, with the change noted; `isChanged` is `false` if the table has the class.
 * Inferred: setting the current class is no change, though it is rejected like one when no change is left (control-plane §1).
 *
 * @throws ServiceError - LimitExceededException: the class was changed twice within 30 days.
 */
export function withTableClassRequested(
  details: TableDetails,
  tableClass: TableClass,
  nowMs: number,
): { readonly details: TableDetails; readonly isChanged: boolean } {
  const limit = { setting: 'tableClass', nowMs, windowMs: tableClassChangeWindowMs } as const;
  if (changesWithin(details, limit).length >= tableClassChangeLimit) throw tooManyTableClassUpdates();
  if (tableClass === (details.tableClass ?? 'STANDARD'))
    return { details: { ...details, tableClass }, isChanged: false };
  return { details: withChange(details, limit), isChanged: true };
}
