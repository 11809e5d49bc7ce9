import type { AttributeValue } from '../dynamodb.ts';
import { dataTypeOf } from '../values/attribute-value.ts';
import { valuesEqual } from '../values/equality.ts';
import { compareValues } from '../values/order.ts';
import type { ReadableItem } from '../values/readable-item.ts';
import { beginsWith, contains, size } from './condition-functions.ts';
import { storedValue } from './stored-value.ts';
import type { Comparison, Condition, Operand } from './tree.ts';

/**
 * Returns whether a condition is true for an item; use `{}` for an absent item.
 *
 * A comparison with an absent attribute, or of two types, is false; only `<>` is always the opposite of `=`.
 */
export function evaluate(condition: Condition, item: ReadableItem): boolean {
  switch (condition.kind) {
    case 'comparison':
      return compare(condition, item);
    case 'between': {
      const value = operandValue(condition.operand, item);
      const fromLower = orderOf(operandValue(condition.lower, item), value);
      const toUpper = orderOf(value, operandValue(condition.upper, item));
      return fromLower !== undefined && fromLower <= 0 && toUpper !== undefined && toUpper <= 0;
    }
    case 'in': {
      const value = operandValue(condition.operand, item);
      return condition.candidates.some((candidate) => valuesEqual(value, operandValue(candidate, item)));
    }
    case 'attribute_exists':
      return storedValue(item, condition.path) !== undefined;
    case 'attribute_not_exists':
      return storedValue(item, condition.path) === undefined;
    case 'attribute_type': {
      const value = operandValue(condition.operand, item);
      return value !== undefined && dataTypeOf(value) === condition.type.value.S;
    }
    case 'begins_with':
      return beginsWith(operandValue(condition.operand, item), operandValue(condition.prefix, item));
    case 'contains':
      return contains(operandValue(condition.operand, item), operandValue(condition.element, item));
    case 'and':
      return evaluate(condition.left, item) && evaluate(condition.right, item);
    case 'or':
      return evaluate(condition.left, item) || evaluate(condition.right, item);
    case 'not':
      return !evaluate(condition.condition, item);
    default:
      return condition satisfies never;
  }
}

function compare({ comparator, left, right }: Comparison, item: ReadableItem): boolean {
  const a = operandValue(left, item);
  const b = operandValue(right, item);
  if (comparator === '=') return valuesEqual(a, b);
  if (comparator === '<>') return !valuesEqual(a, b);
  const order = orderOf(a, b);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return comparator satisfies never;
  }
}

/** Returns the value of an operand in an item; `undefined` if the item has none. */
export function operandValue(operand: Operand, item: ReadableItem): AttributeValue | undefined {
  switch (operand.kind) {
    case 'path':
      return storedValue(item, operand);
    case 'value':
      return operand.value;
    case 'size':
      return size(operandValue(operand.operand, item));
    default:
      return operand satisfies never;
  }
}

function orderOf(left: AttributeValue | undefined, right: AttributeValue | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : compareValues(left, right);
}
