import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { DocumentPath, SetValue, Update, UpdateAction } from '../../../../domain/expressions/tree.ts';
import { nestingLimit } from '../../../../domain/limits.ts';
import { addNumbers, subtractNumbers } from '../../../../domain/values/decimal.ts';
import { updateErrors } from '../../wording/expression-errors.ts';
import { readWording } from '../../wording/validation-errors.ts';
import { badNumber, updatedTooDeeply } from '../../wording/value-errors.ts';
import { difference, isEmptySet, union } from './set-values.ts';
import { storedValue } from './stored-value.ts';

/** The value at the path of an action after the update; `undefined` if it is removed. */
export type Outcome = readonly [path: DocumentPath, value: AttributeValue | undefined];

/**
 * Calculates the outcomes of all actions of an update. Every action reads the old item.
 *
 * @throws ServiceError - an operand is missing or has a wrong type, or a number is out of range.
 */
export function outcomesOf({ actions }: Update, item: Item): readonly Outcome[] {
  return actions.map((action) => [action.path, outcomeOf(action, item)]);
}

function outcomeOf(action: UpdateAction, item: Item): AttributeValue | undefined {
  switch (action.kind) {
    case 'set': {
      const value = setValue(action.value, item);
      const { steps } = action.path;
      // The depth of a top-level value was checked when it was parsed or stored.
      if (steps.length > 1 && steps.length - 1 + levelsOf(value) > nestingLimit) throw updatedTooDeeply();
      return value;
    }
    case 'remove':
      return undefined;
    case 'add': {
      const stored = storedValue(item, action.path);
      return stored === undefined ? action.value.value : add(stored, action.value.value);
    }
    case 'delete': {
      const stored = storedValue(item, action.path);
      if (stored === undefined) return undefined;
      const rest = difference(stored, action.value.value);
      if (rest === undefined) throw updateErrors.operandOfWrongType();
      return isEmptySet(rest) ? undefined : rest;
    }
    default:
      return action satisfies never;
  }
}

function setValue(value: SetValue, item: Item): AttributeValue {
  switch (value.kind) {
    case 'path': {
      const stored = storedValue(item, value);
      if (stored === undefined) throw updateErrors.absentOperand();
      return stored;
    }
    case 'value':
      return value.value;
    case 'arithmetic': {
      const left = setValue(value.left, item);
      return calculate(left, value.operator, setValue(value.right, item));
    }
    case 'if_not_exists': {
      // The second operand must exist even if it is not needed. Observed: DynamoDB Local 3.3.1, 2026-11-24.
      const otherwise = setValue(value.otherwise, item);
      return storedValue(item, value.path) ?? otherwise;
    }
    case 'list_append': {
      const [left, right] = [setValue(value.left, item).L, setValue(value.right, item).L];
      if (left === undefined || right === undefined) throw updateErrors.operandOfWrongType();
      return { L: [...left, ...right] };
    }
    default:
      return value satisfies never;
  }
}

function add(stored: AttributeValue, added: AttributeValue): AttributeValue {
  if (added.N !== undefined) return calculate(stored, '+', added);
  const members = union(stored, added);
  if (members === undefined) throw updateErrors.operandOfWrongType();
  return members;
}

function calculate(left: AttributeValue, operator: '+' | '-', right: AttributeValue): AttributeValue {
  if (left.N === undefined || right.N === undefined) throw updateErrors.operandOfWrongType();
  const { text, violation } = operator === '+' ? addNumbers(left.N, right.N) : subtractNumbers(left.N, right.N);
  if (text !== undefined) return { N: text };
  // The service reports a result with too many digits as an overflow.
  throw badNumber(violation === 'underflow' ? violation : 'overflow', '', readWording);
}

/** Returns the number of levels of lists and maps around the deepest value. */
function levelsOf(value: AttributeValue): number {
  const inner = value.L ?? (value.M && Object.values(value.M)) ?? [];
  return inner.reduce((deepest, each) => Math.max(deepest, 1 + levelsOf(each)), 0);
}
