import { MemoryDynamoDb, unprocessed } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('BatchGetItem');

type Requests = NonNullable<Input<'BatchGetItem'>['RequestItems']>;

const get = (db: MemoryDynamoDb, RequestItems: Requests) => db.execute('BatchGetItem', { RequestItems });
const noteKeys = (...ids: readonly string[]): Item[] => ids.map((id) => ({ id: { S: id } }));

async function putNotes(db: MemoryDynamoDb, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id }, text: { S: id } } });
}

test('returns the items that exist and leaves out the others', async () => {
  const db = await openNotes();
  await putNotes(db, 'a', 'b');
  const { Responses, UnprocessedKeys } = await get(db, { notes: { Keys: noteKeys('b', 'none', 'a') } });
  const ids = Responses?.notes?.map(({ id }) => id?.S).sort();
  assert.equal(ids, ['a', 'b']);
  assert.equal(UnprocessedKeys, {});
});

test('returns a list for each table, even an empty one', async () => {
  const db = await openNotes();
  assert.equal((await get(db, { notes: { Keys: noteKeys('a') } })).Responses, { notes: [] });
});

test('returns items in scan order, whatever the order of the keys', async () => {
  const db = await openNotes();
  await putNotes(db, 'a', 'b', 'c', 'd', 'e');
  const idsFor = async (...ids: readonly string[]) =>
    (await get(db, { notes: { Keys: noteKeys(...ids) } })).Responses?.notes?.map(({ id }) => id?.S);
  const first = await idsFor('a', 'b', 'c', 'd', 'e');
  assert.equal(await idsFor('e', 'd', 'c', 'b', 'a'), first);
  assert.not.equal(first, ['a', 'b', 'c', 'd', 'e']);
});

test('projects each table by its own expression', async () => {
  const db = await openNotes();
  await putNotes(db, 'a');
  const { Responses } = await get(db, {
    notes: { Keys: noteKeys('a'), ProjectionExpression: '#t', ExpressionAttributeNames: { '#t': 'text' } },
  });
  assert.equal(Responses?.notes, [{ text: { S: 'a' } }]);
});

test('rejects a repeated key, compared as written and before the table is looked up', async () => {
  const db = await openOrders();
  const keys = (...numbers: readonly string[]): Item[] => numbers.map((N) => ({ number: { N }, customer: { S: 'a' } }));
  assert.is(
    await validationMessageOf(
      get(db, { missing: { Keys: [...keys('1'), { customer: { S: 'a' }, number: { N: '1' } }] } }),
    ),
    'Provided list of item keys contains duplicates',
  );
  await db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'a' }, number: { N: '1000' } } });
  const { Responses } = await get(db, { orders: { Keys: keys('1000', '1e3') } });
  assert.is(Responses?.orders?.length, 1);
});

test('compares only the members of keys that the service knows, whatever else they hold', async () => {
  const db = await openNotes();
  let nested: unknown = 1n;
  for (let level = 0; level < 20_000; level += 1) nested = { X: nested };
  const others: readonly object[] = [{ X: nested }, { X: 1n, N: null }, { BS: undefined }];
  for (const other of others) {
    const Keys: Item[] = [{ id: { S: 'a' } }, { id: Object.assign({ S: 'a' }, other) }];
    assert.is(
      await validationMessageOf(get(db, { notes: { Keys } })),
      'Provided list of item keys contains duplicates',
    );
  }
  assert.equal((await get(db, { notes: { Keys: [{ id: Object.assign({ S: 'a' }, { X: nested }) }] } })).Responses, {
    notes: [],
  });
});

test('accepts at most 100 keys of all tables together', async () => {
  const db = await openNotes();
  const ids = Array.from({ length: 101 }, (_, index) => `${index}`);
  await get(db, { notes: { Keys: noteKeys(...ids.slice(0, 100)) } });
  assert.is(
    await validationMessageOf(
      get(db, { notes: { Keys: noteKeys(...ids.slice(0, 60)) }, missing: { Keys: noteKeys(...ids.slice(60)) } }),
    ),
    'Too many items requested for the BatchGetItem call',
  );
});

test('rejects the whole batch for one invalid key or table', async () => {
  const db = await openNotes();
  await putNotes(db, 'a');
  const keys = noteKeys('a');
  assert.is(
    await validationMessageOf(get(db, { notes: { Keys: [...keys, { id: { N: '1' } }] } })),
    'The provided key element does not match the schema',
  );
  assert.is(
    await validationMessageOf(get(db, { notes: { Keys: [...keys, { id: { SS: ['a', 'a'] } }] } })),
    'One or more parameter values were invalid: Input collection ["a", "a"] contains duplicates.',
  );
  const missing = await errorOf(get(db, { notes: { Keys: [{}] }, missing: { Keys: keys } }));
  assert.is(`${missing.name}: ${missing.message}`, 'ResourceNotFoundException: Requested resource not found');
});

test('rejects an invalid projection before it looks up the table, and one into a key after it', async () => {
  const db = await openNotes();
  const message = (table: string, ProjectionExpression: string) =>
    errorOf(get(db, { [table]: { Keys: noteKeys('a'), ProjectionExpression } })).then((error) => error.message);
  assert.match(await message('missing', 'a,'), /^Invalid ProjectionExpression: Syntax error; /);
  assert.is(
    await message('notes', 'id.a'),
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id",
  );
});

test('charges each table for each of its keys', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, b: { B: new Uint8Array(5000) } } });
  const charge = async (ConsistentRead: boolean) => {
    const { ConsumedCapacity } = await db.execute('BatchGetItem', {
      RequestItems: { notes: { Keys: noteKeys('a', 'none'), ConsistentRead } },
      ReturnConsumedCapacity: 'TOTAL',
    });
    return ConsumedCapacity;
  };
  assert.equal(await charge(false), [{ TableName: 'notes', CapacityUnits: 1.5 }]);
  assert.equal(await charge(true), [{ TableName: 'notes', CapacityUnits: 3 }]);
  assert.not('ConsumedCapacity' in (await get(db, { notes: { Keys: noteKeys('a') } })));
});

test('leaves keys beyond 16 MB unprocessed, with the settings of their table', async () => {
  const db = await openNotes();
  const ids = Array.from({ length: 50 }, (_, index) => `${index}`.padStart(2, '0'));
  const b = { B: new Uint8Array(400_000 - 3) };
  for (const id of ids) await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id }, b } });
  const settings = { ConsistentRead: true, ProjectionExpression: '#i', ExpressionAttributeNames: { '#i': 'id' } };
  const { Responses, UnprocessedKeys } = await get(db, { notes: { Keys: noteKeys(...ids), ...settings } });
  assert.is(Responses?.notes?.length, 41);
  assert.equal(UnprocessedKeys, { notes: { Keys: noteKeys(...ids.slice(41)), ...settings } });
});

test('leaves the number of keys in a fault unprocessed, counted from the end', async () => {
  const db = await openNotes({
    faults: ({ operation }) => (operation === 'BatchGetItem' ? unprocessed(2) : undefined),
  });
  await putNotes(db, 'a', 'b', 'c');
  const { Responses, UnprocessedKeys } = await get(db, { notes: { Keys: noteKeys('a', 'b', 'c') } });
  assert.equal(Responses, { notes: [{ id: { S: 'a' }, text: { S: 'a' } }] });
  assert.equal(UnprocessedKeys, { notes: { Keys: noteKeys('b', 'c') } });
});

test('is throttled as a whole if no key would be processed', async () => {
  const db = await openNotes({
    faults: ({ operation }) => (operation === 'BatchGetItem' ? unprocessed(2) : undefined),
  });
  const error = await errorOf(get(db, { notes: { Keys: noteKeys('a', 'b') } }));
  assert.is(error.name, 'ProvisionedThroughputExceededException');
  assert.is(error.retryable, true);
  assert.equal(error.throttlingReasons, [
    {
      reason: 'TableReadProvisionedThroughputExceeded',
      resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/notes',
    },
  ]);
});

test('reads a table named like an object property', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: '__proto__',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  await db.execute('PutItem', { TableName: '__proto__', Item: { id: { S: 'a' } } });
  const RequestItems: Requests = JSON.parse('{"__proto__":{"Keys":[{"id":{"S":"a"}}]}}');
  const { Responses = {} } = await get(db, RequestItems);
  assert.is(JSON.stringify(Responses), '{"__proto__":[{"id":{"S":"a"}}]}');
});

test.run();
