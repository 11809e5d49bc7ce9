import type { AttributeValue, Input } from '../../../../../domain/dynamodb.ts';
import type { Comparator, Condition, DocumentPath, Value } from '../../../../../domain/expressions/tree.ts';
import { expectedErrors } from '../../../wording/legacy-errors.ts';
import type { Wording } from '../../../wording/validation-errors.ts';
import { type LegacyComparison, parseComparison, type ValueLimits } from './parse-comparison.ts';

type Expected = NonNullable<Input<'PutItem'>['Expected']>;
type Filter = NonNullable<Input<'Scan'>['ScanFilter']>;

/** How the conditions of one parameter are joined. */
export type Join = 'and' | 'or';

/**
 * Binds `Expected`: returns the condition of a write, or `undefined` if there is none. Checks attribute by attribute, in the
 * order of the request; of one attribute first which members it has, then their values.
 *
 * @throws ServiceError - ValidationException
 */
export function bindExpected(expected: Expected, join: Join, wording: Wording): Condition | undefined {
  return joined(
    Object.entries(expected).map(([name, each]) => expectedCondition(name, each, wording)),
    join,
  );
}

/**
 * Binds `QueryFilter` or `ScanFilter`: returns the filter, or `undefined` if there is none.
 *
 * @throws ServiceError - ValidationException
 */
export function bindFilter(filter: Filter, join: Join, wording: Wording & ValueLimits): Condition | undefined {
  return joined(
    Object.entries(filter).map(([name, { ComparisonOperator, AttributeValueList = [] }]) =>
      condition(name, parseComparison(ComparisonOperator, AttributeValueList, wording)),
    ),
    join,
  );
}

function expectedCondition(name: string, expected: Expected[string], wording: Wording): Condition {
  const { Value, Exists, ComparisonOperator: operator, AttributeValueList: list } = expected;
  if (Value !== undefined && list !== undefined) throw expectedErrors.valueAndList(name, wording);
  const values = list ?? (Value === undefined ? undefined : [Value]);
  if (operator !== undefined) {
    if (Exists !== undefined) throw expectedErrors.existsAndOperator(name, wording);
    const needsValues = operator !== 'NULL' && operator !== 'NOT_NULL';
    if (needsValues && values === undefined) throw expectedErrors.noValues(name, operator, wording);
    return condition(name, parseComparison(operator, values ?? [], wording));
  }
  if (list !== undefined) throw expectedErrors.listWithoutOperator(name, wording);
  if (Exists === false) {
    if (Value !== undefined) throw expectedErrors.valueOfAbsent(name, wording);
    return condition(name, { operator: 'NULL', operands: [] });
  }
  if (Value === undefined) throw expectedErrors.noValue(name, Exists, wording);
  return condition(name, parseComparison('EQ', [Value], wording));
}

/** Returns the condition of a comparison; its operands fit the operator. */
function condition(name: string, { operator, operands }: LegacyComparison): Condition {
  const path: DocumentPath = { kind: 'path', steps: [name] };
  const [first = noValue, second = noValue] = operands.map(valueNode);
  const comparison = (comparator: Comparator): Condition => ({
    kind: 'comparison',
    comparator,
    left: path,
    right: first,
  });
  switch (operator) {
    case 'EQ':
      return comparison('=');
    case 'NE':
      return comparison('<>');
    case 'LT':
      return comparison('<');
    case 'LE':
      return comparison('<=');
    case 'GT':
      return comparison('>');
    case 'GE':
      return comparison('>=');
    case 'BETWEEN':
      return { kind: 'between', operand: path, lower: first, upper: second };
    case 'IN':
      return { kind: 'in', operand: path, candidates: operands.map(valueNode) };
    case 'NULL':
      return { kind: 'attribute_not_exists', path };
    case 'NOT_NULL':
      return { kind: 'attribute_exists', path };
    case 'BEGINS_WITH':
      return { kind: 'begins_with', operand: path, prefix: first };
    case 'CONTAINS':
      return { kind: 'contains', operand: path, element: first };
    case 'NOT_CONTAINS':
      // Both CONTAINS and NOT_CONTAINS are false if the attribute does not exist.
      return {
        kind: 'and',
        left: { kind: 'attribute_exists', path },
        right: { kind: 'not', condition: { kind: 'contains', operand: path, element: first } },
      };
    default:
      return operator satisfies never;
  }
}

/** Never used: `parseComparison` has counted the operands. */
const noValue: Value = { kind: 'value', value: { NULL: true } };

function valueNode(value: AttributeValue): Value {
  return { kind: 'value', value };
}

/** Joins conditions in a balanced tree, because a request can have more of them than functions can nest. */
function joined(conditions: readonly Condition[], kind: Join): Condition | undefined {
  if (conditions.length <= 1) return conditions[0];
  const middle = Math.ceil(conditions.length / 2);
  const left = joined(conditions.slice(0, middle), kind);
  const right = joined(conditions.slice(middle), kind);
  return left && right && { kind, left, right };
}
