import { workCount } from './work-count.ts';

/**
 * A persistent sorted map: a B+ tree whose nodes have owners.
 *
 * Each write has an owner. It changes nodes of that owner in place, and copies all other nodes on its path, because
 * older maps may still share them. To keep a map unchanged (a snapshot), use a new owner for later writes; this costs
 * nothing. After a write, use the returned map only: the old one may have changed in place.
 */
export interface OrderedMap<K, V> {
  readonly compare: Compare<K>;
  readonly size: number;
  readonly root: Node<K, V>;
}

/** Returns a negative number, zero or a positive number if `left` is before, equal to or after `right`. */
export type Compare<K> = (left: K, right: K) => number;

/** The owner of nodes; compared by identity. */
export interface Owner {
  readonly kind: 'owner';
}

/** Creates an owner without nodes. */
export function newOwner(): Owner {
  return { kind: 'owner' };
}

/** The start and the direction of a walk. */
export interface WalkOptions<K> {
  readonly descending?: boolean;
  /**
   * Returns whether a key is before the start of the walk. All such keys must be contiguous at the end of the map
   * where the walk starts.
   */
  readonly skip?: ((key: K) => boolean) | undefined;
}

interface Leaf<K, V> {
  readonly owner: Owner;
  readonly keys: K[];
  readonly values: V[];
  readonly children?: never;
}

/** All keys in `children[i]` are less than `keys[i]`; all keys in `children[i + 1]` are greater or equal. */
interface Branch<K, V> {
  readonly owner: Owner;
  readonly keys: K[];
  readonly children: Node<K, V>[];
}

type Node<K, V> = Leaf<K, V> | Branch<K, V>;

/** Maximum number of entries of a leaf and of children of a branch. */
export const fanOut = 32;
const minWidth = fanOut / 4;

/** Creates a map without entries. */
export function emptyMap<K, V>(compare: Compare<K>): OrderedMap<K, V> {
  return { compare, size: 0, root: { owner: newOwner(), keys: [], values: [] } };
}

/** Returns the value of a key. */
export function getEntry<K, V>({ compare, root }: OrderedMap<K, V>, key: K): V | undefined {
  let node = root;
  while (node.children !== undefined) node = childAt(node, childIndex(node.keys, key, compare));
  const index = search(node.keys, key, compare);
  return index >= 0 ? node.values[index] : undefined;
}

/** Returns the first entry; `undefined` if the map is empty. */
export function firstEntry<K, V>({ size, root }: OrderedMap<K, V>): { readonly key: K; readonly value: V } | undefined {
  if (size === 0) return undefined;
  let node = root;
  while (node.children !== undefined) node = childAt(node, 0);
  return { key: keyAt(node.keys, 0), value: node.values[0] as V }; // only the root of an empty map has no entry
}

/** Returns the map with an entry added; it replaces an entry with the same key. */
export function setEntry<K, V>(map: OrderedMap<K, V>, entry: readonly [K, V], owner: Owner): OrderedMap<K, V> {
  const write: Write<K, V> = {
    compare: map.compare,
    owner,
    key: entry[0],
    value: entry[1],
    change: 0,
    split: undefined,
  };
  const left = insert(map.root, write);
  const root =
    write.split === undefined ? left : { owner, keys: [write.split.key], children: [left, write.split.right] };
  return { compare: map.compare, size: map.size + write.change, root };
}

/**
 * Returns the map with another value for a key that it has. Faster than `setEntry`, and the same map if all nodes on the path
 * are the owner's.
 */
export function replaceEntry<K, V>(map: OrderedMap<K, V>, entry: readonly [K, V], owner: Owner): OrderedMap<K, V> {
  const { compare } = map;
  const root = owned(map.root, owner);
  let node = root;
  while (node.children !== undefined) {
    const index = childIndex(node.keys, entry[0], compare);
    const child = owned(childAt(node, index), owner);
    node.children[index] = child;
    node = child;
  }
  node.values[search(node.keys, entry[0], compare)] = entry[1];
  return root === map.root ? map : { compare, size: map.size, root };
}

/** Returns the map without `key`; the same map if it has no such key. */
export function removeEntry<K, V>(map: OrderedMap<K, V>, key: K, owner: Owner): OrderedMap<K, V> {
  if (getEntry(map, key) === undefined) return map;
  let root = remove(map.root, key, { compare: map.compare, owner });
  while (root.children !== undefined && root.children.length === 1) root = childAt(root, 0);
  return { compare: map.compare, size: map.size - 1, root };
}

/** Visits entries in order until `visit` returns false or the map ends. */
export function walk<K, V>(
  { root }: OrderedMap<K, V>,
  options: WalkOptions<K>,
  visit: (value: V, key: K) => boolean,
): void {
  if (options.descending) walkDown(root, options.skip, visit);
  else walkUp(root, options.skip, visit);
}

/** Iterates over the entries in order. The map must not be written to in place until the iteration ends. */
export function* entriesOf<K, V>({ root }: Pick<OrderedMap<K, V>, 'root'>): Generator<readonly [K, V]> {
  if (root.children === undefined) {
    for (const [index, key] of root.keys.entries()) yield [key, root.values[index] as V]; // one value for each key
  } else {
    for (const child of root.children) yield* entriesOf({ root: child });
  }
}

interface Write<K, V> {
  readonly compare: Compare<K>;
  readonly owner: Owner;
  readonly key: K;
  readonly value: V;
  /** The number of entries that the write added. */
  change: 0 | 1;
  /** A new node to the right of the written one, which the level above must add. */
  split: { readonly key: K; readonly right: Node<K, V> } | undefined;
}

function insert<K, V>(node: Node<K, V>, write: Write<K, V>): Node<K, V> {
  const own = owned(node, write.owner);
  if (own.children === undefined) {
    const index = search(own.keys, write.key, write.compare);
    if (index >= 0) {
      own.values[index] = write.value;
    } else {
      own.keys.splice(~index, 0, write.key);
      own.values.splice(~index, 0, write.value);
      write.change = 1;
      if (own.keys.length > fanOut) splitLeaf(own, write);
    }
    return own;
  }
  const index = childIndex(own.keys, write.key, write.compare);
  own.children[index] = insert(childAt(own, index), write);
  if (write.split !== undefined) {
    own.keys.splice(index, 0, write.split.key);
    own.children.splice(index + 1, 0, write.split.right);
    write.split = undefined;
    if (own.children.length > fanOut) splitBranch(own, write);
  }
  return own;
}

function splitLeaf<K, V>(leaf: Leaf<K, V>, write: Write<K, V>): void {
  const middle = splitPoint(leaf.keys.length, write.compare(write.key, lastOf(leaf.keys)) === 0);
  const keys = leaf.keys.splice(middle);
  const values = leaf.values.splice(middle);
  write.split = { key: keys[0] as K, right: { owner: write.owner, keys, values } }; // never empty: middle < length
}

function splitBranch<K, V>(branch: Branch<K, V>, write: Write<K, V>): void {
  const middle = splitPoint(branch.children.length, write.compare(write.key, lastOf(branch.keys)) >= 0);
  const children = branch.children.splice(middle);
  const keys = branch.keys.splice(middle);
  const key = branch.keys.pop() as K; // a branch has one key less than children, so one is left over between the two
  write.split = { key, right: { owner: write.owner, keys, children } };
}

/** Returns where to split a node. Keys inserted in ascending order leave full nodes; others split in the middle. */
function splitPoint(length: number, atEnd: boolean): number {
  return atEnd ? length - minWidth : length >> 1;
}

interface Removal<K> {
  readonly compare: Compare<K>;
  readonly owner: Owner;
}

function remove<K, V>(node: Node<K, V>, key: K, removal: Removal<K>): Node<K, V> {
  const own = owned(node, removal.owner);
  if (own.children === undefined) {
    const index = search(own.keys, key, removal.compare);
    own.keys.splice(index, 1);
    own.values.splice(index, 1);
    return own;
  }
  const index = childIndex(own.keys, key, removal.compare);
  const child = remove(childAt(own, index), key, removal);
  own.children[index] = child;
  if (widthOf(child) < minWidth && own.children.length > 1) refill(own, Math.max(index - 1, 0), removal.owner);
  return own;
}

/** Makes one of two neighbours, or shares their entries out evenly where one would be too full. */
function refill<K, V>(parent: Branch<K, V>, index: number, owner: Owner): void {
  const left = owned(childAt(parent, index), owner);
  const right = owned(childAt(parent, index + 1), owner);
  const separator = parent.keys[index] as K; // there is a key between any two children
  if (left.children === undefined && right.children === undefined) {
    left.keys.push(...right.keys.splice(0));
    left.values.push(...right.values.splice(0));
  } else if (left.children !== undefined && right.children !== undefined) {
    left.keys.push(separator, ...right.keys.splice(0));
    left.children.push(...right.children.splice(0));
  }
  parent.children[index] = left;
  if (widthOf(left) <= fanOut) {
    parent.keys.splice(index, 1);
    parent.children.splice(index + 1, 1);
    return;
  }
  const half = widthOf(left) >> 1;
  right.keys.push(...left.keys.splice(half));
  if (left.children !== undefined && right.children !== undefined) {
    right.children.push(...left.children.splice(half));
    parent.keys[index] = left.keys.pop() as K; // the key between the two halves
  } else if (left.children === undefined && right.children === undefined) {
    right.values.push(...left.values.splice(half));
    parent.keys[index] = right.keys[0] as K; // half of more than fanOut entries
  }
  parent.children[index + 1] = right;
}

function walkUp<K, V>(
  node: Node<K, V>,
  skip: ((key: K) => boolean) | undefined,
  visit: (value: V, key: K) => boolean,
): boolean {
  const { keys } = node;
  let index = skip === undefined ? 0 : countWhile(keys, skip);
  if (node.children === undefined) {
    for (; index < keys.length; index += 1) if (!visitEntry(node, index, visit)) return false;
    return true;
  }
  // Only the first child visited can still hold keys to skip.
  if (!walkUp(childAt(node, index), skip, visit)) return false;
  for (index += 1; index < node.children.length; index += 1) {
    if (!walkUp(childAt(node, index), undefined, visit)) return false;
  }
  return true;
}

function walkDown<K, V>(
  node: Node<K, V>,
  skip: ((key: K) => boolean) | undefined,
  visit: (value: V, key: K) => boolean,
): boolean {
  const { keys } = node;
  const kept = skip === undefined ? keys.length : countWhile(keys, (key) => !skip(key));
  if (node.children === undefined) {
    for (let index = kept - 1; index >= 0; index -= 1) {
      if (!visitEntry(node, index, visit)) return false;
    }
    return true;
  }
  if (!walkDown(childAt(node, kept), skip, visit)) return false;
  for (let index = kept - 1; index >= 0; index -= 1) {
    if (!walkDown(childAt(node, index), undefined, visit)) return false;
  }
  return true;
}

function visitEntry<K, V>(leaf: Leaf<K, V>, index: number, visit: (value: V, key: K) => boolean): boolean {
  return visit(leaf.values[index] as V, keyAt(leaf.keys, index)); // a leaf has as many values as keys
}

/** Counts the leading keys that satisfy a condition; after the first false key, all must be false. */
function countWhile<K>(keys: readonly K[], holds: (key: K) => boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(keyAt(keys, middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the index of `key`, or the bitwise complement of its insertion index. */
function search<K>(keys: readonly K[], key: K, compare: Compare<K>): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(keyAt(keys, middle), key);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}

function childIndex<K>(separators: readonly K[], key: K, compare: Compare<K>): number {
  const index = search(separators, key, compare);
  return index >= 0 ? index + 1 : ~index;
}

function owned<K, V>(node: Node<K, V>, owner: Owner): Node<K, V> {
  if (node.owner === owner) return node;
  workCount.nodeCopies += 1;
  if (node.children === undefined) return { owner, keys: node.keys.slice(), values: node.values.slice() };
  return { owner, keys: node.keys.slice(), children: node.children.slice() };
}

function keyAt<K>(keys: readonly K[], index: number): K {
  return keys[index] as K; // every caller's index lies between the first key and the last
}

function childAt<K, V>(branch: Branch<K, V>, index: number): Node<K, V> {
  return branch.children[index] as Node<K, V>; // every caller's index comes from a search within this branch
}

function lastOf<K>(keys: readonly K[]): K {
  return keys[keys.length - 1] as K; // only called for nodes that are too full
}

function widthOf<K, V>(node: Node<K, V>): number {
  return node.children?.length ?? node.keys.length;
}
