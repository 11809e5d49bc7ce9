import type { AttributeValue, Item } from '../../../../domain/dynamodb.ts';
import type { DocumentPath } from '../../../../domain/expressions/tree.ts';
import { setAttribute } from '../../../../domain/values/attribute-value.ts';
import { isListBranch, type PathNode, type PathTree, treeOfPaths } from './path-tree.ts';

/** A value out of an item, and where it stood there. */
export type Fragment = readonly [path: DocumentPath, value: AttributeValue];

/**
 * An item of nothing but fragments of another: maps hold only what lies on the way to them, and lists close up in the
 * order of their indexes.
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
