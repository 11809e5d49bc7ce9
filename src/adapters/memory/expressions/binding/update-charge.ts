import type { DocumentPath, PathStep, SetValue, Update, UpdateAction } from '../../../../domain/expressions/tree.ts';
import { utf8Bytes, valueSizeBytes } from '../../../../domain/values/size.ts';

/**
 * Returns the bytes that UpdateItem counts for an update itself, independent of the item. The limit is that of an
 * item's size, so an update can be too large although the updated item is not.
 *
 * Observed: October 2026.
 */
export function updateChargeBytes({ actions }: Update): number {
  let bytes = 3;
  for (const action of actions) bytes += actionBytes(action);
  return bytes;
}

function actionBytes(action: UpdateAction): number {
  switch (action.kind) {
    case 'set':
      return 19 + targetBytes(action.path) + expressionBytes(action.value);
    case 'add':
      return 19 + targetBytes(action.path) + valueSizeBytes(action.value.value);
    case 'remove':
    case 'delete':
      return 1 + targetBytes(action.path);
    default:
      return action satisfies never;
  }
}

function expressionBytes(value: SetValue): number {
  switch (value.kind) {
    case 'value':
      return valueSizeBytes(value.value);
    case 'path':
      return pathBytes(value);
    case 'arithmetic':
      return (value.operator === '+' ? 34 : 37) + expressionBytes(value.left) + expressionBytes(value.right);
    case 'list_append':
      return 37 + expressionBytes(value.left) + expressionBytes(value.right);
    case 'if_not_exists':
      return 39 + pathBytes(value.path) + expressionBytes(value.otherwise);
    default:
      return value satisfies never;
  }
}

/** Bytes of a path that is written; its first step has no extra charge. */
function targetBytes({ steps }: DocumentPath): number {
  return steps.reduce<number>((bytes, step, index) => bytes + (index === 0 ? 0 : 4) + stepBytes(step), 0);
}

/** Bytes of a path that is read. */
function pathBytes({ steps }: DocumentPath): number {
  return steps.reduce<number>((bytes, step) => bytes + 14 + stepBytes(step), 1);
}

/** Bytes of a step; a list index counts its digits. */
function stepBytes(step: PathStep): number {
  return typeof step === 'number' ? String(step).length : utf8Bytes(step);
}
