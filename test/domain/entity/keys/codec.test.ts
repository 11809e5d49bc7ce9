import * as assert from 'uvu/assert';
import { bigint, decimal, isoDate, number, string } from '../../../../src/domain/entity/attributes.ts';
import { entity } from '../../../../src/domain/entity/entity.ts';
import { decodeItem, encodeEntity, encodeKey } from '../../../../src/domain/entity/entity-codec.ts';
import { nameOfItem } from '../../../../src/domain/entity/item-name.ts';
import { key, padded, textOf } from '../../../../src/domain/entity/keys/key-template.ts';
import { table } from '../../../../src/domain/entity/table.ts';
import { suite } from '../../../support/suite.ts';
import { messageThrown } from '../thrown.ts';

const test = suite('items with composed keys');

const App = table('app', { key: { partition: 'pk', sort: 'sk' }, indexes: { gsi1: { partition: 'gsi1pk' } } });
const Line = entity('Line', {
  table: App,
  attributes: { tenant: string(), order: number(), sku: string(), at: isoDate().optional() },
  key: { partition: key`T#${'tenant'}#ORDER#${padded('order', 3)}`, sort: key`LINE#${'sku'}` },
  indexes: { gsi1: { partition: key`AT ${'at'}` } },
});
const line = { tenant: 't', order: 7, sku: 'A-1' };
const item = {
  tenant: { S: 't' },
  order: { N: '7' },
  sku: { S: 'A-1' },
  pk: { S: 'T#t#ORDER#007' },
  sk: { S: 'LINE#A-1' },
};
const rejected = (change: object) => messageThrown('BAD_INPUT', () => encodeEntity(Line, { ...line, ...change }));

test('have the key attributes beside the properties', () => {
  assert.equal(encodeEntity(Line, line), item);
  const at = new Date(0);
  assert.equal(encodeEntity(Line, { ...line, at }).gsi1pk, { S: 'AT 1970-01-01T00:00:00.000Z' });
  assert.equal(encodeKey(Line, line), { pk: item.pk, sk: item.sk });
  assert.equal(decodeItem(Line, item), line);
});

test('reject values that their key could not be read back from', () => {
  assert.is(rejected({ tenant: 'a#ORDER#b' }), 'Line.tenant contains "#ORDER#", which ends its value in the key');
  assert.is(rejected({ tenant: 'a#ORDER' }), 'Line.tenant contains "#ORDER#", which ends its value in the key');
  assert.is(rejected({ sku: 'A#1' }), 'Line.sku contains "#", which ends its value in the key');
  assert.is(rejected({ tenant: '' }), 'Line.tenant is part of the key, but is empty');
  assert.is(rejected({ sku: undefined }), 'Line.sku is required, but is missing');
  assert.equal(encodeEntity(Line, { ...line, tenant: '#a#' }).pk, { S: 'T##a##ORDER#007' });
  assert.is(decodeItem(Line, encodeEntity(Line, { ...line, tenant: '#a#' })).tenant, '#a#');
});

test('reject numbers that cannot be padded', () => {
  for (const order of [-1, 1000, 1.5, 1e21]) assert.match(rejected({ order }), /^Line\.order is /);
  assert.is(rejected({ order: 1000 }), 'Line.order is 1000, but its key has 3 digits for it: a whole number from 0');
  assert.equal(encodeEntity(Line, { ...line, order: 999 }).pk, { S: 'T#t#ORDER#999' });
  assert.equal(encodeEntity(Line, { ...line, order: 0 }).pk, { S: 'T#t#ORDER#000' });
});

test('pad whole numbers of every kind, up to 38 digits', () => {
  const Big = entity('Big', {
    table: App,
    attributes: { big: bigint(), price: decimal() },
    key: { partition: key`B`, sort: key`${padded('big', 38)}#${padded('price', 2)}` },
  });
  const big = 10n ** 38n - 1n;
  const stored = encodeEntity(Big, { big, price: '7.0' });
  assert.equal(stored.sk, { S: `${'9'.repeat(38)}#07` });
  assert.equal(decodeItem(Big, { pk: { S: 'B' }, sk: { S: `${'0'.repeat(37)}5#07` } }), { big: 5n, price: '7' });
  const fraction = { big, price: '7.5' };
  assert.match(
    messageThrown('BAD_INPUT', () => encodeEntity(Big, fraction)),
    /^Big\.price is 7\.5, but its key has 2 digits/,
  );
});

test('are read from the key where the properties are not projected', () => {
  const { pk, sk } = item;
  assert.equal(decodeItem(Line, { pk, sk }), line);
  const names = new Set(['tenant', 'order', 'sku', 'at']);
  const projected = decodeItem(Line, { pk, sk, gsi1pk: { S: 'AT 1970-01-01T00:00:00.000Z' } }, names);
  assert.equal(projected, { ...line, at: new Date(0) });
  assert.is(nameOfItem(Line, { pk, sk }), 'Line { tenant: "t", order: 7, sku: "A-1" }');
});

const Task = entity('Task', {
  table: App,
  attributes: { team: string(), name: string(), n: number() },
  key: {
    partition: key`$app#team_${textOf('team', { case: 'lower' })}`,
    sort: key`$task_1#n_${textOf('n')}#name_${textOf('name', { case: 'upper' })}`,
  },
});
const task = { team: 'Ab_#c', name: 'X_y#z', n: -1.5 };
const taskItem = {
  team: { S: 'Ab_#c' },
  name: { S: 'X_y#z' },
  n: { N: '-1.5' },
  pk: { S: '$app#team_ab_#c' },
  sk: { S: '$task_1#n_-1.5#name_X_Y#Z' },
};

test('with malformed values are errors of the item', () => {
  const malformed = [{ S: 5 }, { S: null }, { S: {} }, { N: 5 }, { N: 'x' }, { BOOL: true }, {}, 5, 'text', []];
  for (const name of Object.keys(taskItem)) {
    for (const value of malformed) {
      const decode = () => decodeItem(Task, Object({ ...taskItem, [name]: value }));
      assert.match(messageThrown('BAD_STORED_VALUE', decode), /^Task/);
    }
  }
});

test('of textOf have any text, in the letter case that it states', () => {
  assert.equal(encodeEntity(Task, task), taskItem);
  assert.equal(decodeItem(Task, taskItem), task);
  assert.match(
    messageThrown('BAD_INPUT', () => encodeEntity(Task, { ...task, team: '' })),
    /^Task\.team is part of the key, but is empty/,
  );
});

test('of textOf are read from the key alone in its letter case, and in no other', () => {
  const { pk, sk } = taskItem;
  assert.equal(decodeItem(Task, { pk, sk }), { team: 'ab_#c', name: 'X_Y#Z', n: -1.5 });
  for (const change of [{ pk: { S: '$app#team_Ab_#c' } }, { sk: { S: '$task_1#n_-1.5#name_X_y#Z' } }]) {
    const read = () => decodeItem(Task, { ...taskItem, ...change });
    assert.match(messageThrown('BAD_STORED_VALUE', read), /that its properties do not make$/);
  }
});

test('are unreadable if the key differs from the properties', () => {
  const read = (change: object) => messageThrown('BAD_STORED_VALUE', () => decodeItem(Line, { ...item, ...change }));
  const differs = (name: string) => `Line has a key attribute ${name} that its properties do not make`;
  assert.ok(read({ sku: { S: 'A-2' } }).endsWith(differs('sk')));
  assert.ok(read({ pk: { S: 'T#t#ORDER#008' } }).endsWith(differs('pk')));
  assert.ok(read({ pk: { S: 'OTHER' } }).endsWith(differs('pk')));
  assert.ok(read({ pk: { N: '1' } }).endsWith(differs('pk')));
  assert.ok(read({ sk: { S: 'PROFILE' } }).endsWith(differs('sk')));
  assert.equal(decodeItem(Line, { ...item, order: { N: '7.0' } }), line);
});

test('copy a property into a key attribute of another name', () => {
  const Copy = entity('Copy', {
    table: App,
    attributes: { id: string(), n: number() },
    key: { partition: 'id', sort: 'id' },
  });
  const stored = encodeEntity(Copy, { id: 'a', n: 1 });
  assert.equal(stored, { id: { S: 'a' }, n: { N: '1' }, pk: { S: 'a' }, sk: { S: 'a' } });
  assert.equal(encodeKey(Copy, { id: 'a' }), { pk: { S: 'a' }, sk: { S: 'a' } });
  assert.is(
    messageThrown('BAD_INPUT', () => encodeKey(Copy, { id: '' })),
    'Copy.id is part of the key, but is empty',
  );
});

test.run();
