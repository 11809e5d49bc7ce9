import type { Condition, DocumentPath, ItemUpdate, Operand, SetValue } from '../../../../domain/expressions/tree.ts';

/** Returns the document paths of a condition, in the order written. */
export function pathsIn(condition: Condition): readonly DocumentPath[] {
  const paths: DocumentPath[] = [];
  addPathsIn(condition, paths);
  return paths;
}

/** Returns the document paths that an update writes and reads, in the order written within each clause. */
export function pathsInUpdate({ actions }: ItemUpdate): readonly DocumentPath[] {
  const paths: DocumentPath[] = [];
  for (const action of actions) {
    paths.push(action.path);
    if (action.kind === 'set') addPathsInValue(action.value, paths);
  }
  return paths;
}

// All paths are added to one list: every update needs them, and lists in lists took a sixteenth of its time.
function addPathsIn(condition: Condition, paths: DocumentPath[]): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      addPathsIn(condition.left, paths);
      addPathsIn(condition.right, paths);
      break;
    case 'not':
      addPathsIn(condition.condition, paths);
      break;
    case 'attribute_exists':
    case 'attribute_not_exists':
      paths.push(condition.path);
      break;
    case 'comparison':
      addPaths([condition.left, condition.right], paths);
      break;
    case 'between':
      addPaths([condition.operand, condition.lower, condition.upper], paths);
      break;
    case 'in':
      addPaths([condition.operand, ...condition.candidates], paths);
      break;
    case 'attribute_type':
      addPaths([condition.operand], paths);
      break;
    case 'begins_with':
      addPaths([condition.operand, condition.prefix], paths);
      break;
    case 'contains':
      addPaths([condition.operand, condition.element], paths);
      break;
    default:
      condition satisfies never;
  }
}

function addPaths(operands: readonly Operand[], paths: DocumentPath[]): void {
  for (const operand of operands) {
    const inner = operand.kind === 'size' ? operand.operand : operand;
    if (inner.kind === 'path') paths.push(inner);
  }
}

function addPathsInValue(value: SetValue, paths: DocumentPath[]): void {
  switch (value.kind) {
    case 'value':
      break;
    case 'path':
      paths.push(value);
      break;
    case 'if_not_exists':
      paths.push(value.path);
      addPathsInValue(value.otherwise, paths);
      break;
    case 'arithmetic':
    case 'list_append':
      addPathsInValue(value.left, paths);
      addPathsInValue(value.right, paths);
      break;
    default:
      value satisfies never;
  }
}
