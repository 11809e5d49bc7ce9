import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { openOrders } from '../operations/orders.ts';

const test = suite('output of a query or scan');

const filler = (bytes: number) => ({ B: new Uint8Array(bytes) });

/** Three orders of about 3000 bytes with the same customer, city, shop and date. */
async function openThreeOrders() {
  const db = await openOrders();
  for (const N of ['1', '2', '3']) {
    const attributes = { city: { S: 'oslo' }, shop: { B: Uint8Array.of(1) }, date: { S: '2026' } };
    const Item: Item = { customer: { S: 'ann' }, number: { N }, ...attributes, note: { S: 'n' }, rest: filler(2900) };
    await db.execute('PutItem', { TableName: 'orders', Item });
  }
  return db;
}

const ofAnn: Input<'Query'> = {
  TableName: 'orders',
  KeyConditionExpression: 'customer = :customer',
  ExpressionAttributeValues: { ':customer': { S: 'ann' } },
  ReturnConsumedCapacity: 'INDEXES',
};

test('reports capacity only when asked', async () => {
  const db = await openThreeOrders();
  for (const ReturnConsumedCapacity of [undefined, 'NONE'] as const) {
    assert.not('ConsumedCapacity' in (await db.execute('Query', { ...ofAnn, ReturnConsumedCapacity })));
  }
});

test('rounds the bytes of the whole page, and halves eventually consistent reads', async () => {
  const db = await openThreeOrders();
  const units = async (members: Partial<Input<'Query'>>) =>
    (await db.execute('Query', { ...ofAnn, ...members })).ConsumedCapacity?.CapacityUnits;
  assert.is(await units({ ConsistentRead: true }), 3);
  assert.is(await units({}), 1.5);
  assert.is(await units({ Limit: 1 }), 0.5);
  assert.is(await units({ Limit: 2, ConsistentRead: true }), 2);
});

test('charges for the evaluated items, whatever is returned', async () => {
  const db = await openThreeOrders();
  const values = { ...ofAnn.ExpressionAttributeValues, ':none': { S: 'none' } };
  for (const members of [
    { ProjectionExpression: 'note' },
    { Select: 'COUNT' },
    { FilterExpression: 'note = :none', ExpressionAttributeValues: values },
  ] as const) {
    const { ConsumedCapacity } = await db.execute('Query', { ...ofAnn, ...members });
    assert.is(ConsumedCapacity?.CapacityUnits, 1.5, JSON.stringify(members));
  }
});

test('charges the minimum for an empty page', async () => {
  const db = await openOrders();
  for (const [ConsistentRead, CapacityUnits] of [
    [true, 1],
    [false, 0.5],
  ] as const) {
    const capacity = { TableName: 'orders', CapacityUnits, Table: { CapacityUnits } };
    const query = await db.execute('Query', { ...ofAnn, ConsistentRead });
    assert.equal(query.ConsumedCapacity, capacity);
    const scan = await db.execute('Scan', { TableName: 'orders', ConsistentRead, ReturnConsumedCapacity: 'INDEXES' });
    assert.equal(scan.ConsumedCapacity, capacity);
  }
});

test('charges an index for projected attributes, and the table nothing', async () => {
  const db = await openThreeOrders();
  const scan = async (IndexName: string) =>
    (await db.execute('Scan', { TableName: 'orders', IndexName, ReturnConsumedCapacity: 'INDEXES' })).ConsumedCapacity;
  assert.equal(await scan('byCity'), {
    TableName: 'orders',
    CapacityUnits: 1.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { byCity: { CapacityUnits: 1.5 } },
  });
  assert.equal(await scan('byShop'), {
    TableName: 'orders',
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { byShop: { CapacityUnits: 0.5 } },
  });
  assert.equal(await scan('byDate'), {
    TableName: 'orders',
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    LocalSecondaryIndexes: { byDate: { CapacityUnits: 0.5 } },
  });
});

test('charges the table for each item that a local index fetches, each rounded separately', async () => {
  const db = await openThreeOrders();
  const query = async (members: Partial<Input<'Query'>>) =>
    (await db.execute('Query', { ...ofAnn, IndexName: 'byDate', ...members })).ConsumedCapacity;
  const charged = (table: number, index: number) => ({
    TableName: 'orders',
    CapacityUnits: table + index,
    Table: { CapacityUnits: table },
    LocalSecondaryIndexes: { byDate: { CapacityUnits: index } },
  });
  assert.equal(await query({ ProjectionExpression: 'note, customer' }), charged(0, 0.5));
  assert.equal(await query({ ProjectionExpression: 'rest' }), charged(1.5, 0.5));
  assert.equal(await query({ Select: 'ALL_ATTRIBUTES', ConsistentRead: true }), charged(3, 1));
  assert.equal(await query({ Select: 'COUNT' }), charged(0, 0.5));
  const none = { ':customer': { S: 'ann' }, ':none': { S: 'none' } };
  assert.equal(
    await query({
      ProjectionExpression: 'rest',
      FilterExpression: 'note = :none',
      ExpressionAttributeValues: none,
    }),
    charged(1.5, 0.5),
    'items that the filter takes out are fetched too',
  );
});

test('reports the table name or ARN of the request', async () => {
  const db = await openThreeOrders();
  const TableName = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
  const { ConsumedCapacity } = await db.execute('Query', { ...ofAnn, TableName, ReturnConsumedCapacity: 'TOTAL' });
  assert.equal(ConsumedCapacity, { TableName, CapacityUnits: 1.5 });
});

test('returns an empty item if the projection finds nothing', async () => {
  const db = await openThreeOrders();
  const { Items, Count } = await db.execute('Query', { ...ofAnn, ProjectionExpression: 'nothing', Limit: 2 });
  assert.equal([Items, Count], [[{}, {}], 2]);
});

test('last evaluated keys are copies', async () => {
  const db = await openThreeOrders();
  const scan = () => db.execute('Scan', { TableName: 'orders', IndexName: 'byShop', Limit: 1 });
  const { LastEvaluatedKey } = await scan();
  LastEvaluatedKey?.shop?.B?.fill(9);
  assert.equal((await scan()).LastEvaluatedKey?.shop, { B: Uint8Array.of(1) });
});

test.run();
