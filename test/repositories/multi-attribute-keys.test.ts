import {
  beginsWith,
  between,
  createTableInput,
  DynarepoError,
  type EntityOf,
  entity,
  gt,
  isoDate,
  number,
  oneOf,
  string,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const orderIn = (table: string) =>
  entity('Order', {
    table,
    attributes: {
      id: string(),
      tenant: string().storedAs('t'),
      region: string().optional(),
      status: oneOf('open', 'sent'),
      placedAt: isoDate(),
      lines: number(),
    },
    key: { partition: 'id' },
    indexes: {
      byRegion: { partition: ['tenant', 'region'], sort: ['status', 'placedAt', 'lines'], projection: 'KEYS_ONLY' },
    },
  });
type Order = EntityOf<ReturnType<typeof orderIn>>;

const day = (date: number) => new Date(Date.UTC(2024, 0, date));
const orders: readonly Order[] = [
  { id: '1', tenant: 'a', region: 'eu', status: 'open', placedAt: day(1), lines: 1 },
  { id: '2', tenant: 'a', region: 'eu', status: 'open', placedAt: day(2), lines: 2 },
  { id: '3', tenant: 'a', region: 'eu', status: 'open', placedAt: day(2), lines: 10 },
  { id: '4', tenant: 'a', region: 'eu', status: 'sent', placedAt: day(1), lines: 1 },
  { id: '5', tenant: 'a', region: 'us', status: 'open', placedAt: day(1), lines: 1 },
  { id: '6', tenant: 'a', status: 'open', placedAt: day(1), lines: 1 },
];
const inEurope = { tenant: 'a', region: 'eu' };

for (const adapter of adapters()) {
  const test = suite(`keys of several attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a query takes values for the first sort attributes, then a value or condition', async () => {
    const byRegion = (await openedWithOrders(adapter)).index('byRegion');
    const idsOf = async (key: Parameters<typeof byRegion.query>[0]) =>
      (await byRegion.query(key).all()).map(({ id }) => id);
    assert.equal(await idsOf(inEurope), ['1', '2', '3', '4']);
    assert.equal(await idsOf({ ...inEurope, status: 'open' }), ['1', '2', '3']);
    assert.equal(await idsOf({ ...inEurope, status: beginsWith('s') }), ['4']);
    assert.equal(await idsOf({ ...inEurope, status: 'open', placedAt: between(day(1), day(1)) }), ['1']);
    assert.equal(await idsOf({ ...inEurope, status: 'open', placedAt: day(2) }), ['2', '3']);
    assert.equal(await idsOf({ ...inEurope, status: 'open', placedAt: day(2), lines: gt(2) }), ['3']);
    assert.equal(await idsOf({ tenant: 'a', region: 'us', status: 'open', placedAt: day(1), lines: 1 }), ['5']);
    assert.is(await byRegion.count({ ...inEurope, status: 'open' }), 3);
  });

  test('an item without one of the attributes is not in the index', async () => {
    const byRegion = (await openedWithOrders(adapter)).index('byRegion');
    const found = await byRegion.scan().all();
    assert.equal(found.map(({ id }) => id).toSorted(), ['1', '2', '3', '4', '5']);
    assert.equal(
      found.find(({ id }) => id === '1'),
      orders[0],
    );
  });

  test('pages of every size join to the whole result, in both directions', async () => {
    const byRegion = (await openedWithOrders(adapter)).index('byRegion');
    for (const descending of [false, true]) {
      const whole = await byRegion.query(inEurope, { descending }).all();
      for (const pageSize of [1, 2, 3]) {
        const joined: unknown[] = [];
        let cursor: string | undefined;
        do {
          const page = await byRegion.query(inEurope, { descending }).page({ pageSize, cursor });
          joined.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        assert.equal(joined, whole);
      }
    }
  });

  test('a cursor is valid only for the same values', async () => {
    const byRegion = (await openedWithOrders(adapter)).index('byRegion');
    const { cursor } = await byRegion.query(inEurope).page({ pageSize: 1 });
    const error = await thrown(DynarepoError, () =>
      byRegion.query({ tenant: 'a', region: 'us' }).page({ pageSize: 1, cursor }),
    );
    assert.is(error.code, 'BAD_CURSOR');
  });

  test.run();
}

const test = suite('keys of several attributes');

test('the input of CreateTable lists the key attributes in order', () => {
  const { AttributeDefinitions, GlobalSecondaryIndexes } = createTableInput(orderIn('orders'));
  assert.equal(GlobalSecondaryIndexes?.[0]?.KeySchema, [
    { AttributeName: 't', KeyType: 'HASH' },
    { AttributeName: 'region', KeyType: 'HASH' },
    { AttributeName: 'status', KeyType: 'RANGE' },
    { AttributeName: 'placedAt', KeyType: 'RANGE' },
    { AttributeName: 'lines', KeyType: 'RANGE' },
  ]);
  assert.equal(
    AttributeDefinitions?.map(({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`),
    ['id S', 't S', 'region S', 'status S', 'placedAt S', 'lines N'],
  );
});

test('half of a partition key, a gap, and a condition before a value are rejected', async () => {
  const [memory] = adapters();
  assert.ok(memory);
  const { repository } = await openRepository(memory, orderIn);
  const rejection = (key: object) =>
    badInput(() => Reflect.apply(repository.index('byRegion').query, repository.index('byRegion'), [key]));
  assert.is(await rejection({ tenant: 'a' }), 'Order.region is part of the key, but is missing');
  const precedes = 'needs a value of status, which precedes it in the key';
  assert.is(await rejection({ ...inEurope, placedAt: day(1) }), `Order.placedAt ${precedes}`);
  assert.is(await rejection({ ...inEurope, status: gt('open'), placedAt: day(1) }), `Order.placedAt ${precedes}`);
  assert.is(await rejection({ ...inEurope, id: '1' }), 'Order.id is not part of the key of index byRegion');
});

test.run();

async function openedWithOrders(adapter: AdapterUnderTest) {
  const { repository } = await openRepository(adapter, orderIn);
  await repository.writeMany({ put: orders });
  await eventually(
    adapter,
    () => repository.index('byRegion').scan().count(),
    (count) => count === 5,
  );
  return repository;
}
