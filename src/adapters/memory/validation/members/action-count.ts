import type { ServiceError } from '../../../../domain/errors.ts';
import { isPresent } from '../../../../domain/is-present.ts';
import { isRecord } from '../../../../domain/is-record.ts';
import { noAction, severalActions } from '../../wording/transaction-errors.ts';

/** The members of an element of TransactWriteItems, of which it has exactly one. */
export const actionNames = ['ConditionCheck', 'Put', 'Delete', 'Update'] as const;

/** Returns the error for the first element of TransactWriteItems that hasn't exactly one action (behaviour §14, step 3). */
export function actionCountViolation(elements: unknown): ServiceError | undefined {
  for (const element of Array.isArray(elements) ? elements : []) {
    const count = isRecord(element) ? actionNames.filter((name) => isPresent(element[name])).length : 0;
    if (count !== 1) return count === 0 ? noAction() : severalActions();
  }
  return undefined;
}
