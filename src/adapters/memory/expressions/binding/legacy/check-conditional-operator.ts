import { enumerations } from '../../../../../domain/api/enumerations.ts';
import { conditionalOperatorErrors } from '../../../wording/legacy-errors.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import type { LegacyParameters } from './legacy-parameters.ts';

/**
 * Checks that `ConditionalOperator` has at least two conditions to join, and a known value.
 *
 * @throws ServiceError - ValidationException
 */
export function checkConditionalOperator(parameters: LegacyParameters, wording: Wording): void {
  const { ConditionalOperator, Expected, QueryFilter, ScanFilter } = parameters;
  if (ConditionalOperator === undefined) return;
  const count = Object.keys(Expected ?? QueryFilter ?? ScanFilter ?? {}).length;
  if (count === 0) throw conditionalOperatorErrors.noConditions(wording);
  if (count === 1) throw conditionalOperatorErrors.oneCondition(wording);
  const isKnown = enumerations.ConditionalOperator.values.some((each) => each === ConditionalOperator);
  if (!isKnown) throw conditionalOperatorErrors.unknown(wording);
}
