import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { Update } from '../../../../domain/expressions/tree.ts';
import { attributeOf, setAttribute } from '../../../../domain/values/attribute-value.ts';
import { updateErrors } from '../../wording/expression-errors.ts';
import { assembleFragments, type Fragment } from './fragments.ts';
import { isListBranch, type PathNode, type PathTree, treeOfPaths } from './path-tree.ts';
import { storedValue } from './stored-value.ts';
import { outcomesOf } from './update-outcomes.ts';

/**
 * The item after an update; `item` itself does not change, and what the update leaves alone is shared with it.
 *
 * @throws ServiceError - a path leads nowhere, an operand is missing or has a wrong type, or a number is out of range.
 */
export function applyUpdate(update: Update, item: Item): Item {
  return changedMap(item, treeOfPaths(outcomesOf(update, item)));
}

/**
 * What an update touches of an item, as `UPDATED_OLD` (before it) and `UPDATED_NEW` (after it) return it; `undefined`
 * where nothing is to be returned. `item` is the old item both times, because a list's indexes are its places there.
 */
export function touchedAttributes(update: Update, item: Item, moment: 'before' | 'after'): Item | undefined {
  const touched =
    moment === 'after'
      ? outcomesOf(update, item)
      : update.actions.map(({ path }) => [path, storedValue(item, path)] as const);
  const fragments = touched.filter((each): each is Fragment => each[1] !== undefined);
  return fragments.length === 0 ? undefined : assembleFragments(fragments);
}

/** What is to stand at a path; nothing where it is `undefined`. */
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
  // Not `delete`, which would make the engine keep the object as a slower kind.
  return removed.size === 0
    ? changed
    : Object.fromEntries(Object.entries(changed).filter(([name]) => !removed.has(name)));
}

/** Indexes are places in the old list; values set beyond its end are appended in the order of their indexes. */
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
