import * as assert from 'uvu/assert';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, noteIn, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('DeleteItem');

const note = { TableName: 'notes', Key: { id: { S: 'a' } } };

test('deletes only the item of the key', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'b' } } });
  await db.execute('DeleteItem', note);
  assert.is(await noteIn(db, 'a'), undefined);
  assert.equal(await noteIn(db, 'b'), { id: { S: 'b' } });
});

test('does nothing if the item does not exist', async () => {
  const db = await openNotes();
  assert.equal(Object.keys(await db.execute('DeleteItem', { ...note, ReturnValues: 'ALL_OLD' })), ['requestId']);
});

test('returns the deleted item for ALL_OLD', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, text: { S: 'one' } } });
  const { Attributes } = await db.execute('DeleteItem', { ...note, ReturnValues: 'ALL_OLD' });
  assert.equal(Attributes, { id: { S: 'a' }, text: { S: 'one' } });
});

test('deletes only if the condition is true', async () => {
  const db = await openNotes();
  const Item = { id: { S: 'a' }, version: { N: '2' } };
  await db.execute('PutItem', { TableName: 'notes', Item });
  const remove = (version: string) =>
    db.execute('DeleteItem', {
      ...note,
      ConditionExpression: 'version = :v',
      ExpressionAttributeValues: { ':v': { N: version } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  const error = await errorOf(remove('1'));
  assert.is(error.name, 'ConditionalCheckFailedException');
  assert.equal(error.item, Item);
  assert.equal(await noteIn(db, 'a'), Item);
  await remove('2.0');
  assert.is(await noteIn(db, 'a'), undefined);
});

test('removes the item from indexes', async () => {
  const db = await openOrders();
  const Key = { customer: { S: 'Smith' }, number: { N: '1' } };
  await db.execute('PutItem', { TableName: 'orders', Item: { ...Key, city: { S: 'Bern' } } });
  await db.execute('DeleteItem', { TableName: 'orders', Key });
  const { Count } = await db.execute('Scan', { TableName: 'orders', IndexName: 'byCity' });
  assert.is(Count, 0);
});

test('rejects a key that does not have exactly the key attributes of the table', async () => {
  const db = await openNotes();
  const remove = (Key: Item) => validationMessageOf(db.execute('DeleteItem', { TableName: 'notes', Key }));
  assert.is(await remove({}), 'The provided key element does not match the schema');
  assert.is(await remove({ id: { N: '1' } }), 'The provided key element does not match the schema');
  assert.is(
    await remove({ id: { S: 'x'.repeat(2049) } }),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
});

test('reports violations in values and expressions in the envelope of writes', async () => {
  const db = await openNotes();
  assert.is(
    await validationMessageOf(db.execute('DeleteItem', { TableName: 'notes', Key: { id: { NS: [] } } })),
    '1 validation error detected: One or more parameter values were invalid: An number set  may not be empty',
  );
  assert.is(
    await validationMessageOf(db.execute('DeleteItem', { ...note, ConditionExpression: '' })),
    '1 validation error detected: Invalid ConditionExpression: The expression can not be empty;',
  );
});

test('charges for the deleted item, or one unit if there was none', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, b: { B: new Uint8Array(3000) } } });
  const remove = async () =>
    (await db.execute('DeleteItem', { ...note, ReturnConsumedCapacity: 'TOTAL' })).ConsumedCapacity;
  assert.equal(await remove(), { TableName: 'notes', CapacityUnits: 3 });
  assert.equal(await remove(), { TableName: 'notes', CapacityUnits: 1 });
});

test('reports the item collection of a table with a local index', async () => {
  const db = await openOrders();
  const { ItemCollectionMetrics } = await db.execute('DeleteItem', {
    TableName: 'orders',
    Key: { customer: { S: 'Smith' }, number: { N: '1' } },
    ReturnItemCollectionMetrics: 'SIZE',
  });
  assert.equal(ItemCollectionMetrics, {
    ItemCollectionKey: { customer: { S: 'Smith' } },
    SizeEstimateRangeGB: [0, 1],
  });
});

test.run();
