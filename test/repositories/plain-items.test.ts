import {
  batchGet,
  batchWrite,
  beginsWith,
  ConflictError,
  DynarepoError,
  ExactNumber,
  gte,
  ItemNotFoundError,
  items,
  list,
  number,
  string,
  TableNotFoundError,
  table,
  tableOf,
  transactWrite,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const everyKind = {
  id: 'n1',
  at: 7,
  text: '',
  yes: true,
  none: null,
  bytes: new Uint8Array([1, 2]),
  words: new Set(['a', 'b']),
  numbers: new Set([1, 2.5]),
  chunks: new Set([new Uint8Array([3])]),
  list: ['x', 1, [false], { deep: [null] }],
  map: { constructor: 'c', empty: {}, number: -0.1 },
  whole: 12345678901234567890123456789012345678n,
  fraction: new ExactNumber('0.12345678901234567890123456789012345678'),
};

for (const adapter of adapters()) {
  const test = suite(`plain items on ${adapter.name}`);
  test.after(() => adapter.close());

  test('values of every kind read back as they were written, numbers exactly', async () => {
    const { notes, db } = await open(adapter);
    assert.equal(await notes.put({ ...everyKind, left: undefined }), everyKind);
    assert.equal(await notes.get({ id: 'n1', at: 7 }), everyKind);
    assert.equal(await notes.query({ id: 'n1' }).all(), [everyKind]);
    assert.equal(await notes.scan().all(), [everyKind]);
    assert.equal(await notes.getMany([everyKind, { id: 'none', at: 1 }]), [everyKind, undefined]);
    assert.equal(await notes.delete(everyKind), everyKind);
    assert.is(await notes.get(everyKind), undefined);
    const Item = {
      id: { S: 'n2' },
      at: { N: '9007199254740993' },
      n: { N: '1E+2' },
      m: { N: '0.30000000000000000001' },
    };
    await db.execute('PutItem', { TableName: notes.table.name, Item });
    const found = await notes.query({ id: 'n2' }).first();
    assert.equal(found, { id: 'n2', at: 9007199254740993n, n: 100, m: new ExactNumber('0.30000000000000000001') });
    assert.equal(await notes.get(found ?? {}), found);
  });

  test('the key is read once, and not at all with a definition', async () => {
    const { notes, db, definition } = await open(adapter);
    await notes.put({ id: 'a', at: 1 });
    await notes.query({ id: 'a', at: gte(1) }).all();
    assert.equal(db.takeNames(), ['DescribeTable', 'PutItem', 'Query']);
    await notes.table.ensure();
    db.take();
    const defined = await items(db, definition);
    assert.equal(await defined.query({ id: 'a', at: gte(1) }).all(), [{ id: 'a', at: 1 }]);
    assert.equal(db.takeNames(), ['Query']);
  });

  test('conditions and updates use paths by name', async () => {
    const { notes } = await open(adapter);
    await notes.create({ id: 'a', at: 1, count: 1, tags: ['x'], place: { city: 'Delft' } });
    const conflict = await thrown(ConflictError, () => notes.create({ id: 'a', at: 1 }));
    assert.equal([conflict.key, conflict.item?.count], [{ id: 'a', at: 1 }, { N: '1' }]);
    const key = { id: 'a', at: 1 };
    assert.equal(await notes.update(key, { count: 5n, extra: { a: [1] }, left: undefined }), {
      ...key,
      count: 5,
      extra: { a: [1] },
      tags: ['x'],
      place: { city: 'Delft' },
    });
    const changed = await notes.update(
      key,
      (at) => [at(number(), 'count').add(2), at(list(string()), 'tags').append('y'), at(string(), 'extra').remove()],
      { condition: (at) => at(string(), 'place', 'city').eq('Delft') },
    );
    assert.equal(changed, { ...key, count: 7, tags: ['x', 'y'], place: { city: 'Delft' } });
    const unmet = await thrown(ConflictError, () => notes.put(key, { condition: (at) => at(number(), 'count').lt(3) }));
    assert.equal(unmet.unmet, ['count < 3 (found 7)']);
    await thrown(ConflictError, () => notes.delete(key, { condition: (at) => at(number(), 'count').lt(3) }));
    await thrown(ItemNotFoundError, () => notes.update({ id: 'b', at: 1 }, { count: 1 }));
    const created = await notes.update({ id: 'b', at: 1 }, { count: 1, kind: 'memo' }, { upsert: true });
    assert.equal(created, { id: 'b', at: 1, count: 1, kind: 'memo' });
  });

  test('queries and scans take conditions, filters, pages and indexes', async () => {
    const { notes } = await open(adapter);
    const put = Array.from({ length: 30 }, (_, at) => ({
      id: 'a',
      at,
      kind: at % 2 === 0 ? 'even' : 'odd',
      label: `l${at}`,
    }));
    assert.is(await notes.writeMany({ put }), 30);
    assert.equal(await notes.query({ id: 'a', at: gte(28) }, { descending: true }).all(), [put[29], put[28]]);
    const { items: page, cursor } = await notes.query({ id: 'a' }).page({ maxItems: 7 });
    assert.equal([...page, ...(await notes.query({ id: 'a' }, { cursor }).all())], put);
    const filter = (at: Parameters<NonNullable<NonNullable<Parameters<typeof notes.scan>[0]>['filter']>>[0]) =>
      at(number(), 'at').lt(3);
    assert.is(await notes.scan({ filter }).count(), 3);
    const odd = await eventually(
      adapter,
      () => notes.query({ kind: 'odd', label: beginsWith('l1') }, { index: 'byKind' }).all(),
      (found) => found.length === 6,
    );
    assert.equal(
      odd.map(({ at }) => at),
      [1, 11, 13, 15, 17, 19],
    );
    assert.is(await notes.scan({ index: 'byKind', segments: 2 }).count(), 30);
  });

  test('batches and transactions take the requests of plain items', async () => {
    const { notes, db } = await open(adapter);
    const [put] = await batchWrite(db, [
      notes.requests.put({ id: 'a', at: 1 }),
      notes.requests.delete({ id: 'b', at: 1 }),
    ]);
    assert.equal(put, { id: 'a', at: 1 });
    await transactWrite(db, [notes.requests.create({ id: 'c', at: 1 }), notes.requests.update(put, { n: 1 })]);
    const read = await batchGet(db, [notes.requests.get({ id: 'c', at: 1 }), notes.requests.get(put)]);
    assert.equal(read, [
      { id: 'c', at: 1 },
      { id: 'a', at: 1, n: 1 },
    ]);
    assert.is(await notes.writeMany({ put: new Set([{ id: 'd', at: 1 }]), delete: notes.query({ id: 'a' }) }), 2);
    assert.equal((await notes.scan().all()).map(({ id }) => id).toSorted(), ['c', 'd']);
  });

  test('a missing table is an error', async () => {
    const db = await adapter.open();
    await thrown(TableNotFoundError, () => items(db, adapter.tableName('none'), { retry: false }));
  });

  test('a table by its name plans and makes no deletions', async () => {
    const db = new SpyingDynamoDb(await adapter.open());
    const name = adapter.tableName('test');
    const settings = {
      key: { partition: 'id' },
      stream: 'NEW_IMAGE',
      timeToLive: 'expires',
      tags: { team: 'sales' },
    } as const;
    const byKind = { partition: 'kind' } as const;
    await tableOf(db, table(name, { ...settings, indexes: { byKind } })).ensure();
    const notes = await items(db, name);
    const withMore = tableOf(db, table(name, { ...settings, indexes: { byKind, byAuthor: { partition: 'author' } } }));
    await withMore.ensure();
    db.take();
    assert.equal((await notes.table.plan()).changes, []);
    assert.equal((await notes.table.ensure({ delete: true, replace: true, update: true })).changes, []);
    await notes.table.verify({ exact: true });
    assert.equal([...new Set(db.take().map(({ operation }) => operation))], ['DescribeTable']);
    await withMore.verify();
  });

  test.run();
}

const test = suite('plain items');

const cyclic: Record<string, unknown> = { id: 'a', at: 1 };
cyclic.self = cyclic;
const base = { id: 'a', at: 1 };
const invalid: readonly (readonly [object, string])[] = [
  [{ id: 'a' }, 'notes.at is required, but is missing'],
  [{ id: 'a', at: 'x' }, 'notes.at must be a number, but is a string'],
  [{ id: '', at: 1 }, 'notes.id is part of the key, but is empty'],
  [{ ...base, when: new Date(0) }, 'notes.when must be a string, number'],
  [{ ...base, map: new Map() }, 'notes.map must be'],
  [{ ...base, url: new URL('http://a.example') }, 'notes.url must be'],
  [{ ...base, n: Number.NaN }, 'notes.n is NaN'],
  [{ ...base, n: 2 ** 60 }, 'notes.n is 1152921504606847000'],
  [{ ...base, n: 10n ** 40n + 1n }, 'notes.n is'],
  [{ ...base, set: new Set() }, 'notes.set must be a Set of only'],
  [{ ...base, set: new Set([1, 'a']) }, 'notes.set must be a Set of only'],
  [{ ...base, list: [undefined] }, 'notes.list[0] must be'],
  [{ ...base, fun: () => 1 }, 'notes.fun must be'],
  [{ ...base, deep: { text: 'x'.repeat(500_000) } }, 'an item can have at most 409600'],
  [cyclic, 'is nested in more than 31 levels'],
  [[], 'must be an object'],
];

test('invalid items are rejected before anything is sent', async () => {
  const db = new SpyingDynamoDb(new MemoryDynamoDb());
  const notes = await items(db, define('notes'));
  for (const [item, text] of invalid) {
    const message = await badInput(() => notes.put(item));
    assert.ok(message.includes(text), message);
  }
  assert.match(await badInput(() => notes.update(base, { id: 'b' })), 'id');
  assert.match(await badInput(() => notes.update(base, {})), 'at least one change');
  for (const changes of ['text', [1], null, new Map()]) {
    assert.match(await badInput(() => Reflect.apply(notes.update, notes, [base, changes])), 'an object of new values');
  }
  assert.match(await badInput(() => notes.query({ at: 1 })), 'notes.id is part of the key, but is missing');
  assert.match(await badInput(() => notes.query({ id: 'a' }, { index: 'byKnd' })), 'byKind');
  assert.match(await badInput(() => Reflect.apply(notes.get, notes, [null])), 'an object with its key');
  assert.match(await badInput(() => Reflect.apply(items, undefined, [db, 7])), 'the table of items');
  assert.equal(db.take(), []);
});

test('nesting up to the limit of DynamoDB is stored', async () => {
  const db = new MemoryDynamoDb();
  const notes = await items(db, define('notes'));
  await notes.table.ensure();
  const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
  await notes.put({ ...base, deep: nested(31) });
  assert.match(await badInput(() => notes.put({ ...base, deep: nested(32) })), 'is nested in more than 31 levels');
});

test('a stored value that is no attribute value is an error', async () => {
  const execute = async () => ({ Item: { id: { S: 'a' }, at: { N: '1' }, bad: { X: 1 } } });
  const db: MemoryDynamoDb = Object.assign(Object.create({}), { execute });
  const notes = await items(db, define('notes'));
  assert.is((await thrown(DynarepoError, () => notes.get(base))).code, 'BAD_STORED_VALUE');
});

test.run();

function define(name: string) {
  return table(name, {
    key: { partition: 'id', sort: { name: 'at', type: 'N' } },
    indexes: { byKind: { partition: 'kind', sort: 'label' } },
  });
}

async function open(adapter: AdapterUnderTest) {
  const db = new SpyingDynamoDb(await adapter.open());
  const definition = define(adapter.tableName('notes'));
  await (await items(db, definition)).table.ensure();
  db.take();
  return { db, definition, notes: await items(db, definition.name) };
}
