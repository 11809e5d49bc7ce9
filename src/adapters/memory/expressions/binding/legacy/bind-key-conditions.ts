import type { Input } from '../../../../../domain/dynamodb.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import type { KeyOperator, RequestedKeyClause } from '../key-clauses.ts';
import { type ComparisonOperator, parseComparison } from './parse-comparison.ts';

/**
 * Binds `KeyConditions`: returns their clauses in the order of the request. Which operators a key supports is checked with
 * the key.
 *
 * @throws ServiceError - ValidationException
 */
export function bindKeyConditions(
  conditions: NonNullable<Input<'Query'>['KeyConditions']>,
  wording: Wording,
): readonly RequestedKeyClause[] {
  return Object.entries(conditions).map(([attribute, { ComparisonOperator, AttributeValueList = [] }]) => {
    const { operator, operands } = parseComparison(ComparisonOperator, AttributeValueList, wording);
    return { attribute, operator: keyOperators[operator] ?? 'not indexable', operands };
  });
}

const keyOperators: Readonly<Partial<Record<ComparisonOperator, KeyOperator>>> = {
  EQ: '=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'BETWEEN',
  BEGINS_WITH: 'begins_with',
};
