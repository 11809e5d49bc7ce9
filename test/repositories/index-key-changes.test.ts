import { ConflictError, entity, key, number, oneOf, padded, string, table } from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

function orderIn(name: string) {
  const App = table(name, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' }, gsi2: { partition: 'gsi2pk' } },
  });
  return entity('Order', {
    table: App,
    attributes: {
      id: string(),
      region: string().optional(),
      status: oneOf('open', 'sent'),
      rank: number().default(0),
      note: string().optional(),
    },
    key: { partition: key`ORDER#${'id'}`, sort: key`ORDER` },
    indexes: {
      byStatus: { on: 'gsi1', partition: key`ORDERS#${'status'}#${'region'}`, sort: key`${padded('rank', 4)}` },
      all: { on: 'gsi2', partition: key`ORDERS` },
    },
  });
}

for (const adapter of adapters()) {
  const test = suite(`index keys of updates on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an update by key needs every property of an index key that it changes', async () => {
    const { orders, keysOf } = await open(adapter);
    const unknown = (name: string) =>
      `Order.${name} is part of the index key gsi1pk, which this update changes: set it too, or pass the entity as read`;
    assert.is(await badInput(() => orders.update({ id: '1' }, { status: 'sent' })), unknown('region'));
    assert.is(await badInput(() => orders.update({ id: '1' }, (u) => [u.region.remove()])), unknown('status'));
    await orders.update({ id: '1' }, { status: 'sent', region: 'us' });
    assert.equal(await keysOf(), ['ORDERS#sent#us', '0000', 'ORDERS']);
    await orders.update({ id: '1' }, { note: 'x' });
    await orders.update({ id: '1' }, { rank: 12 });
    assert.equal(await keysOf(), ['ORDERS#sent#us', '0012', 'ORDERS']);
    await orders.update({ id: '1' }, (u) => [u.status.set('open'), u.region.remove(), u.rank.remove()]);
    assert.equal(await keysOf(), [undefined, '0000', 'ORDERS']);
  });

  test('an update of an entity uses its values, if they are still stored', async () => {
    const { orders, created, keysOf } = await open(adapter);
    const sent = await orders.update(created, { status: 'sent' });
    assert.equal(await keysOf(), ['ORDERS#sent#eu', '0000', 'ORDERS']);
    await orders.update(sent, { status: 'open', region: 'us' });
    const conflict = await thrown(ConflictError, () => orders.update(sent, { status: 'sent' }));
    assert.is(conflict.message, 'Order { id: "1" } does not meet the condition region = "eu" (found "us")');
    assert.equal(await keysOf(), ['ORDERS#open#us', '0000', 'ORDERS']);
    const { region: _, ...withoutRegion } = sent;
    await thrown(ConflictError, () => orders.update(withoutRegion, { status: 'sent' }));
  });

  test('a computed value of a property of an index key is rejected', async () => {
    const { orders } = await open(adapter);
    const message = 'Order.rank is part of the index key gsi1sk: set it to a value';
    assert.is(await badInput(() => orders.update({ id: '1' }, (u) => [u.rank.add(1)])), message);
    assert.is(await badInput(() => orders.update({ id: '1' }, (u) => [u.rank.set(u.rank.plus(1))])), message);
  });

  test('an upsert stores the properties of the key and every index key', async () => {
    const { orders, keysOf } = await open(adapter);
    const missing = 'Order.rank is part of the index key gsi1sk, which this update changes: set it too';
    assert.is(
      await badInput(() => orders.update({ id: '2' }, { status: 'open' }, { upsert: true })),
      missing.replace('rank is part of the index key gsi1sk', 'region is part of the index key gsi1pk'),
    );
    const all = { status: 'open', region: 'eu' } as const;
    assert.is(await badInput(() => orders.update({ id: '2' }, all, { upsert: true })), missing);
    const stored = await orders.update({ id: '2' }, { ...all, rank: 3 }, { upsert: true });
    assert.equal(stored, { id: '2', status: 'open', region: 'eu', rank: 3 });
    assert.equal(await keysOf('2'), ['ORDERS#open#eu', '0003', 'ORDERS']);
  });

  test('a save stores every index key, and one with from only those that differ', async () => {
    const { orders, created, keysOf } = await open(adapter);
    await orders.save({ id: '3', status: 'open', rank: 5 });
    assert.equal(await keysOf('3'), [undefined, '0005', 'ORDERS']);
    const { UpdateExpression, ExpressionAttributeNames } = orders.requests.save(
      { ...created, rank: 7 },
      { from: created },
    ).input;
    assert.is(UpdateExpression, 'SET #0 = :0, #1 = :1');
    assert.equal(ExpressionAttributeNames, { '#0': 'rank', '#1': 'gsi1sk', '#2': 'pk' });
    await orders.save({ ...created, status: 'sent' }, { from: created });
    assert.equal(await keysOf(), ['ORDERS#sent#eu', '0000', 'ORDERS']);
    const moved = { ...created, status: 'sent', region: 'us' } as const;
    await orders.save(moved, { from: { ...created, status: 'sent' } });
    await thrown(ConflictError, () => orders.save(created, { from: { ...created, status: 'sent' } }));
    assert.equal(await keysOf(), ['ORDERS#sent#us', '0000', 'ORDERS']);
  });

  test.run();
}

async function open(adapter: AdapterUnderTest) {
  const { repository: orders, spy } = await openRepository(adapter, orderIn);
  const created = await orders.create({ id: '1', region: 'eu', status: 'open' });
  const keysOf = async (id = '1') => {
    const Key = { pk: { S: `ORDER#${id}` }, sk: { S: 'ORDER' } };
    const { Item: { gsi1pk, gsi1sk, gsi2pk } = {} } = await spy.execute('GetItem', {
      TableName: orders.table.name,
      Key,
      ConsistentRead: true,
    });
    return [gsi1pk?.S, gsi1sk?.S, gsi2pk?.S];
  };
  return { orders, created, keysOf };
}
