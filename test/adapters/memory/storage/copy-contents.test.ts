import * as assert from 'uvu/assert';
import { FlatItem } from '../../../../src/adapters/memory/storage/flat-item.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('copies of flat items');

test('are the same for the first shape that is copied often as for any other', () => {
  const items = Array.from({ length: 400 }, (_, number) => itemOf(16, number));
  for (const item of items) assert.equal(new FlatItem(item, 0).copy(), item);
});

for (const length of [0, 1, 11, 12, 13, 16, 17]) {
  test(`have all attributes in order: ${length} of them`, () => {
    const item = itemOf(length, 1);
    const copy = new FlatItem(item, 0).copy();
    assert.is(JSON.stringify(copy), JSON.stringify(item));
    for (const [name, value] of Object.entries(item)) assert.is.not(copy[name], value);
  });
}

test.run();

/** Returns an item with values of each stored form in turn. */
function itemOf(length: number, number: number): Item {
  const values = [{ S: `text ${number}` }, { N: String(number) }, { BOOL: number % 2 === 0 }, { L: [{ S: 'a' }] }];
  return Object.fromEntries(Array.from({ length }, (_, index) => [`name${index}`, values[index % 4] ?? { S: '' }]));
}
