import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../../domain/errors.ts';
import { storedValue } from '../../../../domain/expressions/stored-value.ts';
import type { DocumentPath, ItemUpdate, SetValue, UpdateAction } from '../../../../domain/expressions/tree.ts';
import { nestingLimit } from '../../../../domain/limits.ts';
import { addNumbers, subtractNumbers } from '../../../../domain/values/decimal.ts';
import type { ReadableItem } from '../../../../domain/values/readable-item.ts';
import { updateErrors } from '../../wording/expression-errors.ts';
import { attributeUpdateErrors } from '../../wording/legacy-errors.ts';
import { readWording } from '../../wording/validation-errors.ts';
import { badNumber, updatedTooDeeply } from '../../wording/value-errors.ts';
import { difference, isEmptySet, union } from './set-values.ts';

/** The value at the path of an action after the update; `undefined` if it is removed. */
export type Outcome = readonly [path: DocumentPath, value: AttributeValue | undefined];

/**
 * Calculates the outcomes of all actions of an update. Every action reads the old item.
 *
 * @throws ServiceError - an operand is missing or has a wrong type, or a number is out of range.
 */
export function outcomesOf({ kind, actions }: ItemUpdate, item: ReadableItem): readonly Outcome[] {
  return actions.map((action) => [action.path, outcomeOf(action, item, kind)]);
}

/**
 * Calculates the value at the path of an action after the update, of a kind, that it is part of; `undefined` if it is removed.
 *
 * @throws ServiceError - as {@link outcomesOf}.
 */
export function outcomeOf(
  action: UpdateAction,
  item: ReadableItem,
  kind: ItemUpdate['kind'],
): AttributeValue | undefined {
  switch (action.kind) {
    case 'set': {
      const value = setValue(action.value, item);
      const { steps } = action.path;
      // Also at the top level: a value of a transaction can have one level too many.
      const isNested = (value.L ?? value.M) !== undefined;
      if (isNested && steps.length - 1 + levelsOf(value) > nestingLimit) throw updatedTooDeeply();
      return value;
    }
    case 'remove':
      return undefined;
    case 'add': {
      const stored = storedValue(item, action.path);
      const sum = stored === undefined ? action.value.value : add(stored, action.value.value);
      if (sum === undefined) throw typeMismatch(kind);
      return sum;
    }
    case 'delete': {
      const stored = storedValue(item, action.path);
      if (stored === undefined) return undefined;
      const rest = difference(stored, action.value.value);
      if (rest === undefined) throw typeMismatch(kind);
      return isEmptySet(rest) ? undefined : rest;
    }
    default:
      return action satisfies never;
  }
}

/** Returns the error of ADD and DELETE for a stored attribute of another type than the operand. */
function typeMismatch(kind: ItemUpdate['kind']): ServiceError {
  return kind === 'update' ? updateErrors.operandOfWrongType() : attributeUpdateErrors.typeMismatch();
}

function setValue(value: SetValue, item: ReadableItem): AttributeValue {
  switch (value.kind) {
    case 'path': {
      const stored = storedValue(item, value);
      if (stored === undefined) throw updateErrors.absentOperand();
      return stored;
    }
    case 'value':
      return value.value;
    case 'arithmetic': {
      const [left, right] = [setValue(value.left, item).N, setValue(value.right, item).N];
      if (left === undefined || right === undefined) throw updateErrors.operandOfWrongType();
      return calculate(left, value.operator, right);
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

/** Returns `undefined` for values of different types, and of types that ADD does not support. */
function add(stored: AttributeValue, added: AttributeValue): AttributeValue | undefined {
  if (stored.N !== undefined && added.N !== undefined) return calculate(stored.N, '+', added.N);
  if (stored.L !== undefined && added.L !== undefined) return { L: [...stored.L, ...added.L] };
  return union(stored, added);
}

function calculate(left: string, operator: '+' | '-', right: string): AttributeValue {
  const { text, violation } = operator === '+' ? addNumbers(left, right) : subtractNumbers(left, right);
  if (text !== undefined) return { N: text };
  // The service reports a result with too many digits as an overflow.
  throw badNumber(violation === 'underflow' ? violation : 'overflow', '', readWording);
}

/** Returns the number of levels of lists and maps around the deepest value. */
function levelsOf(value: AttributeValue): number {
  const inner = value.L ?? (value.M && Object.values(value.M)) ?? [];
  return inner.reduce((deepest, each) => Math.max(deepest, 1 + levelsOf(each)), 0);
}
