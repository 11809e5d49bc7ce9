import type { Condition, DocumentPath, ItemUpdate, Operand, SetValue } from '../../../../domain/expressions/tree.ts';

/** Returns the document paths of a condition, in the order written. */
export function pathsIn(condition: Condition): readonly DocumentPath[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(condition.left), ...pathsIn(condition.right)];
    case 'not':
      return pathsIn(condition.condition);
    case 'attribute_exists':
    case 'attribute_not_exists':
      return [condition.path];
    case 'comparison':
      return pathsOf(condition.left, condition.right);
    case 'between':
      return pathsOf(condition.operand, condition.lower, condition.upper);
    case 'in':
      return pathsOf(condition.operand, ...condition.candidates);
    case 'attribute_type':
      return pathsOf(condition.operand);
    case 'begins_with':
      return pathsOf(condition.operand, condition.prefix);
    case 'contains':
      return pathsOf(condition.operand, condition.element);
    default:
      return condition satisfies never;
  }
}

function pathsOf(...operands: readonly Operand[]): readonly DocumentPath[] {
  return operands
    .map((operand) => (operand.kind === 'size' ? operand.operand : operand))
    .filter((operand) => operand.kind === 'path');
}

/** Returns the document paths that an update writes and reads, in the order written within each clause. */
export function pathsInUpdate({ actions }: ItemUpdate): readonly DocumentPath[] {
  return actions.flatMap((action) =>
    action.kind === 'set' ? [action.path, ...pathsInValue(action.value)] : [action.path],
  );
}

function pathsInValue(value: SetValue): readonly DocumentPath[] {
  switch (value.kind) {
    case 'value':
      return [];
    case 'path':
      return [value];
    case 'if_not_exists':
      return [value.path, ...pathsInValue(value.otherwise)];
    case 'arithmetic':
    case 'list_append':
      return [...pathsInValue(value.left), ...pathsInValue(value.right)];
    default:
      return value satisfies never;
  }
}
