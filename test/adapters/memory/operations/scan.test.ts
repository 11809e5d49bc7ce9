import * as assert from 'uvu/assert';
import { partitionHash, segmentHashes } from '../../../../src/adapters/memory/storage/partition-hash.ts';
import type { AttributeValue, Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('Scan');

const invalid = 'The provided starting key is invalid';

test('reads partitions in the order of their hashes, whatever the order of writing', async () => {
  const ids = Array.from({ length: 30 }, (_, index) => `note ${index}`);
  const byHash = ids.toSorted((left, right) => partitionHash({ S: left }) - partitionHash({ S: right }));
  for (const order of [ids, ids.toReversed()]) {
    const db = await openNotes();
    for (const id of order) await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id } } });
    const { Items } = await db.execute('Scan', { TableName: 'notes' });
    assert.equal(
      Items?.map(({ id }) => id?.S),
      byHash,
    );
  }
});

test('reads the entries of an index in the order of its partitions', async () => {
  const db = await openOrders();
  const cities = ['oslo', 'rome', 'bern', 'oslo', 'rome'];
  for (const [index, city] of cities.entries()) {
    const Item = { customer: { S: `c${index}` }, number: { N: '1' }, city: { S: city } };
    await db.execute('PutItem', { TableName: 'orders', Item });
  }
  await db.execute('PutItem', { TableName: 'orders', Item: { customer: { S: 'c9' }, number: { N: '1' } } });
  const { Items, ScannedCount } = await db.execute('Scan', { TableName: 'orders', IndexName: 'byCity' });
  assert.equal(
    Items?.map(({ city }) => city?.S),
    cities.toSorted((left, right) => partitionHash({ S: left }) - partitionHash({ S: right })),
  );
  assert.is(ScannedCount, 5);
});

test('treats attributes that an index does not project as absent in filters', async () => {
  const db = await openOrders();
  const Item = { customer: { S: 'ann' }, number: { N: '1' }, date: { S: '2026' }, text: { S: 't' } };
  await db.execute('PutItem', { TableName: 'orders', Item });
  const { Count, ScannedCount } = await db.execute('Scan', {
    TableName: 'orders',
    IndexName: 'byDate',
    FilterExpression: 'attribute_exists(#text)',
    ExpressionAttributeNames: { '#text': 'text' },
  });
  assert.equal([Count, ScannedCount], [0, 1]);
});

test('reads whole items through a local index, also with consistent reads', async () => {
  const db = await openOrders();
  const Item = { customer: { S: 'ann' }, number: { N: '1' }, date: { S: '2026' }, text: { S: 't' } };
  await db.execute('PutItem', { TableName: 'orders', Item });
  const { Items } = await db.execute('Scan', {
    TableName: 'orders',
    IndexName: 'byDate',
    Select: 'ALL_ATTRIBUTES',
    ConsistentRead: true,
  });
  assert.equal(Items, [Item]);
});

test('each segment reads the partitions of its hash range', async () => {
  const db = await openNotes();
  const ids = Array.from({ length: 40 }, (_, index) => `${index}`);
  for (const id of ids) await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id } } });
  for (const TotalSegments of [1, 3, 7, 1_000_000]) {
    for (const Segment of [0, TotalSegments - 1]) {
      const { from, to } = segmentHashes(Segment, TotalSegments);
      const { Items } = await db.execute('Scan', { TableName: 'notes', Segment, TotalSegments });
      const expected = ids.filter((S) => partitionHash({ S }) >= from && partitionHash({ S }) < to);
      assert.equal(Items?.map(({ id }) => id?.S).sort(), expected.sort());
    }
  }
});

test('rejects a start key that belongs to another segment', async () => {
  const db = await openNotes();
  const hash = partitionHash({ S: 'a' });
  const own = [0, 1, 2, 3].find((segment) => hash < segmentHashes(segment, 4).to) ?? -1;
  const other = (own + 1) % 4;
  const start = { TableName: 'notes', TotalSegments: 4, ExclusiveStartKey: { id: { S: 'a' } } };
  await db.execute('Scan', { ...start, Segment: own });
  assert.is(
    await validationMessageOf(db.execute('Scan', { ...start, Segment: other })),
    `${invalid}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 4 Segment: ${other}`,
  );
});

test('rejects start keys without exactly the keys of table and index', async () => {
  const [notes, orders] = [await openNotes(), await openOrders()];
  const ofNotes = (ExclusiveStartKey: Item) =>
    validationMessageOf(notes.execute('Scan', { TableName: 'notes', ExclusiveStartKey }));
  assert.is(await ofNotes({}), invalid);
  assert.is(await ofNotes({ id: { N: '1' } }), invalid);
  assert.is(await ofNotes({ id: { S: 'a' }, text: { S: 'b' } }), invalid);
  const ofOrders = (ExclusiveStartKey: Item, IndexName?: string) =>
    validationMessageOf(orders.execute('Scan', { TableName: 'orders', IndexName, ExclusiveStartKey }));
  const [customer, number] = [{ S: 'ann' }, { N: '1' }];
  assert.is(await ofOrders({ customer }), invalid);
  assert.is(await ofOrders({ customer, number }, 'byCity'), invalid);
  const mismatch = 'One or more parameter values were invalid: Type mismatch for Index Key ';
  assert.is(
    await ofOrders({ customer, number: { S: '1' } }),
    `${mismatch}number Expected: N Actual: S IndexName: byDate`,
    'the first index of the table',
  );
  assert.is(
    await ofOrders({ customer, number, city: { N: '1' } }, 'byCity'),
    `${mismatch}city Expected: S Actual: N IndexName: byCity`,
  );
});

test('reports invalid values of a start key with a prefix, but not invalid names', async () => {
  const db = await openNotes();
  const start = (id: AttributeValue) =>
    errorOf(db.execute('Scan', { TableName: 'missing', ExclusiveStartKey: { id } })).then(({ message }) => message);
  assert.is(
    await start({ SS: [] }),
    `${invalid}: One or more parameter values were invalid: An string set  may not be empty`,
  );
  assert.is(await start({ N: 'x' }), `${invalid}: The parameter cannot be converted to a numeric value: x`);
  const nested = Array.from({ length: 32 }).reduce<AttributeValue>((inner) => ({ L: [inner] }), { S: 'a' });
  assert.match(await start(nested), `${invalid}: Nesting Levels have exceeded supported limits`);
  assert.is(await start({ M: { '': { S: 'a' } } }), 'Empty attribute name');
  assert.is(
    await validationMessageOf(db.execute('Scan', { TableName: 'notes', ExclusiveStartKey: { id: { S: '' } } })),
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
  );
});

test('rejects a projection of attributes that a global index does not project', async () => {
  const db = await openOrders();
  assert.is(
    await validationMessageOf(
      db.execute('Scan', { TableName: 'orders', IndexName: 'byShop', ProjectionExpression: 'note, shop' }),
    ),
    'One or more parameter values were invalid: Global secondary index byShop does not project [note]',
  );
});

test('reports a missing filter for values without one', async () => {
  const db = await openNotes();
  assert.is(
    await validationMessageOf(
      db.execute('Scan', { TableName: 'notes', ExpressionAttributeValues: { ':a': { S: 'a' } } }),
    ),
    'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
  );
});

test('reports the first of several violations in the order of the service', async () => {
  const db = await openOrders();
  /** Each request has one violation and all that follow in the list. */
  const mistakes: readonly (readonly [members: Partial<Input<'Scan'>>, message: RegExp])[] = [
    [{ Limit: 0 }, /Member must have value greater than or equal to 1$/],
    [{ ExclusiveStartKey: { '': { S: 'a' } } }, /^Empty attribute name$/],
    [{ ExclusiveStartKey: { city: { N: 'x' } } }, /^The provided starting key is invalid: The parameter cannot/],
    [{ FilterExpression: 'city =' }, /^Invalid FilterExpression: Syntax error/],
    [{ Select: 'COUNT', ProjectionExpression: 'a' }, /^1 validation error detected: Cannot specify the Projection/],
    [{ Segment: 0 }, /^The TotalSegments parameter is required/],
    [{ TableName: 'missing' }, /^Requested resource not found$/],
    [{ IndexName: 'missing' }, /^The table does not have the specified index: missing$/],
    [{ ConsistentRead: true }, /^Consistent reads are not supported on global secondary indexes$/],
    [{ ExclusiveStartKey: { city: { S: 'oslo' } } }, /^The provided starting key is invalid$/],
    [{ FilterExpression: 'customer.a = note' }, /^Key attributes must be scalars/],
    [{ ProjectionExpression: 'note' }, /^One or more .* does not project \[note\]$/],
  ];
  const sound: Input<'Scan'> = { TableName: 'orders', IndexName: 'byShop' };
  for (const [position, [, message]] of mistakes.entries()) {
    const members = mistakes.slice(position).map(([each]) => each);
    const request: Input<'Scan'> = Object.assign({ ...sound }, ...members.reverse());
    const { message: found } = await errorOf(db.execute('Scan', request));
    assert.match(found, message, `of the mistakes from ${JSON.stringify(mistakes[position]?.[0])} on`);
  }
  const select = (members: Partial<Input<'Scan'>>) =>
    validationMessageOf(db.execute('Scan', { ...sound, Select: 'ALL_ATTRIBUTES', ...members }));
  assert.match(await select({ ConsistentRead: true }), /^Consistent reads are not supported/);
  assert.match(await select({ ExclusiveStartKey: {} }), /Select type ALL_ATTRIBUTES is not supported/);
});

test.run();
