import * as assert from 'uvu/assert';
import { FlatItem } from '../../../../src/adapters/memory/storage/flat-item.ts';
import { shapeCopiers } from '../../../../src/adapters/memory/storage/shape-copiers.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('copies of flat items');

for (const length of [0, 1, 15, 16, 17, 20]) {
  test(`have all attributes in order, however often they are copied: ${length} of them`, () => {
    const item = itemOf(length, 1);
    const flat = new FlatItem(item, 0);
    for (let count = 0; count < 300; count += 1) {
      const copy = flat.copy();
      assert.is(JSON.stringify(copy), JSON.stringify(item));
      for (const [name, value] of Object.entries(item)) assert.is.not(copy[name], value);
    }
  });
}

test('are right in turn for more shapes than there are copiers', () => {
  const items = Array.from({ length: shapeCopiers.length * 2 }, (_, number) => itemOf(3 + number, number));
  const flats = items.map((item) => new FlatItem(item, 0));
  for (let count = 0; count < 300; count += 1) {
    for (const [index, flat] of flats.entries()) assert.is(JSON.stringify(flat.copy()), JSON.stringify(items[index]));
  }
});

test('have the values in their forms when items with the same names have other forms', () => {
  for (const value of [{ S: '1' }, { N: '1' }, { NULL: true }] as const) {
    const flat = new FlatItem({ name0: value }, 0);
    for (let count = 0; count < 300; count += 1) assert.equal(flat.copy(), { name0: value });
  }
});

test('are made by functions with the same text', () => {
  assert.is(new Set(shapeCopiers.map(String)).size, 1);
  assert.is(new Set(shapeCopiers).size, shapeCopiers.length);
});

test.run();

/** Returns an item with values of each stored form in turn. */
function itemOf(length: number, number: number): Item {
  const values = [{ S: `text ${number}` }, { N: String(number) }, { BOOL: number % 2 === 0 }, { L: [{ S: 'a' }] }];
  return Object.fromEntries(Array.from({ length }, (_, index) => [`name${index}`, values[index % 4] ?? { S: '' }]));
}
