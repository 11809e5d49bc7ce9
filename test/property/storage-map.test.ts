import fc from 'fast-check';
import * as assert from 'uvu/assert';
import {
  emptyMap,
  entriesOf,
  fanOut,
  getEntry,
  newOwner,
  type OrderedMap,
  type Owner,
  removeEntry,
  setEntry,
  walk,
} from '../../src/adapters/memory/storage/ordered-map.ts';
import { suite } from '../support/suite.ts';

const test = suite('ordered map');

type Tree = OrderedMap<number, string>;
type Entry = readonly [number, string];

test('equals a sorted array after any writes, and older versions do not change', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let [tree, owner, model]: [Tree, Owner, Entry[]] = [emptyTree(), newOwner(), []];
      const kept: { tree: Tree; model: Entry[] }[] = [];
      for (const [index, action] of history.entries()) {
        if (action.kind === 'keep') {
          kept.push({ tree, model });
          owner = newOwner();
        } else if (action.kind === 'restore') {
          const previous = kept[action.which % Math.max(kept.length, 1)];
          if (previous !== undefined) [tree, model, owner] = [previous.tree, previous.model, newOwner()];
        } else if (action.kind === 'set') {
          tree = setEntry(tree, [action.key, `${index}`], owner);
          model = modelWith(model, [action.key, `${index}`]);
        } else {
          const isRemoved = (key: number) => key >= action.from && key < action.from + action.count;
          for (const [key] of model) if (isRemoved(key)) tree = removeEntry(tree, key, owner);
          tree = removeEntry(tree, -1, owner);
          model = model.filter(([key]) => !isRemoved(key));
        }
      }
      for (const each of [...kept, { tree, model }]) isSame(each.tree, each.model);
    }),
    { numRuns: 60 },
  );
});

test('walks from any key in both directions', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(keys, { maxLength: 300, size: 'max' }),
      keys,
      fc.boolean(),
      (present, start, descending) => {
        const tree = treeOf(present);
        const skip = descending ? (key: number) => key > start : (key: number) => key < start;
        const expected = present.filter((key) => !skip(key)).sort((a, b) => (descending ? b - a : a - b));
        assert.equal(walked(tree, { descending, skip }), expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('stops a walk when the visitor returns false', () => {
  const tree = treeOf(range(500));
  const seen: number[] = [];
  walk(tree, {}, (_, key) => seen.push(key) < 40);
  assert.equal(seen, range(40));
});

test('keeps nodes at least a quarter full and all leaves at one depth after any removals', () => {
  fc.assert(
    fc.property(fc.uniqueArray(keys, { maxLength: 400, size: 'max' }), fc.func(fc.boolean()), (present, isRemoved) => {
      const owner = newOwner();
      let tree = treeOf(present);
      for (const key of present) if (isRemoved(key)) tree = removeEntry(tree, key, owner);
      assert.ok(depthsOf(tree.root).size <= 1);
      for (const width of widthsBelow(tree.root)) assert.ok(width >= fanOut / 4 && width <= fanOut, `width ${width}`);
    }),
    { numRuns: 60 },
  );
});

test('fills its leaves well when keys come in order', () => {
  const leaves = widthsBelow(treeOf(range(2000)).root).length;
  assert.ok(leaves <= 2000 / (fanOut * 0.7), `${leaves} nodes`);
});

test('finds, sets and starts a walk with O(log n) comparisons', () => {
  for (const size of [1000, 32_000]) {
    let comparisons = 0;
    const compare = (a: number, b: number) => {
      comparisons += 1;
      return a - b;
    };
    const owner = newOwner();
    let tree = emptyMap<number, string>(compare);
    for (const key of shuffled(size)) tree = setEntry(tree, [key, ''], owner);
    const budget = 2 * Math.ceil(Math.log2(size)) + 8;
    const cost = (work: () => void) => {
      comparisons = 0;
      work();
      return comparisons;
    };
    assert.ok(cost(() => getEntry(tree, size >> 1)) <= budget);
    assert.ok(cost(() => setEntry(tree, [(size >> 1) + 0.5, ''], owner)) <= budget);
    const looks: number[] = [];
    const page: number[] = [];
    const skip = (key: number) => looks.push(key) > 0 && key < size / 3;
    const comparisonsOfPage = cost(() => walk(tree, { skip }, (_, key) => page.push(key) < 50));
    assert.is(page.length, 50);
    assert.is(comparisonsOfPage, 0);
    assert.ok(looks.length <= budget, `${looks.length} looks at keys to find where to start among ${size}`);
  }
});

test('copies nothing for the same owner, and one path for a new owner', () => {
  const owner = newOwner();
  const tree = treeOf(shuffled(32_000), owner);
  const before = nodesOf(tree.root);
  const inPlace = setEntry(tree, [5, 'changed'], owner);
  assert.is(newNodes(inPlace, before), 0);
  const other = newOwner();
  const copied = setEntry(inPlace, [5, 'changed again'], other);
  const depth = [...depthsOf(tree.root)][0] ?? 0;
  assert.is(newNodes(copied, before), depth);
  assert.is(getEntry(inPlace, 5), 'changed');
  assert.is(newNodes(setEntry(copied, [5, 'once more'], other), before), depth);
});

test.run();

const keys = fc.integer({ min: 0, max: 400 });

/** The first leaf has no left neighbour, so it is refilled differently. */
const runStarts = fc.oneof(keys, fc.constant(0));

const histories = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.record({ kind: fc.constant('set' as const), key: keys }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), from: runStarts, count: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('keep' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), which: fc.nat() }) },
  ),
  { maxLength: 1500, size: 'max' },
);

function emptyTree(): Tree {
  return emptyMap((a: number, b: number) => a - b);
}

function treeOf(present: readonly number[], owner = newOwner()): Tree {
  return present.reduce((tree, key) => setEntry(tree, [key, `${key}`], owner), emptyTree());
}

function modelWith(model: readonly Entry[], entry: Entry): Entry[] {
  return [...model.filter(([key]) => key !== entry[0]), entry].sort(([a], [b]) => a - b);
}

function isSame(tree: Tree, model: readonly Entry[]): void {
  assert.is(tree.size, model.length);
  const entries: Entry[] = [];
  walk(tree, {}, (value, key) => entries.push([key, value]) > 0);
  assert.equal(entries, model);
  assert.equal([...entriesOf(tree)], model);
  assert.equal(walked(tree, { descending: true }), model.map(([key]) => key).reverse());
  for (const [key, value] of model) assert.is(getEntry(tree, key), value);
}

function walked(tree: Tree, options: Parameters<typeof walk<number, string>>[1]): number[] {
  const seen: number[] = [];
  walk(tree, options, (_, key) => seen.push(key) > 0);
  return seen;
}

type Node = Tree['root'];

function nodesOf(node: Node): Set<Node> {
  return new Set([node, ...(node.children ?? []).flatMap((child) => [...nodesOf(child)])]);
}

function newNodes(tree: Tree, before: ReadonlySet<Node>): number {
  return [...nodesOf(tree.root)].filter((node) => !before.has(node)).length;
}

/** Returns the number of different depths of leaves. */
function depthsOf(node: Node): Set<number> {
  if (node.children === undefined) return new Set([1]);
  return new Set(node.children.flatMap((child) => [...depthsOf(child)].map((depth) => depth + 1)));
}

function widthsBelow(node: Node): number[] {
  return (node.children ?? []).flatMap((child) => [child.children?.length ?? child.keys.length, ...widthsBelow(child)]);
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

/** Returns all whole numbers below `size` in an irregular order. */
function shuffled(size: number): number[] {
  return range(size)
    .map((key) => [Math.imul(key + 1, 0x9e3779b1) >>> 0, key] as const)
    .sort(([a], [b]) => a - b)
    .map(([, key]) => key);
}
