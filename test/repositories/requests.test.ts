import { beginsWith, EntityRequests, entity, isoDate, number, string, stringSet, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string().storedAs('last'),
    firstName: string(),
    email: string(),
    age: number().optional(),
    tags: stringSet().optional(),
    seenAt: isoDate().optional(),
    version: version(),
  },
  key: { partition: 'lastName', sort: 'firstName' },
});
const requests = new EntityRequests(User);
const key = { lastName: 'Smith', firstName: 'Jane' };
const jane = { ...key, email: 'j@example.org', version: 3 };
const Key = { last: { S: 'Smith' }, firstName: { S: 'Jane' } };

const test = suite('requests');

test('get sends GetItem with the key', () => {
  assert.equal(requests.get(key).operation, 'GetItem');
  assert.equal(requests.get(key).input, { TableName: 'users', Key });
  assert.equal(requests.get(jane, { consistent: true }).input, { TableName: 'users', Key, ConsistentRead: true });
});

test('create sends PutItem on condition that the item does not exist', () => {
  const { operation, input } = requests.create({ ...key, email: 'j@example.org' });
  assert.is(operation, 'PutItem');
  assert.equal(input, {
    TableName: 'users',
    Item: { ...Key, email: { S: 'j@example.org' }, version: { N: '1' } },
    ConditionExpression: 'attribute_not_exists(#0)',
    ExpressionAttributeNames: { '#0': 'last' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('put sends PutItem with the next version, on condition of the given one', () => {
  assert.equal(requests.put(jane).input, {
    TableName: 'users',
    Item: { ...Key, email: { S: 'j@example.org' }, version: { N: '4' } },
    ConditionExpression: '#0 = :0',
    ExpressionAttributeNames: { '#0': 'version' },
    ExpressionAttributeValues: { ':0': { N: '3' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  assert.is(requests.put({ ...key, email: 'j@example.org' }).input.ConditionExpression, 'attribute_not_exists(#0)');
  assert.is(requests.put(jane, { ignoreVersion: true }).input.ConditionExpression, undefined);
});

test('save sends UpdateItem with every declared attribute', () => {
  const { operation, input } = requests.save({ ...jane, age: 30 });
  assert.is(operation, 'UpdateItem');
  assert.equal(input, {
    TableName: 'users',
    Key,
    UpdateExpression: 'SET #0 = :0, #1 = :1 REMOVE #2, #3 ADD #4 :2',
    ConditionExpression: '#4 = :3',
    ExpressionAttributeNames: { '#0': 'email', '#1': 'age', '#2': 'tags', '#3': 'seenAt', '#4': 'version' },
    ExpressionAttributeValues: {
      ':0': { S: 'j@example.org' },
      ':1': { N: '30' },
      ':2': { N: '1' },
      ':3': { N: '3' },
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('update sends UpdateItem with the changes', () => {
  const { input } = requests.update(jane, (u) => [u.age.add(1), undefined, u.tags.remove()], {
    condition: (u) => u.age.lt(100),
  });
  assert.is(input.UpdateExpression, 'REMOVE #0 ADD #1 :0, #2 :1');
  assert.is(input.ConditionExpression, '#2 = :2 AND #1 < :3');
  assert.equal(input.ExpressionAttributeNames, { '#0': 'tags', '#1': 'age', '#2': 'version' });
  assert.is(requests.update(key, { age: 1 }).input.ConditionExpression, 'attribute_exists(#2)');
  assert.is(requests.update(key, { email: 'x' }, { upsert: true }).input.ConditionExpression, undefined);
});

test('delete sends DeleteItem with the key', () => {
  assert.equal(requests.delete(key).input, { TableName: 'users', Key, ReturnValues: 'ALL_OLD' });
  assert.is(requests.delete(jane).input.ConditionExpression, '#0 = :0');
});

test('query sends Query with the key condition', () => {
  const { operation, input } = requests.query(
    { lastName: 'Smith', firstName: beginsWith('J') },
    { descending: true, consistent: true, pageSize: 5, filter: (u) => u.seenAt.gt(new Date(0)) },
  );
  assert.is(operation, 'Query');
  assert.equal(input, {
    TableName: 'users',
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 5,
    KeyConditionExpression: '#0 = :0 AND begins_with(#1, :1)',
    FilterExpression: '#2 > :2',
    ExpressionAttributeNames: { '#0': 'last', '#1': 'firstName', '#2': 'seenAt' },
    ExpressionAttributeValues: {
      ':0': { S: 'Smith' },
      ':1': { S: 'J' },
      ':2': { S: '1970-01-01T00:00:00.000Z' },
    },
  });
});

test('scan sends Scan', () => {
  const { operation, input } = requests.scan({ maxItems: 3 });
  assert.is(operation, 'Scan');
  assert.equal(input, { TableName: 'users', Limit: 3 });
});

test('the input of each request has the type of its operation', () => {
  assert.is(requests.query({ lastName: 'Smith' }).input.KeyConditionExpression, '#0 = :0');
  assert.is(requests.scan().input.Segment, undefined);
});

test('a request decodes its own output', () => {
  const Item = { ...Key, email: { S: 'j@example.org' } };
  assert.equal(requests.get(key).decode({ Item }), { ...key, email: 'j@example.org', version: 0 });
  assert.is(requests.delete(key).decode({}), undefined);
  const { items, evaluated, cursor } = requests.query({ lastName: 'Smith' }).decode({ Items: [Item], ScannedCount: 7 });
  assert.equal(items, [{ ...key, email: 'j@example.org', version: 0 }]);
  assert.is(evaluated, 7);
  assert.is(cursor, undefined);
});

test.run();
