import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { ItemUpdate } from '../../../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../../../domain/values/attribute-value.ts';
import { updateErrors } from '../../wording/expression-errors.ts';
import { isListBranch, type PathNode, type PathTree, treeOfPaths } from './path-tree.ts';
import { outcomesOf } from './update-outcomes.ts';

/**
 * Returns the item after an update. `item` does not change; the result shares its unchanged values.
 *
 * @throws ServiceError - a path does not exist, an operand is missing or has a wrong type, or a number is out of
 *   range.
 */
export function applyUpdate(update: ItemUpdate, item: Item): Item {
  const outcomes = outcomesOf(update, item);
  return withTopLevel(item, outcomes) ?? changedMap(item, treeOfPaths(outcomes));
}

/** Sets top-level attributes, as most updates do; `undefined` if one is removed or a path leads into an attribute. */
function withTopLevel(item: Item, outcomes: ReturnType<typeof outcomesOf>): Item | undefined {
  for (const outcome of outcomes) if (outcome[0].steps.length > 1 || outcome[1] === undefined) return undefined;
  const changed = { ...item };
  for (const outcome of outcomes) {
    const value = outcome[1];
    if (value !== undefined) setAttribute(changed, String(outcome[0].steps[0]), value);
  }
  return changed;
}

/** The new value at a path; `undefined` if it is removed. */
type Outcome = AttributeValue | undefined;

function changedMap(map: Item, changes: PathTree<Outcome>): Item {
  const changed = { ...map };
  const removed = new Set<string>();
  for (const [step, change] of changes) {
    const name = String(step);
    const outcome = changedValue(attributeOf(map, name), change);
    if (outcome === undefined) removed.add(name);
    else setAttribute(changed, name, outcome);
  }
  // Not `delete`: it makes later accesses to the object slow.
  return removed.size === 0
    ? changed
    : Object.fromEntries(Object.entries(changed).filter(([name]) => !removed.has(name)));
}

/** Indexes refer to the old list. Values set beyond its end are appended in the order of their indexes. */
function changedList(list: readonly AttributeValue[], changes: PathTree<Outcome>): AttributeValue[] {
  const kept = list.map((element, index) => {
    const change = changes.get(index);
    return change === undefined ? element : changedValue(element, change);
  });
  const appended = [...changes]
    .filter(([index]) => Number(index) >= list.length)
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, change]) => changedValue(undefined, change));
  return [...kept, ...appended].filter((element) => element !== undefined);
}

function changedValue(value: AttributeValue | undefined, change: PathNode<Outcome>): Outcome {
  if (change.kind === 'leaf') return change.leaf;
  const { branch } = change;
  const isList = isListBranch(branch);
  if (isList && value?.L !== undefined) return { L: changedList(value.L, branch) };
  if (!isList && value?.M !== undefined) return { M: changedMap(value.M, branch) };
  throw updateErrors.invalidPath();
}
