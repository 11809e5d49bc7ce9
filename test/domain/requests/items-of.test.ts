import type { Input, OperationName, Output } from 'dynarepo';
import * as assert from 'uvu/assert';
import { countItems } from '../../../src/domain/requests/count-items.ts';
import { itemsOf } from '../../../src/domain/requests/items-of.ts';
import { unitsOf } from '../../../src/domain/requests/units-of.ts';
import { suite } from '../../support/suite.ts';

const test = suite('items of a request');

const [key, item] = [{ title: { S: 'Jaws' } }, { title: { S: 'Jaws' }, year: { N: '1975' } }];
/** Whatever JavaScript callers pass. */
const input = (value: unknown) => value as Input<OperationName>;
const output = (value: unknown) => value as Output<OperationName>;

test('the key of a read, an update or a delete', () => {
  for (const operation of ['GetItem', 'UpdateItem', 'DeleteItem'] as const) {
    assert.equal(itemsOf(operation, { TableName: 'films', Key: key }), [{ table: 'films', key, item: undefined }]);
  }
});

test('the item of a put', () => {
  assert.equal(itemsOf('PutItem', { TableName: 'films', Item: item }), [{ table: 'films', key: undefined, item }]);
});

test('the items of a batch, table by table', () => {
  const writes = [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: key } }];
  assert.equal(
    itemsOf('BatchWriteItem', { RequestItems: { films: writes, reviews: [{ DeleteRequest: { Key: key } }] } }),
    [
      { table: 'films', key: undefined, item },
      { table: 'films', key, item: undefined },
      { table: 'reviews', key, item: undefined },
    ],
  );
  assert.equal(itemsOf('BatchGetItem', { RequestItems: { films: { Keys: [key] } } }), [
    { table: 'films', key, item: undefined },
  ]);
});

test('the items of a transaction, in its order', () => {
  const TransactItems = [
    { ConditionCheck: { TableName: 'a', Key: key, ConditionExpression: 'x' } },
    { Put: { TableName: 'arn:aws:dynamodb:eu-west-1:123456789012:table/b', Item: item } },
  ];
  assert.equal(itemsOf('TransactWriteItems', { TransactItems }), [
    { table: 'a', key, item: undefined },
    { table: 'b', key: undefined, item },
  ]);
});

test('other operations and invalid inputs have no items', () => {
  assert.equal(itemsOf('Query', { TableName: 'films' }), []);
  assert.equal(itemsOf('GetItem', input(null)), []);
  assert.equal(itemsOf('GetItem', input({ Key: 'x' })), [{ table: '', key: undefined, item: undefined }]);
  assert.equal(itemsOf('BatchGetItem', input({ RequestItems: { a: 7, b: null } })), []);
  assert.equal(itemsOf('BatchWriteItem', input({ RequestItems: { a: [null, {}] } })).length, 2);
  assert.equal(itemsOf('TransactWriteItems', input({ TransactItems: [null, 7] })).length, 2);
});

test('the number of items that a read returned', () => {
  assert.is(countItems('GetItem', { TableName: 'a', Key: key }, output({ Item: item })), 1);
  assert.is(countItems('GetItem', { TableName: 'a', Key: key }, output({})), 0);
  assert.is(countItems('Query', { TableName: 'a' }, output({ Count: 3, Items: [] })), 3);
  assert.is(countItems('Scan', { TableName: 'a' }, output({ Items: [item] })), 1);
  assert.is(countItems('BatchGetItem', { RequestItems: {} }, output({ Responses: { a: [item], b: [item, item] } })), 3);
  assert.is(countItems('TransactGetItems', { TransactItems: [] }, output({ Responses: [{ Item: item }, {}] })), 1);
  assert.is(countItems('ExecuteStatement', { Statement: 'SELECT * FROM a' }, output({ Items: [item, item] })), 2);
});

test('the number of items that a write processed', () => {
  assert.is(countItems('PutItem', { TableName: 'a', Item: item }, output({})), 1);
  const writes = [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: key } }];
  const UnprocessedItems = { a: writes.slice(1) };
  assert.is(countItems('BatchWriteItem', { RequestItems: { a: writes } }, output({ UnprocessedItems })), 1);
  const TransactItems = [{ Put: { TableName: 'a', Item: item } }, { Delete: { TableName: 'a', Key: key } }];
  assert.is(countItems('TransactWriteItems', { TransactItems }, output({})), 2);
});

test('other operations, and outputs that are none, have no number or none found', () => {
  assert.is(countItems('ListTables', {}, output({ TableNames: [] })), undefined);
  assert.is(countItems('Query', { TableName: 'a' }, output(null)), 0);
  assert.is(countItems('BatchGetItem', { RequestItems: {} }, output({ Responses: { a: 7 } })), 0);
});

test('the units of all tables', () => {
  assert.is(unitsOf(output({ ConsumedCapacity: { CapacityUnits: 1.5 } })), 1.5);
  assert.is(unitsOf(output({ ConsumedCapacity: [{ CapacityUnits: 1 }, { CapacityUnits: 0.5 }, {}] })), 1.5);
  assert.is(unitsOf(output({ ConsumedCapacity: [] })), undefined);
  assert.is(unitsOf(output({})), undefined);
  assert.is(unitsOf(output(undefined)), undefined);
});

test.run();
