import { type MemoryDynamoDb, unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, noteIn, openNotes, openOrders, orderIn, validationMessageOf } from './orders.ts';

const test = suite('BatchWriteItem');

type Requests = NonNullable<Input<'BatchWriteItem'>['RequestItems']>;
type WriteRequest = Requests[string][number];

const write = (db: MemoryDynamoDb, RequestItems: Requests) => db.execute('BatchWriteItem', { RequestItems });
const put = (Item: Item): WriteRequest => ({ PutRequest: { Item } });
const remove = (Key: Item): WriteRequest => ({ DeleteRequest: { Key } });

test('puts and deletes items', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
  const output = await write(db, {
    notes: [remove({ id: { S: 'a' } }), remove({ id: { S: 'none' } }), put({ id: { S: 'b' }, n: { N: '1.0' } })],
  });
  assert.equal(output.UnprocessedItems, {});
  assert.equal(Object.keys(output).sort(), ['UnprocessedItems', 'requestId']);
  assert.is(await noteIn(db, 'a'), undefined);
  assert.equal(await noteIn(db, 'b'), { id: { S: 'b' }, n: { N: '1' } });
});

test('rejects the whole batch for one invalid entry', async () => {
  const db = await openOrders();
  const good = put({ customer: { S: 'a' }, number: { N: '1' } });
  const message = (bad: WriteRequest) => validationMessageOf(write(db, { orders: [good, bad] }));
  const mismatch = 'The provided key element does not match the schema';
  assert.is(await message(put({ customer: { S: 'a' } })), mismatch);
  assert.is(await message(put({ customer: { S: 'a' }, number: { S: '1' } })), mismatch);
  assert.is(await message(remove({ customer: { S: 'a' }, number: { N: '2' }, city: { S: 'x' } })), mismatch);
  assert.is(
    await message(put({ customer: { S: '' }, number: { N: '2' } })),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer',
  );
  assert.is(
    await message(put({ customer: { S: 'a' }, number: { N: '2' }, city: { N: '1' } })),
    'One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: N IndexName: byCity',
  );
  assert.is(await orderIn(db, 'a', '1'), undefined);
});

test('reports invalid values with the texts of the older layer', async () => {
  const db = await openNotes();
  const message = (value: Item[string]) => validationMessageOf(write(db, { notes: [put({ id: { S: 'a' }, value })] }));
  assert.is(
    await message({ SS: ['b', 'a', 'b'] }),
    'One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.',
  );
  assert.is(await message({ NS: ['1', '1.0'] }), 'Input collection contains duplicates');
  assert.is(await message({ N: '' }), 'The parameter cannot be converted to a numeric value');
  assert.is(await message({ M: { '': { S: 'x' } } }), 'Empty attribute name');
  assert.is(
    await validationMessageOf(write(db, { notes: [put({ id: { N: 'x' } }), remove({ '': { S: 'a' } })] })),
    'Empty attribute name',
  );
});

test('rejects two writes of one key, and compares numbers by value', async () => {
  const db = await openOrders();
  const key = (N: string) => ({ customer: { S: 'a' }, number: { N } });
  assert.is(
    await validationMessageOf(write(db, { orders: [put(key('1000')), remove(key('1e3'))] })),
    'Provided list of item keys contains duplicates',
  );
  await write(db, { orders: [put(key('1000')), remove(key('1001'))] });
});

test('accepts at most 25 entries of all tables together', async () => {
  const db = await openNotes();
  const deletes = Array.from({ length: 26 }, (_, index) => remove({ id: { S: `${index}` } }));
  await write(db, { notes: deletes.slice(0, 25) });
  assert.is(
    await validationMessageOf(write(db, { notes: deletes.slice(0, 13), missing: deletes.slice(13) })),
    'Too many items requested for the BatchWriteItem call',
  );
});

test('rejects an entry that is not exactly one write', async () => {
  const db = await openNotes();
  const message =
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
  const both = { ...put({ id: { S: 'a' } }), ...remove({ id: { S: 'a' } }) };
  assert.is(await validationMessageOf(write(db, { notes: [both] })), message);
  assert.is(await validationMessageOf(write(db, { notes: [{}] })), message);
});

test('checks the size of an item before the table, and the table before the keys', async () => {
  const db = await openNotes();
  const huge = put({ id: { S: 'a' }, b: { B: new Uint8Array(409_600) } });
  assert.is(
    await validationMessageOf(write(db, { missing: [huge] })),
    'Item size has exceeded the maximum allowed size',
  );
  const error = await errorOf(write(db, { notes: [put({})], missing: [put({ id: { S: 'a' } })] }));
  assert.is(`${error.name}: ${error.message}`, 'ResourceNotFoundException: Requested resource not found');
});

test('reports capacity by table, and by index when asked', async () => {
  const db = await openOrders();
  const order = (N: string, more: Item) => put({ customer: { S: 'a' }, number: { N }, ...more });
  const charge = async (mode: Input<'BatchWriteItem'>['ReturnConsumedCapacity']) => {
    const { ConsumedCapacity } = await db.execute('BatchWriteItem', {
      RequestItems: {
        orders: [order('1', { city: { S: mode ?? '' } }), order('2', { b: { B: new Uint8Array(1024) } })],
      },
      ReturnConsumedCapacity: mode,
    });
    return ConsumedCapacity;
  };
  assert.equal(await charge('INDEXES'), [
    {
      TableName: 'orders',
      CapacityUnits: 4,
      Table: { CapacityUnits: 3 },
      GlobalSecondaryIndexes: { byCity: { CapacityUnits: 1 } },
    },
  ]);
  assert.equal(await charge('TOTAL'), [{ TableName: 'orders', CapacityUnits: 5 }]);
});

test('reports each item collection once', async () => {
  const db = await openOrders();
  const entry = (S: string, N: string) => put({ customer: { S }, number: { N } });
  const { ItemCollectionMetrics } = await db.execute('BatchWriteItem', {
    RequestItems: { orders: [entry('a', '1'), entry('b', '1'), entry('a', '2')] },
    ReturnItemCollectionMetrics: 'SIZE',
  });
  assert.equal(ItemCollectionMetrics, {
    orders: [
      { ItemCollectionKey: { customer: { S: 'a' } }, SizeEstimateRangeGB: [0, 1] },
      { ItemCollectionKey: { customer: { S: 'b' } }, SizeEstimateRangeGB: [0, 1] },
    ],
  });
});

test('leaves the number of entries in a fault unprocessed, counted from the end', async () => {
  const db = await openNotes({
    faults: ({ operation }) => (operation === 'BatchWriteItem' ? unprocessed(2) : undefined),
  });
  const rest = [put({ id: { S: 'b' } }), remove({ id: { S: 'c' } })];
  const { UnprocessedItems } = await write(db, { notes: [put({ id: { S: 'a' } }), ...rest] });
  assert.equal(UnprocessedItems, { notes: rest });
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' } });
  assert.is(await noteIn(db, 'b'), undefined);
});

test('is throttled as a whole if no entry would be processed', async () => {
  const db = await openNotes({
    faults: ({ operation }) => (operation === 'BatchWriteItem' ? unprocessed(1) : undefined),
  });
  const error = await errorOf(write(db, { notes: [put({ id: { S: 'a' } })] }));
  assert.is(error.name, 'ProvisionedThroughputExceededException');
  assert.equal(error.throttlingReasons, [
    {
      reason: 'TableWriteProvisionedThroughputExceeded',
      resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/notes',
    },
  ]);
  assert.is(await noteIn(db, 'a'), undefined);
});

test.run();
