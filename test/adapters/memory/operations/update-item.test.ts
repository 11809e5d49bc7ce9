import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, noteIn, openNotes, openOrders, orderIn, validationMessageOf } from './orders.ts';

const test = suite('UpdateItem');

const note = { TableName: 'notes', Key: { id: { S: 'a' } } };
const order = { TableName: 'orders', Key: { customer: { S: 'Smith' }, number: { N: '1' } } };

test('changes only what the expression names', async () => {
  const db = await openNotes();
  const Item = {
    id: { S: 'a' },
    text: { S: 'one' },
    count: { N: '1' },
    tags: { SS: ['x', 'y'] },
    gone: { BOOL: true },
  };
  await db.execute('PutItem', { TableName: 'notes', Item });
  await db.execute('UpdateItem', {
    ...note,
    UpdateExpression: 'SET #text = :text REMOVE gone ADD #count :one DELETE tags :x',
    ExpressionAttributeNames: { '#text': 'text', '#count': 'count' },
    ExpressionAttributeValues: { ':text': { S: 'two' }, ':one': { N: '1' }, ':x': { SS: ['x'] } },
  });
  assert.equal(await noteIn(db, 'a'), {
    id: { S: 'a' },
    text: { S: 'two' },
    count: { N: '2' },
    tags: { SS: ['y'] },
  });
});

test('creates an item that does not exist; without an expression, from its key alone', async () => {
  const db = await openNotes();
  await db.execute('UpdateItem', note);
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' } });
  await db.execute('UpdateItem', {
    TableName: 'notes',
    Key: { id: { S: 'b' } },
    UpdateExpression: 'SET n = :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
  });
  assert.equal(await noteIn(db, 'b'), { id: { S: 'b' }, n: { N: '1' } });
});

test('creates no item for an expression that only removes', async () => {
  const db = await openNotes();
  const { Attributes } = await db.execute('UpdateItem', {
    ...note,
    UpdateExpression: 'REMOVE a.b DELETE tags :x',
    ExpressionAttributeValues: { ':x': { SS: ['x'] } },
    ReturnValues: 'ALL_NEW',
  });
  assert.is(Attributes, undefined);
  assert.is(await noteIn(db, 'a'), undefined);
});

test('ignores removals if the item does not exist', async () => {
  const db = await openNotes();
  await db.execute('UpdateItem', {
    ...note,
    UpdateExpression: 'SET n = :n REMOVE a.b, l[0] DELETE m.tags :x',
    ExpressionAttributeValues: { ':n': { N: '1' }, ':x': { SS: ['x'] } },
  });
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, n: { N: '1' } });
});

test('reads the key as an operand if the item does not exist', async () => {
  const db = await openNotes();
  const { Attributes } = await db.execute('UpdateItem', {
    ...note,
    UpdateExpression: 'SET origin = id',
    ReturnValues: 'UPDATED_NEW',
  });
  assert.equal(Attributes, { origin: { S: 'a' } });
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, origin: { S: 'a' } });
});

test('returns the attributes that ReturnValues asks for', async () => {
  const db = await openNotes();
  const update = async (ReturnValues: Input<'UpdateItem'>['ReturnValues']) => {
    await db.execute('PutItem', {
      TableName: 'notes',
      Item: { id: { S: 'a' }, m: { M: { x: { N: '1' }, y: { N: '2' } } }, z: { N: '3' } },
    });
    const output = await db.execute('UpdateItem', {
      ...note,
      UpdateExpression: 'SET m.x = :v REMOVE z',
      ExpressionAttributeValues: { ':v': { N: '10' } },
      ReturnValues,
    });
    return 'Attributes' in output ? output.Attributes : 'none';
  };
  assert.is(await update(undefined), 'none');
  assert.is(await update('NONE'), 'none');
  assert.equal(await update('ALL_OLD'), { id: { S: 'a' }, m: { M: { x: { N: '1' }, y: { N: '2' } } }, z: { N: '3' } });
  assert.equal(await update('ALL_NEW'), { id: { S: 'a' }, m: { M: { x: { N: '10' }, y: { N: '2' } } } });
  assert.equal(await update('UPDATED_OLD'), { m: { M: { x: { N: '1' } } }, z: { N: '3' } });
  assert.equal(await update('UPDATED_NEW'), { m: { M: { x: { N: '10' } } } });
});

test('returns no old attributes of a new item, and no new attributes if all were removed', async () => {
  const db = await openNotes();
  const update = (UpdateExpression: string | undefined, ReturnValues: Input<'UpdateItem'>['ReturnValues']) =>
    db.execute('UpdateItem', { ...note, UpdateExpression, ReturnValues });
  assert.not('Attributes' in (await update(undefined, 'ALL_OLD')));
  assert.not('Attributes' in (await update(undefined, 'UPDATED_NEW')));
  assert.not('Attributes' in (await update('REMOVE z', 'UPDATED_NEW')));
});

test('shares no objects with its input or output', async () => {
  const db = await openNotes();
  const bytes = Uint8Array.of(1);
  const { Attributes } = await db.execute('UpdateItem', {
    ...note,
    UpdateExpression: 'SET b = :b, l = :l',
    ExpressionAttributeValues: { ':b': { B: bytes }, ':l': { L: [{ N: '1' }] } },
    ReturnValues: 'UPDATED_NEW',
  });
  bytes[0] = 9;
  Attributes?.b?.B?.fill(7);
  Attributes?.l?.L?.push({ N: '2' });
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, b: { B: Uint8Array.of(1) }, l: { L: [{ N: '1' }] } });
});

test('rejects a key that does not have exactly the key attributes of the table', async () => {
  const db = await openOrders();
  const update = (Key: Item) => validationMessageOf(db.execute('UpdateItem', { TableName: 'orders', Key }));
  const mismatch = 'The provided key element does not match the schema';
  assert.is(await update({ customer: { S: 'a' } }), mismatch);
  assert.is(await update({ customer: { S: 'a' }, number: { S: '1' } }), mismatch);
  assert.is(await update({ customer: { S: 'a' }, number: { N: '1' }, note: { S: 'x' } }), mismatch);
  assert.is(
    await update({ customer: { S: '' }, number: { N: '1' } }),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer',
  );
});

test('rejects an update of a key attribute, whatever the condition', async () => {
  const db = await openOrders();
  const update = (UpdateExpression: string) =>
    validationMessageOf(
      db.execute('UpdateItem', {
        ...order,
        UpdateExpression,
        ConditionExpression: 'attribute_exists(nothing)',
        ExpressionAttributeNames: { '#n': 'number' },
      }),
    );
  assert.is(
    await update('SET customer = customer, #n = #n'),
    'One or more parameter values were invalid: Cannot update attribute customer. This attribute is part of the key',
  );
  assert.is(
    await update('REMOVE #n'),
    'One or more parameter values were invalid: Cannot update attribute number. This attribute is part of the key',
  );
});

test('rejects paths into keys of the table and of indexes', async () => {
  const db = await openOrders();
  const scalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
  const update = (UpdateExpression: string, ConditionExpression?: string) =>
    validationMessageOf(db.execute('UpdateItem', { ...order, UpdateExpression, ConditionExpression }));
  assert.is(await update('REMOVE city.a'), `${scalars}IndexKey: city`);
  assert.is(await update('SET paid = if_not_exists(paid, customer[0])'), `${scalars}Key: customer`);
  assert.is(await update('REMOVE customer', 'attribute_exists(city[1])'), `${scalars}IndexKey: city`);
});

test('updates on conditions, and returns the item of a failed one when asked', async () => {
  const db = await openNotes();
  const update = () =>
    db.execute('UpdateItem', {
      ...note,
      UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
      ConditionExpression: 'attribute_not_exists(n) OR n < :two',
      ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' }, ':two': { N: '2' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  await update();
  await update();
  const error = await errorOf(update());
  assert.is(error.name, 'ConditionalCheckFailedException');
  assert.equal(error.item, { id: { S: 'a' }, n: { N: '2' } });
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, n: { N: '2' } });
});

test('evaluates a condition against an empty item if none is stored, without its key', async () => {
  const db = await openNotes();
  const error = await errorOf(db.execute('UpdateItem', { ...note, ConditionExpression: 'attribute_exists(id)' }));
  assert.is(error.name, 'ConditionalCheckFailedException');
  assert.is(await noteIn(db, 'a'), undefined);
});

test('rejects an update that makes an index key invalid', async () => {
  const db = await openOrders();
  const update = (UpdateExpression: string, v: Item['v'] & {}) =>
    validationMessageOf(
      db.execute('UpdateItem', { ...order, UpdateExpression, ExpressionAttributeValues: { ':v': v } }),
    );
  assert.is(
    await update('SET city = :v', { N: '1' }),
    'One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: N IndexName: byCity',
  );
  assert.is(
    await update('SET city = :v', { S: '' }),
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
  );
  assert.is(
    await update('SET shop = :v', { B: new Uint8Array(2049) }),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
  assert.is(await orderIn(db, 'Smith', '1'), undefined);
});

test('keeps indexes consistent with items', async () => {
  const db = await openOrders();
  const inCity = async (city: string) => {
    const { Items } = await db.execute('Query', {
      TableName: 'orders',
      IndexName: 'byCity',
      KeyConditionExpression: 'city = :c',
      ExpressionAttributeValues: { ':c': { S: city } },
    });
    return Items?.length;
  };
  const move = (city: string) =>
    db.execute('UpdateItem', {
      ...order,
      UpdateExpression: 'SET city = :c',
      ExpressionAttributeValues: { ':c': { S: city } },
    });
  await move('Bern');
  await move('Basel');
  assert.equal([await inCity('Bern'), await inCity('Basel')], [0, 1]);
  await db.execute('UpdateItem', { ...order, UpdateExpression: 'REMOVE city' });
  assert.equal([await inCity('Bern'), await inCity('Basel')], [0, 0]);
});

test('rejects an item that grows beyond 409,600 bytes, after the condition', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, b: { S: 'x'.repeat(409_590) } } });
  const update = (ConditionExpression: string) =>
    errorOf(
      db.execute('UpdateItem', {
        ...note,
        UpdateExpression: 'SET c = :c',
        ConditionExpression,
        ExpressionAttributeValues: { ':c': { S: '0123456789' } },
      }),
    );
  assert.is(
    (await update('attribute_exists(id)')).message,
    'Item size to update has exceeded the maximum allowed size',
  );
  assert.is((await update('attribute_exists(nothing)')).message, 'The conditional request failed');
});

test('limits the size of the update itself, before the condition', async () => {
  const db = await openNotes();
  // 3 for the statement, 19 for SET, 1 for the name, 4 and 1 for the step below it, and the value.
  const update = (bytes: number) =>
    errorOf(
      db.execute('UpdateItem', {
        ...note,
        UpdateExpression: 'SET a.b = :v',
        ConditionExpression: 'attribute_exists(nothing)',
        ExpressionAttributeValues: { ':v': { S: 'x'.repeat(bytes) } },
      }),
    );
  assert.is((await update(409_600 - 28)).message, 'The conditional request failed');
  assert.is((await update(409_600 - 27)).message, 'Item size to update has exceeded the maximum allowed size');
});

test('checks names, then expressions, then values, then the table, then the key', async () => {
  const db = await openNotes();
  const update = (TableName: string, Key: Item, UpdateExpression: string) =>
    errorOf(db.execute('UpdateItem', { TableName, Key, UpdateExpression })).then(({ message }) => message);
  const duplicates = { SS: ['a', 'a'] };
  assert.is(
    await update('missing', { duplicates, nameless: { M: { '': { S: '' } } } }, 'SET'),
    '1 validation error detected: Empty attribute name',
  );
  assert.match(
    await update('missing', { duplicates }, 'SET'),
    /^1 validation error detected: Invalid UpdateExpression: /,
  );
  assert.match(await update('missing', { duplicates }, 'REMOVE a'), /contains duplicates\.$/);
  assert.is(await update('missing', {}, 'REMOVE a'), 'Requested resource not found');
  assert.is(await update('notes', {}, 'REMOVE id'), 'The provided key element does not match the schema');
});

test('rejects an update that nests an item too deeply', async () => {
  const db = await openNotes();
  const deep = (levels: number): Item[string] => (levels === 0 ? { N: '1' } : { L: [deep(levels - 1)] });
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, l: deep(31), m: { M: {} } } });
  assert.is(
    await validationMessageOf(db.execute('UpdateItem', { ...note, UpdateExpression: 'SET m.l = l' })),
    'Nesting Levels have exceeded supported limits',
  );
  assert.equal((await noteIn(db, 'a'))?.m, { M: {} });
});

test.run();
