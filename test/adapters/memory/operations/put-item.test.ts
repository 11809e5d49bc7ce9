import * as assert from 'uvu/assert';
import type { AttributeValue, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, noteIn, openNotes, openOrders, orderIn, validationMessageOf } from './orders.ts';

const test = suite('PutItem');

test('stores all types in the form that the service returns', async () => {
  const db = await openNotes();
  await db.execute('PutItem', {
    TableName: 'notes',
    Item: {
      id: { S: 'a' },
      text: { S: '' },
      number: { N: '0042.1200' },
      bytes: { B: Uint8Array.of(1, 255) },
      yes: { BOOL: true },
      nothing: { NULL: true },
      strings: { SS: ['b', 'a'] },
      numbers: { NS: ['10', '9', '-1e0'] },
      binaries: { BS: [Uint8Array.of(2), Uint8Array.of(1)] },
      list: { L: [{ N: '1' }, { L: [] }] },
      map: { M: { a: { S: 'x' } } },
    },
  });
  assert.equal(await noteIn(db, 'a'), {
    id: { S: 'a' },
    text: { S: '' },
    number: { N: '42.12' },
    bytes: { B: Uint8Array.of(1, 255) },
    yes: { BOOL: true },
    nothing: { NULL: true },
    strings: { SS: ['a', 'b'] },
    numbers: { NS: ['-1', '9', '10'] },
    binaries: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
    list: { L: [{ N: '1' }, { L: [] }] },
    map: { M: { a: { S: 'x' } } },
  });
});

test('replaces the whole item with the same key, and compares numbers by value', async () => {
  const db = await openOrders();
  const first = { customer: { S: 'Smith' }, number: { N: '1000' }, note: { S: 'old' } };
  await db.execute('PutItem', { TableName: 'orders', Item: first });
  await db.execute('PutItem', {
    TableName: 'orders',
    Item: { customer: { S: 'Smith' }, number: { N: '1e3' }, total: { N: '5' } },
  });
  assert.equal(await orderIn(db, 'Smith', '1000'), {
    customer: { S: 'Smith' },
    number: { N: '1000' },
    total: { N: '5' },
  });
});

test('stores attributes named like object properties', async () => {
  const db = await openNotes();
  const names: Item = JSON.parse('{"id":{"S":"a"},"constructor":{"N":"1"},"__proto__":{"N":"2"}}');
  await db.execute('PutItem', { TableName: 'notes', Item: names });
  const stored = await noteIn(db, 'a');
  assert.equal(Object.keys(stored ?? {}).sort(), ['__proto__', 'constructor', 'id']);
  assert.is(JSON.stringify(Object.getOwnPropertyDescriptor(stored, '__proto__')?.value), '{"N":"2"}');
});

test('returns the replaced item for ALL_OLD, if there was one', async () => {
  const db = await openNotes();
  const put = (text: string) =>
    db.execute('PutItem', {
      TableName: 'notes',
      Item: { id: { S: 'a' }, text: { S: text } },
      ReturnValues: 'ALL_OLD',
    });
  assert.not('Attributes' in (await put('one')));
  assert.equal((await put('two')).Attributes, { id: { S: 'a' }, text: { S: 'one' } });
});

test('returns no item unless asked', async () => {
  const db = await openNotes();
  const put = () => db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } }, ReturnValues: 'NONE' });
  await put();
  assert.equal(Object.keys(await put()), ['requestId']);
});

test('shares no objects with its input or output', async () => {
  const db = await openNotes();
  const bytes = Uint8Array.of(1);
  const list: AttributeValue[] = [{ N: '1' }];
  const put = () =>
    db.execute('PutItem', {
      TableName: 'notes',
      Item: { id: { S: 'a' }, bytes: { B: bytes }, list: { L: list } },
      ReturnValues: 'ALL_OLD',
    });
  await put();
  bytes[0] = 9;
  list.push({ N: '2' });
  const before = db.snapshot();
  const { Attributes } = await put();
  Attributes?.bytes?.B?.fill(7);
  Attributes?.list?.L?.push({ N: '3' });
  db.restore(before);
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, bytes: { B: Uint8Array.of(1) }, list: { L: [{ N: '1' }] } });
});

test('reports a key attribute that is missing, of another type or empty', async () => {
  const db = await openOrders();
  const put = (Item: Item) => validationMessageOf(db.execute('PutItem', { TableName: 'orders', Item }));
  assert.is(
    await put({ customer: { S: 'Smith' } }),
    'One or more parameter values were invalid: Missing the key number in the item',
  );
  assert.is(
    await put({ customer: { N: '1' }, number: { N: '1' } }),
    'One or more parameter values were invalid: Type mismatch for key customer expected: S actual: N',
  );
  assert.is(
    await put({ customer: { S: 'Smith' }, number: { SS: ['1'] } }),
    'One or more parameter values were invalid: Type mismatch for key number expected: N actual: SS',
  );
  assert.is(
    await put({ customer: { S: '' }, number: { N: '1' } }),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer',
  );
});

test('accepts a partition key of at most 2048 bytes', async () => {
  const db = await openNotes();
  const put = (id: string) => db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id } } });
  await put('é'.repeat(1024));
  assert.is(
    await validationMessageOf(put(`${'é'.repeat(1024)}x`)),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
});

test('rejects an item whose index key is of another type, empty or too large', async () => {
  const db = await openOrders();
  const put = (more: Item) =>
    validationMessageOf(
      db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'Smith' }, number: { N: '1' }, ...more } }),
    );
  assert.is(
    await put({ shop: { S: 'x' } }),
    'One or more parameter values were invalid: Type mismatch for Index Key shop Expected: B Actual: S IndexName: byShop',
  );
  assert.is(
    await put({ shop: { B: new Uint8Array() } }),
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: byShop, IndexKey: shop',
  );
  assert.is(
    await put({ shop: { B: new Uint8Array(2049) } }),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
  assert.is(
    await put({ date: { S: 'x'.repeat(1025) } }),
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
  assert.is(await orderIn(db, 'Smith', '1'), undefined);
});

test('reports the alphabetically first index with an invalid key', async () => {
  const db = await openOrders();
  const Item = { customer: { S: 'Smith' }, number: { N: '1' }, city: { N: '1' }, shop: { N: '1' } };
  assert.is(
    await validationMessageOf(db.execute('PutItem', { TableName: 'orders', Item })),
    'One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: N IndexName: byCity',
  );
});

test('accepts an item of at most 409,600 bytes', async () => {
  const db = await openNotes();
  const put = (bytes: number) =>
    db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, b: { S: 'x'.repeat(bytes - 4) } } });
  await put(409_600);
  assert.is(await validationMessageOf(put(409_601)), 'Item size has exceeded the maximum allowed size');
  assert.is((await noteIn(db, 'a'))?.b?.S?.length, 409_596);
});

test('adds entries in local indexes to the size of an item, but not those in global indexes', async () => {
  const db = await openOrders();
  const put = (more: Item) =>
    db.execute('PutItem', {
      TableName: 'orders',
      Item: { customer: { S: 'a' }, number: { N: '1' }, note: { S: 'x'.repeat(300_000) }, ...more },
    });
  await put({ city: { S: 'Bern' } });
  assert.is(await validationMessageOf(put({ date: { S: '2026' } })), 'Item size has exceeded the maximum allowed size');
});

test('writes only if the condition is true for the stored item', async () => {
  const db = await openNotes();
  const put = (text: string) =>
    db.execute('PutItem', {
      TableName: 'notes',
      Item: { id: { S: 'a' }, text: { S: text } },
      ConditionExpression: 'attribute_not_exists(id)',
    });
  await put('one');
  const error = await errorOf(put('two'));
  assert.is(error.name, 'ConditionalCheckFailedException');
  assert.is(error.message, 'The conditional request failed');
  assert.is(error.item, undefined);
  assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, text: { S: 'one' } });
});

test('returns the stored item of a failed condition when asked', async () => {
  const db = await openNotes();
  const put = (id: string) =>
    errorOf(
      db.execute('PutItem', {
        TableName: 'notes',
        Item: { id: { S: id } },
        ConditionExpression: 'locked = :no',
        ExpressionAttributeValues: { ':no': { BOOL: false } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' }, locked: { BOOL: true } } });
  assert.equal((await put('a')).item, { id: { S: 'a' }, locked: { BOOL: true } });
  assert.is((await put('b')).item, undefined);
});

test('rejects a condition with a path into a key', async () => {
  const db = await openOrders();
  const put = (ConditionExpression: string) =>
    validationMessageOf(
      db.execute('PutItem', {
        TableName: 'orders',
        Item: { customer: { S: 'a' }, number: { N: '1' } },
        ConditionExpression,
        ExpressionAttributeNames: { '#number': 'number' },
      }),
    );
  const scalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
  assert.is(await put('attribute_exists(city.a) or #number = customer'), `${scalars}IndexKey: city`);
  assert.is(await put('not size(#number[0]) > customer'), `${scalars}Key: number`);
});

test('checks names, then expressions, then values, then the table, then the key, then the size, then the condition', async () => {
  const db = await openOrders();
  const put = (TableName: string, Item: Item, ConditionExpression = 'attribute_exists(nothing)') =>
    errorOf(db.execute('PutItem', { TableName, Item, ConditionExpression })).then(({ message }) => message);
  const nameless = { M: { '': { S: 'x' } } };
  const duplicates = { SS: ['a', 'a'] };
  const huge = { S: 'x'.repeat(409_600) };
  const key = { customer: { S: 'a' }, number: { N: '1' } };
  assert.is(await put('missing', { duplicates, nameless }, 'a ='), '1 validation error detected: Empty attribute name');
  assert.match(
    await put('missing', { duplicates }, 'a ='),
    /^1 validation error detected: Invalid ConditionExpression: /,
  );
  assert.is(
    await put('missing', { duplicates }),
    '1 validation error detected: One or more parameter values were invalid: Input collection ["a", "a"] contains duplicates.',
  );
  assert.is(await put('missing', { ...key, huge }), 'Requested resource not found');
  assert.is(
    await put('orders', { customer: { S: 'a' }, huge }),
    'One or more parameter values were invalid: Missing the key number in the item',
  );
  assert.is(await put('orders', { ...key, huge }), 'Item size has exceeded the maximum allowed size');
  assert.is(await put('orders', key), 'The conditional request failed');
});

test('reports a table that does not exist', async () => {
  const db = await openNotes();
  const error = await errorOf(db.execute('PutItem', { TableName: 'gone', Item: { id: { S: 'a' } } }));
  assert.is(error.name, 'ResourceNotFoundException');
  assert.is(error.message, 'Requested resource not found');
});

test('reports the item collection only for a table with a local index, and only when asked', async () => {
  const orders = await openOrders();
  const notes = await openNotes();
  const order = { customer: { S: 'Smith' }, number: { N: '1' } };
  const asked = await orders.execute('PutItem', {
    TableName: 'orders',
    Item: order,
    ReturnItemCollectionMetrics: 'SIZE',
  });
  assert.equal(asked.ItemCollectionMetrics, {
    ItemCollectionKey: { customer: { S: 'Smith' } },
    SizeEstimateRangeGB: [0, 1],
  });
  assert.not('ItemCollectionMetrics' in (await orders.execute('PutItem', { TableName: 'orders', Item: order })));
  const note = { TableName: 'notes', Item: { id: { S: 'a' } } };
  const other = await notes.execute('PutItem', { ...note, ReturnItemCollectionMetrics: 'SIZE' });
  assert.not('ItemCollectionMetrics' in other);
});

test.run();
