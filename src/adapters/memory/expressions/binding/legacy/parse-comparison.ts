import { enumerations } from '../../../../../domain/api/enumerations.ts';
import type { AttributeValue, Input } from '../../../../../domain/dynamodb.ts';
import { type DataType, dataTypeOf } from '../../../../../domain/values/attribute-value.ts';
import { compareValues } from '../../../../../domain/values/order.ts';
import { parseValue } from '../../../values/parse-attribute-values.ts';
import { comparisonErrors } from '../../../wording/legacy-errors.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import { orderedTypes, prefixedTypes } from '../operand-checks.ts';

/** The operators of legacy conditions. */
export type ComparisonOperator = NonNullable<NonNullable<Input<'Scan'>['ScanFilter']>[string]['ComparisonOperator']>;

/** An operator and the values that it compares an attribute with; their number and types fit the operator. */
export interface LegacyComparison {
  readonly operator: ComparisonOperator;
  readonly operands: readonly AttributeValue[];
}

/** How values of a parameter differ from others. */
export interface ValueLimits {
  /** Levels of nesting that the values can have beyond the limit of others. Default: 0. */
  readonly extraLevels?: number | undefined;
}

/**
 * Parses an operator and its values, with the service's checks in its order: the values themselves, the operator, the number
 * of values, the type of each, that they have one type, the order of bounds.
 *
 * Observed: on DynamoDB Local 3.3.1, November 2026, except for an invalid value with an unknown operator, where it reports the
 * operator: inferred.
 *
 * @throws ServiceError - ValidationException
 */
export function parseComparison(
  name: string | undefined,
  values: readonly unknown[],
  wording: Wording & ValueLimits,
): LegacyComparison {
  const operands = values.map((value) => parseValue(value, wording, wording.extraLevels));
  const operator = enumerations.ComparisonOperator.values.find((each) => each === name);
  if (operator === undefined) throw comparisonErrors.unknownOperator(wording);
  const { count, types } = rules[operator];
  if (count === 'some' ? operands.length === 0 : operands.length !== count) {
    throw comparisonErrors.wrongCount(operator, wording);
  }
  checkTypes(operator, operands.map(dataTypeOf), { types, wording });
  if (operator === 'BETWEEN') checkBounds(operands, wording);
  return { operator, operands };
}

/** The number of values that an operator takes, and their types; `undefined` if it takes all. */
interface OperatorRule {
  readonly count: 0 | 1 | 2 | 'some';
  readonly types?: ReadonlySet<DataType> | undefined;
}

const containedTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'N', 'B', 'BOOL', 'NULL']);

const rules: Readonly<Record<ComparisonOperator, OperatorRule>> = {
  EQ: { count: 1 },
  NE: { count: 1 },
  LT: { count: 1, types: orderedTypes },
  LE: { count: 1, types: orderedTypes },
  GT: { count: 1, types: orderedTypes },
  GE: { count: 1, types: orderedTypes },
  BETWEEN: { count: 2, types: orderedTypes },
  IN: { count: 'some', types: orderedTypes },
  NULL: { count: 0 },
  NOT_NULL: { count: 0 },
  BEGINS_WITH: { count: 1, types: prefixedTypes },
  CONTAINS: { count: 1, types: containedTypes },
  NOT_CONTAINS: { count: 1, types: containedTypes },
};

function checkTypes(
  operator: ComparisonOperator,
  found: readonly DataType[],
  { types, wording }: Pick<OperatorRule, 'types'> & { readonly wording: Wording },
): void {
  const wrong = types && found.find((type) => !types.has(type));
  if (wrong !== undefined) throw comparisonErrors.wrongType(operator, wrong, wording);
  if (found.some((type) => type !== found[0])) throw comparisonErrors.severalTypes(wording);
}

function checkBounds([lower, upper]: readonly AttributeValue[], wording: Wording): void {
  const order = lower && upper && compareValues(lower, upper);
  if (order !== undefined && order > 0) throw comparisonErrors.boundsOutOfOrder(wording);
}
