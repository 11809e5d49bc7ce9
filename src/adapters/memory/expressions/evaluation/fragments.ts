import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { DocumentPath } from '../../../../domain/expressions/tree.ts';
import { setAttribute } from '../../../../domain/values/attribute-value.ts';
import { isListBranch, type PathNode, type PathTree, treeOfPaths } from './path-tree.ts';

/** A value in an item and its path. */
export type Fragment = readonly [path: DocumentPath, value: AttributeValue];

/**
 * Creates an item from fragments of another item. Maps contain only the paths of the fragments; lists contain only
 * their elements, in the order of their indexes.
 */
export function assembleFragments(fragments: readonly Fragment[]): Item {
  const item: Item = {};
  const nested: Fragment[] = [];
  for (const fragment of fragments) {
    const [{ steps }, value] = fragment;
    if (steps.length === 1) setAttribute(item, String(steps[0]), value);
    else nested.push(fragment);
  }
  if (nested.length > 0) assembleMap(item, treeOfPaths(nested));
  return item;
}

function assembleMap(map: Item, tree: PathTree<AttributeValue>): Item {
  for (const [name, node] of tree) setAttribute(map, String(name), assembleNode(node));
  return map;
}

function assembleNode(node: PathNode<AttributeValue>): AttributeValue {
  if (node.kind === 'leaf') return node.leaf;
  if (!isListBranch(node.branch)) return { M: assembleMap({}, node.branch) };
  const elements = [...node.branch].sort(([left], [right]) => Number(left) - Number(right));
  return { L: elements.map(([, element]) => assembleNode(element)) };
}
