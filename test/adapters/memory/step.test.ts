import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';
import { noteIn, openNotes } from './operations/orders.ts';
import { thrownBy } from './thrown-by.ts';

const test = suite('step');

const id = { S: 'a' };
const wrong = { L: [{ S: 5 }] };
const wrongText = 'SerializationException: NUMBER_VALUE cannot be converted to String';

test('reports a value of a wrong type before any other violation', async () => {
  const table = { TableName: 'notes' };
  const requests: readonly (readonly [OperationName, object])[] = [
    ['PutItem', { TableName: '', Item: { id, wrong } }],
    ['PutItem', { TableName: 'absent', Item: { id, wrong } }],
    ['PutItem', { ...table, ReturnValues: 'X', Item: { id, wrong } }],
    ['PutItem', { ...table, Item: { '': id, wrong } }],
    ['PutItem', { ...table, Item: { id, a: { N: 'x' }, wrong } }],
    ['PutItem', { ...table, Item: { id }, ExpressionAttributeValues: { ':v': wrong } }],
    ['PutItem', { ...table, Item: { id }, ConditionExpression: '!', ExpressionAttributeValues: { ':v': wrong } }],
    ['PutItem', { ...table, Item: { id }, ConditionExpression: 'a = :v', ExpressionAttributeValues: { '': wrong } }],
    ['UpdateItem', { ...table, Key: { id, wrong }, UpdateExpression: '' }],
    ['GetItem', { ...table, Key: { id: { NULL: false }, wrong } }],
    ['DeleteItem', { ...table, Key: { wrong }, ReturnValues: 'ALL_NEW' }],
    ['Query', { ...table, Limit: 0, ExclusiveStartKey: { wrong } }],
    ['Query', { ...table, ExpressionAttributeValues: { ':v': wrong } }],
    ['Scan', { ...table, Segment: 1, ExclusiveStartKey: { wrong } }],
    ['Scan', { ...table, ExclusiveStartKey: { id: { M: {} }, wrong } }],
    ['BatchGetItem', { RequestItems: { notes: { Keys: [{ id }, { id }, { wrong }] } } }],
    ['BatchWriteItem', { RequestItems: { absent: [{}, { PutRequest: { Item: { id, wrong } } }] } }],
    [
      'BatchWriteItem',
      { RequestItems: { notes: [{ DeleteRequest: { Key: { id } }, PutRequest: { Item: { wrong } } }] } },
    ],
    ['DescribeTable', { TableName: 5 }],
  ];
  const db = await openNotes();
  for (const [operation, input] of requests) {
    assert.is(await errorOf(db, operation, input), wrongText, `${operation} ${JSON.stringify(input)}`);
  }
});

test('reports the first value of a wrong type, in members and attribute values', async () => {
  const db = await openNotes();
  const ofBoolean = 'SerializationException: TRUE_VALUE cannot be converted to String';
  assert.is(await errorOf(db, 'PutItem', { Item: { id: { S: true } }, TableName: 5 }), ofBoolean);
  assert.is(await errorOf(db, 'PutItem', { TableName: true, Item: { id: { S: 5 } } }), ofBoolean);
});

test('a request with a value of a wrong type changes nothing', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id } });
  const writes = [{ PutRequest: { Item: { id: { S: 'b' } } } }, { DeleteRequest: { Key: { id } } }];
  const last = { PutRequest: { Item: { id: { S: 'c' }, wrong } } };
  await errorOf(db, 'BatchWriteItem', { RequestItems: { notes: [...writes, last] } });
  const values = { ':v': { S: 'x' }, ':w': { L: [{ M: new Map() }] } };
  await errorOf(db, 'UpdateItem', {
    TableName: 'notes',
    Key: { id },
    UpdateExpression: 'SET a = :v, b = :w',
    ExpressionAttributeValues: values,
  });
  assert.equal(await noteIn(db, 'a'), { id });
  assert.is(await noteIn(db, 'b'), undefined);
});

test('rejects circular, deeply nested and very large values without details', async () => {
  const db = await openNotes();
  const once: { L: unknown[] } = { L: [] };
  once.L.push(once);
  const often: { L: unknown[] } = { L: [] };
  often.L.push(often, often);
  let deep: unknown = { S: 'a' };
  for (let level = 0; level < 100_000; level += 1) deep = { L: [deep] };
  for (const a of [once, often, deep]) {
    assert.is(await errorOf(db, 'PutItem', { TableName: 'notes', Item: { id, a } }), 'SerializationException: ');
    assert.is(await errorOf(db, 'PutItem', { TableName: '', Item: { id, a } }), 'SerializationException: ');
  }
  let doubled: unknown = { S: 'a' };
  for (let level = 0; level < 30; level += 1) doubled = { L: [doubled, doubled] };
  const tooLarge = 'RequestEntityTooLarge: The request is larger than 16 MB';
  assert.is(await errorOf(db, 'PutItem', { TableName: '', Item: { id, doubled } }), tooLarge);
});

test('accepts words as booleans in requests that it rejects for other reasons', async () => {
  const request = { TableName: 'absent', Item: { id, a: { BOOL: 'no' } } };
  assert.is(
    await errorOf(await openNotes(), 'PutItem', request),
    'ResourceNotFoundException: Requested resource not found',
  );
});

test('reads an input again, as plain data, if a getter returns another value at the second read', async () => {
  let looks = 0;
  const input = {
    get TableName() {
      looks += 1;
      return looks === 1 ? 5 : 'notes';
    },
  };
  const notFound = 'ResourceNotFoundException: Requested resource not found: Table: notes not found';
  assert.is(await errorOf(new MemoryDynamoDb(), 'DescribeTable', input), notFound);
  assert.is(looks, 3);
});

test.run();

/** Returns the name and message of the service error for a request. */
async function errorOf(db: MemoryDynamoDb, operation: OperationName, input: object): Promise<string> {
  const error = await thrownBy(db.execute(operation, input as Input<OperationName>));
  if (error instanceof ServiceError) return `${error.name}: ${error.message}`;
  throw error;
}
