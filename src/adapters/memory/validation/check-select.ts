import { enumerations } from '../../../domain/api/enumerations.ts';
import type { Input } from '../../../domain/dynamodb.ts';
import { describeWithValue, memberError, rules } from '../wording/member-errors.ts';
import { selectErrors } from '../wording/query-errors.ts';

/** The members of a query or scan that select the attributes to return. */
export type Selection = Pick<Input<'Query'>, 'Select' | 'ProjectionExpression' | 'IndexName'>;

/**
 * Checks that `Select` has a valid value and fits the other members of the request.
 *
 * @throws ServiceError - ValidationException
 */
export function checkSelect({ Select, ProjectionExpression, IndexName }: Selection): void {
  switch (Select) {
    case undefined:
      return;
    case 'SPECIFIC_ATTRIBUTES':
      if (ProjectionExpression === undefined) throw selectErrors.projectionMissing();
      return;
    case 'ALL_ATTRIBUTES':
    case 'ALL_PROJECTED_ATTRIBUTES':
    case 'COUNT':
      if (ProjectionExpression !== undefined) throw selectErrors.projectionGiven(Select);
      if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) throw selectErrors.noIndex();
      return;
    default:
      throw memberError([describeWithValue('select', rules.oneOf(enumerations.Select.values), Select satisfies never)]);
  }
}
