import * as assert from 'uvu/assert';
import {
  emptyLookup,
  type ItemLookup,
  lookUp,
  withLookup,
} from '../../../../src/adapters/memory/storage/item-lookup.ts';
import { newOwner, type Owner } from '../../../../src/adapters/memory/storage/ordered-map.ts';
import { newItem } from '../../../../src/adapters/memory/storage/stored-item.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('item lookup');

test('levels of similar size are merged once, whatever the number of forks that write', () => {
  const shared = withItems(withItems(emptyLookup(), { from: 0, to: 100 }), { from: 100, to: 190 });
  const forks = [1, 2, 3].map((fork) => withItems(shared, { from: 1000 * fork, to: 1000 * fork + 1 }));
  const below = forks.map((fork) => fork.below?.partitions);
  assert.is(below[0]?.size, 95);
  for (const partitions of below) assert.is(partitions, below[0]);
});

test('a merge changes the item of no key, in the merged lookup and in those that share its levels', () => {
  const owner = newOwner();
  const first = withItems(emptyLookup(), { from: 0, to: 10 });
  const sibling = withItems(first, { from: 20, to: 30 });
  const second = deleted(withItems(first, { from: 10, to: 18, owner }), { from: 0, to: 3, owner });
  const before = numbersIn(second);
  assert.equal(numbersIn(withItems(second, { from: 39, to: 40 })), [...before, 39]);
  assert.equal(numbersIn(second), before);
  assert.equal(numbersIn(first), numbers(0, 10));
  assert.equal(numbersIn(sibling), [...numbers(0, 10), ...numbers(20, 30)]);
});

test.run();

interface Span {
  readonly from: number;
  readonly to: number;
  readonly owner?: Owner;
}

function withItems(lookup: ItemLookup, { from, to, owner = newOwner() }: Span): ItemLookup {
  return numbers(from, to).reduce(
    (each, number) => withLookup(each, keyOf(number), newItem(keyOf(number), {}, 0), owner),
    lookup,
  );
}

function deleted(lookup: ItemLookup, { from, to, owner = newOwner() }: Span): ItemLookup {
  return numbers(from, to).reduce((each, number) => withLookup(each, keyOf(number), undefined, owner), lookup);
}

function numbersIn(lookup: ItemLookup): number[] {
  return numbers(0, 40).filter((number) => lookUp(lookup, keyOf(number)) !== undefined);
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Two items in each partition. */
function keyOf(number: number) {
  return { hash: 0, hashRest: 0, partition: `p${number >> 1}`, sort: `s${number & 1}`, tableKey: undefined };
}
