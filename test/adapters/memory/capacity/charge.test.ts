import * as assert from 'uvu/assert';
import { emptyAccount, tableOf, withTable } from '../../../../src/adapters/memory/account/account.ts';
import { type Charge, charge, consumedCapacity } from '../../../../src/adapters/memory/capacity/charge.ts';
import { addUnits } from '../../../../src/adapters/memory/capacity/units.ts';
import { noFailures } from '../../../../src/adapters/memory/request-environment.ts';
import { step } from '../../../../src/adapters/memory/step.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { readUnits, writeUnits } from '../../../../src/domain/values/capacity-units.ts';
import { suite } from '../../../support/suite.ts';
import { openOrders } from '../operations/orders.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';

const test = suite('consumed capacity');

test('rounds reads up to 4 KB, and halves eventually consistent reads', () => {
  const consistent = [0, 1, 4096, 4097, 409_600].map((bytes) => readUnits(bytes, true));
  assert.equal(consistent, [1, 1, 1, 2, 100]);
  assert.equal([readUnits(0, false), readUnits(4097, false)], [0.5, 1]);
});

test('rounds writes up to 1 KB', () => {
  assert.equal([0, 1, 1024, 1025, 409_600].map(writeUnits), [1, 1, 1, 2, 400]);
});

test('is reported only when asked, in total or by index', () => {
  const units = { table: 1, globalIndexes: { g: 2 }, localIndexes: { l: 0.5 } };
  assert.is(consumedCapacity(undefined, { tableName: 't', units }), undefined);
  assert.is(consumedCapacity('NONE', { tableName: 't', units }), undefined);
  assert.equal(consumedCapacity('TOTAL', { tableName: 't', units }), { TableName: 't', CapacityUnits: 3.5 });
  assert.equal(consumedCapacity('INDEXES', { tableName: 't', units }), {
    TableName: 't',
    CapacityUnits: 3.5,
    Table: { CapacityUnits: 1 },
    GlobalSecondaryIndexes: { g: { CapacityUnits: 2 } },
    LocalSecondaryIndexes: { l: { CapacityUnits: 0.5 } },
  });
});

test('leaves out kinds of indexes that were not used', () => {
  assert.equal(consumedCapacity('INDEXES', { tableName: 't', units: { table: 0, globalIndexes: {} } }), {
    TableName: 't',
    CapacityUnits: 0,
    Table: { CapacityUnits: 0 },
  });
});

test('adds up the table and each index', () => {
  const sum = addUnits({ table: 1, globalIndexes: { a: 1 } }, { table: 2, globalIndexes: { a: 1, b: 3 } });
  assert.equal(sum, { table: 3, globalIndexes: { a: 2, b: 3 }, localIndexes: {} });
});

test('a throughput model receives the units of a request that reports none, and can reject it', () => {
  const charges: Charge[] = [];
  const reads = { kind: 'item reads', sizesBytes: [5000, 0], isConsistent: true } as const;
  const options = { tableName: 't', mode: 'NONE' } as const;
  assert.is(charge(reads, { ...options, throughput: (each) => charges.push(each) }), undefined);
  assert.equal(charges, [{ tableName: 't', units: { table: 3 } }]);
  const throughput = () => {
    throw new Error('throttled');
  };
  assert.throws(() => charge(reads, { ...options, throughput }), 'throttled');
});

test('a request that a throughput model rejects changes nothing', () => {
  const account = withTable(emptyAccount(), tableNamed('things'));
  const throughput = () => {
    throw new Error('throttled');
  };
  const environment = { ...plainEnvironment, simulation: { ...noFailures, throughput } };
  const put = { operation: 'PutItem', input: { TableName: 'things', Item: { id: { N: '1' } } } } as const;
  const entries = ['1', '2'].map((N) => ({ PutRequest: { Item: { id: { N } } } }));
  const batch = { operation: 'BatchWriteItem', input: { RequestItems: { things: entries } } } as const;
  for (const request of [put, batch]) {
    assert.throws(() => step(account, request, environment), 'throttled');
    assert.is(tableOf(account, 'things')?.items.size, 0, request.operation);
  }
});

/** Returns the charge of the second of two puts of an order, as `name units`. */
async function chargeOfSecond(first: Item | undefined, second: Item): Promise<string> {
  const db = await openOrders();
  const key = { customer: { S: 'a' }, number: { N: '1' } };
  if (first !== undefined) await db.execute('PutItem', { TableName: 'orders', Item: { ...key, ...first } });
  const { ConsumedCapacity } = await db.execute('PutItem', {
    TableName: 'orders',
    Item: { ...key, ...second },
    ReturnConsumedCapacity: 'INDEXES',
  });
  const { Table, GlobalSecondaryIndexes = {}, LocalSecondaryIndexes = {}, CapacityUnits } = ConsumedCapacity ?? {};
  const indexes = Object.entries({ ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes });
  const parts = [['table', Table] as const, ...indexes];
  return [...parts.map(([name, units]) => `${name} ${units?.CapacityUnits}`), `total ${CapacityUnits}`].join(', ');
}

const kilobytes = (count: number) => ({ B: new Uint8Array(count * 1024) });

test('charges the table for the larger of the item before and the item after', async () => {
  assert.is(await chargeOfSecond(undefined, {}), 'table 1, total 1');
  assert.is(await chargeOfSecond({ b: kilobytes(3) }, {}), 'table 4, total 4');
  assert.is(await chargeOfSecond({}, { b: kilobytes(3) }), 'table 4, total 4');
});

test('charges an index for an entry that is added or removed', async () => {
  assert.is(await chargeOfSecond(undefined, { city: { S: 'x' }, b: kilobytes(1) }), 'table 2, byCity 2, total 4');
  assert.is(await chargeOfSecond({ city: { S: 'x' }, b: kilobytes(1) }, {}), 'table 2, byCity 2, total 4');
});

test('charges an index twice for an entry that moves', async () => {
  assert.is(
    await chargeOfSecond({ city: { S: 'x' }, b: kilobytes(1) }, { city: { S: 'y' } }),
    'table 2, byCity 3, total 5',
  );
});

test('charges an index for the larger entry if the entry changes', async () => {
  const city = { S: 'x' };
  assert.is(await chargeOfSecond({ city, b: kilobytes(1) }, { city }), 'table 2, byCity 2, total 4');
  assert.is(await chargeOfSecond({ date: city, note: kilobytes(2) }, { date: city }), 'table 3, byDate 3, total 6');
});

test('does not charge an index for an unchanged entry', async () => {
  const date = { S: '2026-11-24' };
  assert.is(await chargeOfSecond({ date, b: { N: '1' } }, { date, b: { N: '2' } }), 'table 1, total 1');
  const same = { city: { S: 'x' }, tags: { SS: ['a', 'b'] }, date };
  assert.is(await chargeOfSecond(same, { ...same, tags: { SS: ['b', 'a'] } }), 'table 1, total 1');
});

test.run();
