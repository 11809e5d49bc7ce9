import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { FlatItem } from '../../src/adapters/memory/storage/flat-item.ts';
import { maxShapedAttributes, nodeCount } from '../../src/adapters/memory/storage/item-shape.ts';
import type { AttributeValue, Item } from '../../src/domain/dynamodb.ts';
import { attributeOf, copyItem, setAttribute } from '../../src/domain/values/attribute-value.ts';
import { readAttribute } from '../../src/domain/values/readable-item.ts';
import { suite } from '../support/suite.ts';
import { attributeValues } from './arbitraries/attribute-values.ts';

const test = suite('flat items');

const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', '1', '0', '__proto__', 'constructor', 'toString', 'S') },
  fc.string({ minLength: 1, maxLength: 5 }),
);

/** Items whose attributes have any names, in any order. */
const items: fc.Arbitrary<Item> = fc
  .uniqueArray(fc.tuple(names, attributeValues), { maxLength: 25, selector: ([name]) => name })
  .map(itemOf);

test('an item at rest has the attributes of the item, in their order', () => {
  fc.assert(
    fc.property(items, (item) => {
      const flat = new FlatItem(item, 0);
      for (const read of [flat.attributes, flat.copy(), new FlatItem(flat, 0).copy(), copyOfShared(item)]) {
        assert.is(textOf(read), textOf(copyItem(item)));
        assert.is(Object.getPrototypeOf(read), Object.prototype);
      }
      for (const name of [...Object.keys(item), 'absent', 'constructor', '__proto__', 'toString']) {
        assert.equal(flat.attribute(name), attributeOf(item, name));
        assert.equal(readAttribute(flat, name), readAttribute(item, name));
      }
    }),
  );
});

test('a copy shares no object with the item', () => {
  fc.assert(
    fc.property(items, (item) => {
      const flat = new FlatItem(item, 0);
      const stored = objectsIn(item);
      for (const each of objectsIn(flat.copy())) assert.not(stored.has(each));
    }),
  );
});

test('an item that was shared stays the same object, whatever copies exist', () => {
  fc.assert(
    fc.property(items, (item) => {
      const flat = new FlatItem(item, 0);
      const image = new FlatItem(flat, 0);
      const shared = flat.share();
      assert.is(flat.share(), shared);
      assert.is(flat.attributes, shared);
      for (const each of [image.copy(), flat.copy(), shared]) assert.is(textOf(each), textOf(item));
    }),
  );
});

test('items with names of their own share no shapes without bound', () => {
  for (let number = 0; number < 30_000; number += 1) new FlatItem(numbered(3, `${number}-`), 0);
  assert.ok(nodeCount() <= 4_096);
  const wide = numbered(100_000, 'wide-');
  const before = nodeCount();
  assert.equal(new FlatItem(wide, 0).copy(), wide);
  assert.is(nodeCount(), before);
});

test('items have their attributes with and without a shape, at each number of attributes', () => {
  for (let count = 0; count <= maxShapedAttributes + 2; count += 1) {
    const item = numbered(count, 'n');
    assert.equal(new FlatItem(item, 0).copy(), item);
  }
});

test.run();

function numbered(count: number, prefix: string): Item {
  return itemOf(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, { N: String(index) }]));
}

function itemOf(entries: readonly (readonly [string, AttributeValue])[]): Item {
  const item: Item = {};
  for (const [name, value] of entries) setAttribute(item, name, value);
  return item;
}

function copyOfShared(item: Item): Item {
  const flat = new FlatItem(item, 0);
  flat.share();
  return flat.copy();
}

/** A text, because a comparison of objects with an attribute `constructor` finds different classes. */
function textOf(item: Item): string {
  return JSON.stringify(Object.entries(item));
}

function objectsIn(value: unknown, found: Set<unknown> = new Set()): Set<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  found.add(value);
  if (!(value instanceof Uint8Array)) for (const each of Object.values(value)) objectsIn(each, found);
  return found;
}
