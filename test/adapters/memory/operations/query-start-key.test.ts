import * as assert from 'uvu/assert';
import type { AttributeValue, Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('start key of a query');

const ann = { ':customer': { S: 'ann' } };
const ofAnn: Input<'Query'> = {
  TableName: 'orders',
  KeyConditionExpression: 'customer = :customer',
  ExpressionAttributeValues: ann,
};
const byNumber = { '#number': 'number' };

const invalid = 'The provided starting key is invalid';
const oneRow = 'The query can return at most one row and cannot be restarted';
const outOfRange = 'The provided starting key does not match the range key predicate';
const otherPartition = 'The provided starting key is outside query boundaries based on provided conditions';

/** Values that an untyped caller can send. */
const untyped = (value: unknown): AttributeValue => value as AttributeValue; // the point of these tests

test('continues after a key without an item, in both directions', async () => {
  const db = await openOrders();
  for (const N of ['1', '2', '3']) {
    await db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'ann' }, number: { N } } });
  }
  const after = async (N: string, ScanIndexForward: boolean) => {
    const ExclusiveStartKey = { customer: { S: 'ann' }, number: { N } };
    const { Items } = await db.execute('Query', { ...ofAnn, ExclusiveStartKey, ScanIndexForward });
    return Items?.map(({ number }) => number?.N);
  };
  assert.equal(await after('1.5', true), ['2', '3']);
  assert.equal(await after('2', true), ['3']);
  assert.equal(await after('2.5', false), ['2', '1']);
  assert.equal(await after('1', false), []);
});

test('must have exactly the key attributes of table and index, with their types', async () => {
  const db = await openOrders();
  const start = (ExclusiveStartKey: Item, IndexName?: string) =>
    validationMessageOf(db.execute('Query', { ...ofAnn, IndexName, ExclusiveStartKey }));
  const customer = { S: 'ann' };
  const number = { N: '1' };
  const date = { S: '2026' };
  assert.is(await start({}), invalid);
  assert.is(await start({ customer }), invalid);
  assert.is(await start({ customer, date }), invalid);
  assert.is(await start({ customer, number: { S: '1' } }), invalid);
  assert.is(await start({ customer, number, date }), invalid);
  assert.is(await start({ customer, number }, 'byDate'), invalid);
  assert.is(await start({ customer, date }, 'byDate'), invalid);
  assert.is(await start({ customer, number, date: { N: '1' } }, 'byDate'), invalid);
});

test('cannot have empty values, which have their own text for an index', async () => {
  const db = await openOrders();
  const start = (ExclusiveStartKey: Item, IndexName?: string) =>
    validationMessageOf(db.execute('Query', { ...ofAnn, IndexName, ExclusiveStartKey }));
  const empty = 'The AttributeValue for a key attribute cannot contain an empty string value.';
  assert.is(
    await start({ customer: { S: '' }, number: { N: '1' } }),
    `One or more parameter values are not valid. ${empty} Key: customer`,
  );
  assert.is(
    await start({ customer: { S: '' }, number: { N: '1' }, date: { S: '2026' } }, 'byDate'),
    `One or more parameter values are not valid. ${empty} Key: customer`,
  );
  assert.is(
    await start({ customer: { S: 'ann' }, number: { N: '1' }, date: { S: '' } }, 'byDate'),
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} IndexName: byDate, IndexKey: date`,
  );
});

test('reports invalid values as usual, but with a prefix for no type or several types', async () => {
  const db = await openOrders();
  const start = (number: AttributeValue) =>
    errorOf(
      db.execute('Query', {
        ...ofAnn,
        TableName: 'missing',
        ExclusiveStartKey: { customer: { S: 'ann' }, number },
      }),
    ).then(({ message }) => message);
  const values = 'One or more parameter values were invalid: ';
  assert.is(
    await start(untyped({})),
    `${invalid}: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`,
  );
  assert.is(
    await start(untyped({ S: 'a', N: '1' })),
    `${invalid}: Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes`,
  );
  assert.is(await start(untyped({ NULL: false })), `${values}Null attribute value types must have the value of true`);
  assert.is(await start({ SS: [] }), `${values}An string set  may not be empty`);
  assert.is(await start({ N: 'one' }), 'The parameter cannot be converted to a numeric value: one');
  assert.is(await start({ M: { '': { S: 'a' } } }), 'Empty attribute name');
  const nested = Array.from({ length: 32 }).reduce<AttributeValue>((inner) => ({ L: [inner] }), { S: 'a' });
  assert.is(
    await start(nested),
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  );
});

test('must match the key conditions', async () => {
  const db = await openOrders();
  const start = (customer: string, N: string, condition?: string) =>
    validationMessageOf(
      db.execute('Query', {
        ...ofAnn,
        ...(condition === undefined
          ? {}
          : {
              KeyConditionExpression: `customer = :customer AND ${condition}`,
              ExpressionAttributeNames: byNumber,
              ExpressionAttributeValues: { ...ann, ':five': { N: '5' } },
            }),
        ExclusiveStartKey: { customer: { S: customer }, number: { N } },
      }),
    );
  assert.is(await start('bob', '1'), otherPartition);
  assert.is(await start('bob', '1', '#number < :five'), oneRow);
  assert.is(await start('bob', '9', '#number < :five'), outOfRange);
  assert.is(await start('ann', '5', '#number < :five'), outOfRange);
  assert.is(await start('ann', '5', '#number > :five'), outOfRange);
  assert.is(await start('ann', '4', '#number BETWEEN :five AND :five'), outOfRange);
  assert.is(await start('ann', '4', '#number = :five'), outOfRange);
  assert.is(await start('ann', '5', '#number = :five'), oneRow);
});

test('is rejected by a query of a table without a sort key', async () => {
  const db = await openNotes();
  const start = (id: string) =>
    validationMessageOf(
      db.execute('Query', {
        TableName: 'notes',
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: 'a' } },
        ExclusiveStartKey: { id: { S: id } },
      }),
    );
  assert.is(await start('a'), 'The provided exclusive start key is invalid');
  assert.is(await start('b'), 'The provided exclusive start key is invalid');
});

test('is accepted by a query for one key of an index, which many items can have', async () => {
  const db = await openOrders();
  const date = { S: '2026' };
  for (const N of ['1', '2', '3']) {
    await db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'ann' }, number: { N }, date } });
  }
  const { Items } = await db.execute('Query', {
    ...ofAnn,
    IndexName: 'byDate',
    KeyConditionExpression: 'customer = :customer AND #date = :date',
    ExpressionAttributeNames: { '#date': 'date' },
    ExpressionAttributeValues: { ...ann, ':date': date },
    ExclusiveStartKey: { customer: { S: 'ann' }, number: { N: '1' }, date },
  });
  assert.equal(
    Items?.map(({ number }) => number?.N),
    ['2', '3'],
  );
});

test('is rejected if it is in another partition of an index', async () => {
  const db = await openOrders();
  const error = db.execute('Query', {
    TableName: 'orders',
    IndexName: 'byCity',
    KeyConditionExpression: 'city = :city',
    ExpressionAttributeValues: { ':city': { S: 'oslo' } },
    ExclusiveStartKey: { customer: { S: 'ann' }, number: { N: '1' }, city: { S: 'rome' } },
  });
  assert.is(await validationMessageOf(error), otherPartition);
});

test.run();
