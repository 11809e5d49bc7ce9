import * as assert from 'uvu/assert';
import { indexKey } from '../../../../src/adapters/memory/storage/index-key.ts';
import type { IndexSchema } from '../../../../src/adapters/memory/storage/index-schema.ts';
import { addedEntry } from '../../../../src/adapters/memory/storage/item-change.ts';
import { newOwner } from '../../../../src/adapters/memory/storage/ordered-map.ts';
import { emptyIndex, withEntryReplaced } from '../../../../src/adapters/memory/storage/secondary-index.ts';
import { tableKey } from '../../../../src/adapters/memory/storage/storage-key.ts';
import { newItem, type StoredItem } from '../../../../src/adapters/memory/storage/stored-item.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('membership of an index');

const keyOfTable = { partition: ['id'], sort: [] };
const schema: IndexSchema = {
  name: 'byColour',
  kind: 'global',
  key: { partition: ['colour', 'shape'], sort: ['size', 'code'] },
  keyTypes: { id: 'S', colour: 'S', shape: 'S', size: 'N', code: 'B' },
  projection: { type: 'ALL' },
};

const whole: Item = {
  colour: { S: 'red' },
  shape: { S: 'round' },
  size: { N: '1' },
  code: { B: Uint8Array.of(1) },
};

test('an item with all key attributes of the defined types is in the index', () => {
  assert.ok(isMember(whole));
});

for (const name of Object.keys(whole)) {
  test(`an item without ${name} is not in the index`, () => {
    assert.not(isMember({ ...whole, [name]: undefined }));
  });
}

const unfit: readonly (readonly [string, Item])[] = [
  ['a number in place of a string', { colour: { N: '1' } }],
  ['a string in place of a number', { size: { S: '1' } }],
  ['a string in place of binary', { code: { S: 'a' } }],
  ['a map', { colour: { M: {} } }],
  ['NULL', { shape: { NULL: true } }],
  ['a set', { shape: { SS: ['round'] } }],
  ['an empty string', { colour: { S: '' } }],
  ['empty binary', { code: { B: new Uint8Array() } }],
  ['a partition key of 2,049 bytes', { colour: { S: 'x'.repeat(2048) }, shape: { S: 'y' } }],
  [
    'a partition key of 2,049 bytes in characters of three bytes',
    { colour: { S: '€'.repeat(682) }, shape: { S: 'yyy' } },
  ],
  ['a sort key of 1,025 bytes', { code: { B: new Uint8Array(1025) } }],
];
for (const [name, attributes] of unfit) {
  test(`an item whose key has ${name} is not in the index`, () => {
    assert.not(isMember({ ...whole, ...attributes }));
  });
}

test('a key of exactly the size limit is in the index; numbers do not count', () => {
  assert.ok(isMember({ ...whole, colour: { S: 'x'.repeat(2043) }, size: { N: '9'.repeat(38) } }));
  assert.ok(isMember({ ...whole, code: { B: new Uint8Array(1024) } }));
});

test('an index created over existing items skips those without a valid key', () => {
  const owner = newOwner();
  const items = [whole, { ...whole, colour: { N: '1' } }, { ...whole, size: undefined }].map(storedItem);
  const index = items.reduce(
    (built, item) => withEntryReplaced(built, keyOfTable, addedEntry(item, owner)),
    emptyIndex(schema, 'CREATING'),
  );
  assert.is(index.entries.size, 1);
  assert.is(index.status, 'CREATING');
});

test.run();

function storedItem(attributes: Readonly<Record<string, Item[string] | undefined>>, number = 0): StoredItem {
  const present = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const item: Item = { ...Object.fromEntries(present), id: { S: String(number) } };
  return newItem(tableKey(item, keyOfTable), item, 1);
}

function isMember(attributes: Readonly<Record<string, Item[string] | undefined>>): boolean {
  const item = storedItem(attributes);
  return indexKey(item, schema, item.key) !== undefined;
}
