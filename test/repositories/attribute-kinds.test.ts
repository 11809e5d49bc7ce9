import {
  anyValue,
  bigint,
  bigintSet,
  binary,
  binarySet,
  boolean,
  custom,
  DynarepoError,
  dateText,
  decimal,
  decimalSet,
  decodeItem,
  encodeEntity,
  entity,
  epochMilliseconds,
  epochSeconds,
  type Item,
  isoDate,
  json,
  list,
  map,
  mapUnion,
  nullValue,
  number,
  numberSet,
  oneOf,
  openMap,
  record,
  string,
  stringSet,
  tuple,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const everythingIn = (table: string) =>
  entity('Everything', {
    table,
    attributes: {
      id: string(),
      empty: string(),
      state: oneOf('open', 'sent'),
      number: number(),
      bigint: bigint(),
      decimal: decimal(),
      yes: boolean(),
      bytes: binary(),
      nothing: nullValue(),
      json: json(),
      isoDate: isoDate(),
      text: dateText('pynamodb'),
      seconds: epochSeconds(),
      milliseconds: epochMilliseconds(),
      strings: stringSet().optional(),
      numbers: numberSet().optional(),
      binaries: binarySet().optional(),
      bigints: bigintSet(),
      decimals: decimalSet(),
      list: list(number().nullable()),
      people: list(map({ name: string(), scores: list(number()) })),
      map: map({ zip: string().storedAs('z'), note: string().optional() }),
      pair: tuple(string(), number()),
      shape: mapUnion('kind', { circle: { radius: number() }, square: { side: number() } }),
      open: openMap({ zip: string() }),
      any: anyValue(),
      record: record(boolean()),
      link: custom(string(), { encode: (url: URL) => url.href, decode: (text) => new URL(text) }),
    },
    key: { partition: 'id' },
  });

const everything = {
  id: 'a',
  empty: '',
  state: 'open' as const,
  number: -1.5e-7,
  bigint: 12345678901234567890123456789012345678n,
  decimal: '0.10000000000000000000000001',
  yes: false,
  bytes: new Uint8Array([0, 255]),
  nothing: null,
  json: { deep: [1, { er: null }] },
  isoDate: new Date('2024-05-01T12:00:00.123Z'),
  text: new Date('2024-05-01T12:00:00.123Z'),
  seconds: new Date('2024-05-01T12:00:00Z'),
  milliseconds: new Date('2024-05-01T12:00:00.123Z'),
  strings: new Set(['a', 'ä']),
  numbers: new Set([1]),
  binaries: [new Uint8Array([1])],
  bigints: new Set([10n ** 37n]),
  decimals: new Set(['0.10000000000000000000000001']),
  list: [7, null],
  people: [{ name: 'Ann', scores: [1] }],
  map: { zip: '1' },
  pair: ['a', 1] as const,
  shape: { kind: 'circle' as const, radius: 2 },
  open: { zip: '1', floor: 2 },
  any: { deep: ['text', 7, true, null] },
  record: { 'a.b': true },
  link: new URL('https://example.org/a'),
};

const stored: Item = {
  id: { S: 'a' },
  empty: { S: '' },
  state: { S: 'open' },
  number: { N: '-0.00000015' },
  bigint: { N: '12345678901234567890123456789012345678' },
  decimal: { N: '0.10000000000000000000000001' },
  yes: { BOOL: false },
  bytes: { B: new Uint8Array([0, 255]) },
  nothing: { NULL: true },
  json: { S: '{"deep":[1,{"er":null}]}' },
  isoDate: { S: '2024-05-01T12:00:00.123Z' },
  text: { S: '2024-05-01T12:00:00.123000+0000' },
  seconds: { N: '1714564800' },
  milliseconds: { N: '1714564800123' },
  strings: { SS: ['a', 'ä'] },
  numbers: { NS: ['1'] },
  binaries: { BS: [new Uint8Array([1])] },
  bigints: { NS: ['10000000000000000000000000000000000000'] },
  decimals: { NS: ['0.10000000000000000000000001'] },
  list: { L: [{ N: '7' }, { NULL: true }] },
  people: { L: [{ M: { name: { S: 'Ann' }, scores: { L: [{ N: '1' }] } } }] },
  map: { M: { z: { S: '1' } } },
  pair: { L: [{ S: 'a' }, { N: '1' }] },
  shape: { M: { kind: { S: 'circle' }, radius: { N: '2' } } },
  open: { M: { zip: { S: '1' }, floor: { N: '2' } } },
  any: { M: { deep: { L: [{ S: 'text' }, { N: '7' }, { BOOL: true }, { NULL: true }] } } },
  record: { M: { 'a.b': { BOOL: true } } },
  link: { S: 'https://example.org/a' },
};
const Key = { id: { S: 'a' } };

for (const adapter of adapters()) {
  const test = suite(`attribute kinds on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an attribute of every kind is stored with its DynamoDB type and read back unchanged', async () => {
    const { repository, spy } = await openRepository(adapter, everythingIn);
    assert.equal(await repository.create(everything), everything);
    const { Item } = await spy.execute('GetItem', { TableName: repository.table.name, Key });
    assert.equal({ ...Item, strings: { SS: Item?.strings?.SS?.toSorted() } }, stored);
    assert.equal(await repository.get({ id: 'a' }), everything);
  });

  test('an item of the low-level API decodes to the entity, and an entity encodes to such an item', async () => {
    const { repository, spy } = await openRepository(adapter, everythingIn);
    const TableName = repository.table.name;
    await spy.execute('PutItem', { TableName, Item: encodeEntity(repository.entity, everything) });
    assert.equal(await repository.get({ id: 'a' }), everything);
    const { Item } = await spy.execute('GetItem', { TableName, Key });
    assert.equal(decodeItem(repository.entity, Item ?? {}), everything);
  });

  test('an empty set of an optional attribute is not stored, and null is rejected where it is not a value', async () => {
    const { repository, spy } = await openRepository(adapter, everythingIn);
    const created = await repository.create({ ...everything, strings: new Set(), binaries: undefined });
    assert.is('strings' in created, false);
    assert.is('binaries' in created, false);
    spy.take();
    const message = await badInput(() => repository.put(Object.assign({}, everything, { number: null })));
    assert.is(message, 'Everything.number must be a number, but is null');
    assert.equal(spy.take(), []);
  });

  test('a nested value of another type is rejected with its path before anything is sent', async () => {
    const { repository, spy } = await openRepository(adapter, everythingIn);
    const people = [...everything.people, { name: 'Bob', scores: [1, 'two'] }];
    const message = await badInput(() => repository.create(Object.assign({}, everything, { people })));
    assert.is(message, 'Everything.people[1].scores[1] must be a number, but is a string');
    assert.equal(spy.take(), []);
  });

  test('a stored value of another type is an error that names the attribute and both types', async () => {
    const { repository, spy } = await openRepository(adapter, everythingIn);
    const Item = { ...stored, people: { L: [{ M: { name: { N: '1' }, scores: { L: [] } } }] } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const error = await thrown(DynarepoError, () => repository.get({ id: 'a' }));
    assert.is(error.code, 'BAD_STORED_VALUE');
    assert.match(error.message, 'Everything.people[0].name is stored with type N, but type S is expected');
  });

  test('a stored NULL or a missing attribute reads as absence, or as the default', async () => {
    const { repository, spy } = await openRepository(adapter, (table) =>
      entity('Thread', {
        table,
        attributes: {
          id: string(),
          views: number().default(0),
          note: string().optional(),
          tags: stringSet().optional(),
        },
        key: { partition: 'id' },
      }),
    );
    const TableName = repository.table.name;
    await spy.execute('PutItem', { TableName, Item: { ...Key, views: { NULL: true }, note: { NULL: true } } });
    assert.equal(await repository.get({ id: 'a' }), { id: 'a', views: 0 });
  });

  test.run();
}
