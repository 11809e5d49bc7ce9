import { enumerations } from '../../../domain/api/enumerations.ts';
import type { Input } from '../../../domain/dynamodb.ts';
import { describeWithValue, memberError, rules } from '../wording/member-errors.ts';
import { selectErrors } from '../wording/query-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/** The members of a query or scan that select the attributes to return. */
export type Selection = Pick<Input<'Query'>, 'Select' | 'ProjectionExpression' | 'AttributesToGet' | 'IndexName'>;

/**
 * Checks that `Select` has a valid value and fits the other members of the request.
 *
 * @throws ServiceError - ValidationException
 */
export function checkSelect(
  { Select, ProjectionExpression, AttributesToGet, IndexName }: Selection,
  wording: Wording,
): void {
  const form = AttributesToGet === undefined ? 'ProjectionExpression' : 'AttributesToGet';
  const hasProjection = (AttributesToGet ?? ProjectionExpression) !== undefined;
  switch (Select) {
    case undefined:
      return;
    case 'SPECIFIC_ATTRIBUTES':
      if (!hasProjection) throw selectErrors.projectionMissing(wording);
      return;
    case 'ALL_ATTRIBUTES':
    case 'ALL_PROJECTED_ATTRIBUTES':
    case 'COUNT':
      if (hasProjection) throw selectErrors.projectionGiven(form, Select, wording);
      if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) throw selectErrors.noIndex(wording);
      return;
    default:
      throw memberError([describeWithValue('select', rules.oneOf(enumerations.Select.values), Select satisfies never)]);
  }
}
