import * as assert from 'uvu/assert';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('GetItem');

const note = { TableName: 'notes', Key: { id: { S: 'a' } } };

test('returns no item if it does not exist', async () => {
  const db = await openNotes();
  assert.equal(Object.keys(await db.execute('GetItem', note)), ['requestId']);
});

test('finds a table by its ARN', async () => {
  const db = await openNotes({ region: 'eu-west-1', accountId: '123456789012' });
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
  const { Item, ConsumedCapacity } = await db.execute('GetItem', {
    ...note,
    TableName: 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes',
    ReturnConsumedCapacity: 'TOTAL',
  });
  assert.equal(Item, { id: { S: 'a' } });
  assert.is(ConsumedCapacity?.TableName, 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes');
});

test('returns the projected attributes', async () => {
  const db = await openNotes();
  await db.execute('PutItem', {
    TableName: 'notes',
    Item: { id: { S: 'a' }, m: { M: { x: { N: '1' }, y: { N: '2' } } }, l: { L: [{ N: '1' }, { N: '2' }] } },
  });
  const get = (ProjectionExpression: string) => db.execute('GetItem', { ...note, ProjectionExpression });
  assert.equal((await get('m.x, l[1]')).Item, { m: { M: { x: { N: '1' } } }, l: { L: [{ N: '2' }] } });
  assert.equal((await get('nothing')).Item, {});
});

test('returns copies', async () => {
  const db = await openNotes();
  await db.execute('PutItem', {
    TableName: 'notes',
    Item: { id: { S: 'a' }, m: { M: { b: { B: Uint8Array.of(1) } } } },
  });
  const get = async (ProjectionExpression?: string) =>
    (await db.execute('GetItem', { ...note, ProjectionExpression })).Item?.m?.M;
  const whole = await get();
  const part = await get('m');
  whole?.b?.B?.fill(9);
  part?.b?.B?.fill(9);
  if (part !== undefined) part.c = { N: '1' };
  assert.equal(await get(), { b: { B: Uint8Array.of(1) } });
});

test('charges for the whole item, and half for an eventually consistent read', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, b: { B: new Uint8Array(4096) } } });
  const get = async (id: string, ConsistentRead?: boolean) => {
    const { ConsumedCapacity } = await db.execute('GetItem', {
      TableName: 'notes',
      Key: { id: { S: id } },
      ConsistentRead,
      ProjectionExpression: 'id',
      ReturnConsumedCapacity: 'INDEXES',
    });
    return ConsumedCapacity;
  };
  assert.equal(await get('a'), { TableName: 'notes', CapacityUnits: 1, Table: { CapacityUnits: 1 } });
  assert.equal(await get('a', true), { TableName: 'notes', CapacityUnits: 2, Table: { CapacityUnits: 2 } });
  assert.equal(await get('none'), { TableName: 'notes', CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } });
  assert.equal(await get('none', true), { TableName: 'notes', CapacityUnits: 1, Table: { CapacityUnits: 1 } });
});

test('rejects a key that does not have exactly the key attributes of the table', async () => {
  const db = await openOrders();
  const get = (Key: Item) => validationMessageOf(db.execute('GetItem', { TableName: 'orders', Key }));
  const mismatch = 'The provided key element does not match the schema';
  assert.is(await get({ customer: { S: 'a' } }), mismatch);
  assert.is(await get({ customer: { S: 'a' }, number: { S: '1' } }), mismatch);
  assert.is(await get({ customer: { S: 'a' }, number: { N: '1' }, city: { S: 'x' } }), mismatch);
  assert.is(await get({ customer: { S: 'a' }, city: { S: 'x' } }), mismatch);
  assert.is(
    await get({ customer: { S: '' }, number: { N: '1' } }),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer',
  );
});

test('rejects a projection with a path into a key', async () => {
  const db = await openOrders();
  const get = (ProjectionExpression: string) =>
    validationMessageOf(
      db.execute('GetItem', {
        TableName: 'orders',
        Key: { customer: { S: 'a' }, number: { N: '1' } },
        ProjectionExpression,
      }),
    );
  const scalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
  assert.is(await get('customer.a'), `${scalars}Key: customer`);
  assert.is(await get('city[0]'), `${scalars}IndexKey: city`);
});

test('reports invalid values without an envelope, and before the table', async () => {
  const db = await openNotes();
  const get = (Key: Item, ProjectionExpression?: string) =>
    errorOf(db.execute('GetItem', { TableName: 'missing', Key, ProjectionExpression })).then(({ message }) => message);
  assert.is(await get({ id: { M: { '': { S: 'a' } } } }, 'a,'), 'Empty attribute name');
  assert.match(await get({ id: { N: 'x' } }, 'a,'), /^Invalid ProjectionExpression: Syntax error; /);
  assert.is(await get({ id: { N: 'x' } }), 'The parameter cannot be converted to a numeric value: x');
  assert.is(
    await get({ id: {} as Item[string] }), // an untyped caller can send this
    'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  );
  assert.is(await get({ id: { S: '' } }), 'Requested resource not found');
});

test.run();
