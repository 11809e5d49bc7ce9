import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { errorOf, openNotes, openOrders, validationMessageOf } from './orders.ts';

const test = suite('Query');

const ofAnn: Input<'Query'> = {
  TableName: 'orders',
  KeyConditionExpression: 'customer = :customer',
  ExpressionAttributeValues: { ':customer': { S: 'ann' } },
};

const inOslo: Input<'Query'> = {
  TableName: 'orders',
  IndexName: 'byCity',
  KeyConditionExpression: 'city = :city',
  ExpressionAttributeValues: { ':city': { S: 'oslo' } },
};

const order = (customer: string, number: number, more: Item = {}): Item => ({
  customer: { S: customer },
  number: { N: String(number) },
  ...more,
});

async function ordersOf(...orders: readonly Item[]): Promise<MemoryDynamoDb> {
  const db = await openOrders();
  for (const Item of orders) await db.execute('PutItem', { TableName: 'orders', Item });
  return db;
}

test('returns one partition in the order of its sort keys', async () => {
  const db = await ordersOf(order('ann', 10), order('bob', 3), order('ann', 9), order('ann', -1));
  const numbers = async (ScanIndexForward?: boolean) =>
    (await db.execute('Query', { ...ofAnn, ScanIndexForward })).Items?.map(({ number }) => number?.N);
  assert.equal(await numbers(), ['-1', '9', '10']);
  assert.equal(await numbers(false), ['10', '9', '-1']);
});

test('compares numbers by value, in any notation', async () => {
  const db = await ordersOf(order('ann', 1000));
  const { Count } = await db.execute('Query', {
    ...ofAnn,
    KeyConditionExpression: 'customer = :customer AND #number = :number',
    ExpressionAttributeNames: { '#number': 'number' },
    ExpressionAttributeValues: { ':customer': { S: 'ann' }, ':number': { N: '+1.0e3' } },
  });
  assert.is(Count, 1);
});

test('returns copies', async () => {
  const db = await ordersOf(order('ann', 1, { m: { M: { b: { B: Uint8Array.of(1) } } } }));
  const find = async () => (await db.execute('Query', { ...ofAnn, Limit: 1 })).Items?.[0]?.m?.M;
  const found = await find();
  found?.b?.B?.fill(9);
  if (found !== undefined) found.c = { N: '1' };
  assert.equal(await find(), { b: { B: Uint8Array.of(1) } });
});

test('returns a last evaluated key even if the limit ends with the last item', async () => {
  const db = await ordersOf(order('ann', 1), order('ann', 2));
  const first = await db.execute('Query', { ...ofAnn, Limit: 2 });
  assert.equal(first.LastEvaluatedKey, order('ann', 2));
  const second = await db.execute('Query', { ...ofAnn, Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey });
  assert.equal([second.Items, second.ScannedCount, second.LastEvaluatedKey], [[], 0, undefined]);
});

test('returns no last evaluated key for a table without a sort key', async () => {
  const db = await openNotes();
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } });
  const { Count, LastEvaluatedKey } = await db.execute('Query', {
    TableName: 'notes',
    KeyConditionExpression: 'id = :id',
    ExpressionAttributeValues: { ':id': { S: 'a' } },
    Limit: 1,
  });
  assert.equal([Count, LastEvaluatedKey], [1, undefined]);
});

test('filters an index by projected attributes, including the key of the table', async () => {
  const oslo = { city: { S: 'oslo' } };
  const db = await ordersOf(order('ann', 1, oslo), order('bob', 2, oslo));
  const { Items, ScannedCount } = await db.execute('Query', {
    ...inOslo,
    FilterExpression: 'customer = :customer',
    ExpressionAttributeValues: { ':city': { S: 'oslo' }, ':customer': { S: 'bob' } },
  });
  assert.equal([Items, ScannedCount], [[order('bob', 2, oslo)], 2]);
});

test('returns projected attributes of a local index, or all if the request asks for more', async () => {
  const whole = order('ann', 1, { date: { S: '2026' }, note: { S: 'n' }, text: { S: 't' } });
  const db = await ordersOf(whole);
  const find = async (members: Partial<Input<'Query'>>) =>
    (await db.execute('Query', { ...ofAnn, IndexName: 'byDate', ...members })).Items?.[0];
  assert.equal(await find({}), order('ann', 1, { date: { S: '2026' }, note: { S: 'n' } }));
  assert.equal(await find({ Select: 'ALL_PROJECTED_ATTRIBUTES' }), await find({}));
  assert.equal(await find({ ProjectionExpression: 'note, #text', ExpressionAttributeNames: { '#text': 'text' } }), {
    note: { S: 'n' },
    text: { S: 't' },
  });
  assert.equal(await find({ Select: 'ALL_ATTRIBUTES' }), whole);
});

test('accepts key attributes named like object properties', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: '__proto__',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['__proto__', 'constructor'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: '__proto__', KeyType: 'HASH' },
      { AttributeName: 'constructor', KeyType: 'RANGE' },
    ],
  });
  const Item: Item = JSON.parse('{"__proto__":{"S":"a"},"constructor":{"S":"b"}}');
  await db.execute('PutItem', { TableName: '__proto__', Item });
  const { Items, LastEvaluatedKey } = await db.execute('Query', {
    TableName: '__proto__',
    KeyConditionExpression: '#p = :a AND #c = :b',
    ExpressionAttributeNames: { '#p': '__proto__', '#c': 'constructor' },
    ExpressionAttributeValues: { ':a': { S: 'a' }, ':b': { S: 'b' } },
    Limit: 1,
  });
  const text = '{"__proto__":{"S":"a"},"constructor":{"S":"b"}}';
  assert.equal([JSON.stringify(Items), JSON.stringify(LastEvaluatedKey)], [`[${text}]`, text]);
});

test('rejects empty key values in every condition', async () => {
  const db = await openOrders();
  const find = (condition: string, values: Item, IndexName?: string) =>
    validationMessageOf(
      db.execute('Query', {
        TableName: 'orders',
        IndexName,
        KeyConditionExpression: condition,
        ExpressionAttributeNames: condition.includes('#date') ? { '#date': 'date' } : undefined,
        ExpressionAttributeValues: values,
      }),
    );
  const notValid = 'One or more parameter values are not valid. ';
  const ofIndex = `${notValid}A value specified for a secondary index key is not supported. `;
  const noString = 'The AttributeValue for a key attribute cannot contain an empty string value. ';
  const noBinary = 'The AttributeValue for a key attribute cannot contain an empty binary value. ';
  const ann = { ':c': { S: 'ann' }, ':d': { S: '' } };
  assert.is(await find('customer = :c', { ':c': { S: '' } }), `${notValid}${noString}Key: customer`);
  assert.is(
    await find('shop = :s', { ':s': { B: new Uint8Array() } }, 'byShop'),
    `${ofIndex}${noBinary}IndexName: byShop, IndexKey: shop`,
  );
  for (const condition of ['#date > :d', 'begins_with(#date, :d)', '#date BETWEEN :d AND :c']) {
    assert.is(
      await find(`customer = :c AND ${condition}`, ann, 'byDate'),
      `${ofIndex}${noString}IndexName: byDate, IndexKey: date`,
    );
  }
});

test('rejects sort key values that are too large', async () => {
  const db = await openOrders();
  const find = (condition: string, low: string, high: string) =>
    validationMessageOf(
      db.execute('Query', {
        ...ofAnn,
        IndexName: 'byDate',
        KeyConditionExpression: `customer = :customer AND ${condition}`,
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':customer': { S: 'ann' }, ':low': { S: low }, ':high': { S: high } },
      }),
    );
  const tooLarge =
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes';
  assert.is(await find('#date BETWEEN :low AND :high', 'a'.repeat(1025), 'b'), tooLarge);
  assert.is(await find('#date BETWEEN :low AND :high', 'a', 'b'.repeat(1025)), tooLarge);
});

test('rejects a filter or a projection of attributes that an index does not project', async () => {
  const db = await openOrders();
  const find = (members: Partial<Input<'Query'>>) =>
    validationMessageOf(
      db.execute('Query', {
        TableName: 'orders',
        IndexName: 'byShop',
        KeyConditionExpression: 'shop = :s',
        ExpressionAttributeValues: { ':s': { B: Uint8Array.of(1) } },
        ...members,
      }),
    );
  const invalid = 'One or more parameter values were invalid: ';
  assert.is(
    await find({ ProjectionExpression: 'note.a, customer, note.b' }),
    `${invalid}Global secondary index byShop does not project [note]`,
  );
  assert.is(
    await find({ FilterExpression: 'size(z) > size(note) OR (NOT attribute_exists(a) AND z <> customer)' }),
    `${invalid}Secondary index byShop does not project one or more filter attributes: [a, note, z]`,
  );
  assert.is(
    await validationMessageOf(
      db.execute('Query', { ...ofAnn, IndexName: 'byDate', FilterExpression: 'attribute_exists(z)' }),
    ),
    `${invalid}Secondary index byDate does not project one or more filter attributes: [z]`,
  );
});

test('reports the first filtered key attribute in the order of the key', async () => {
  const db = await openOrders();
  const filters = [
    'attribute_exists(#number) AND attribute_exists(customer)',
    'customer IN (a, b)',
    'a IN (b, customer)',
    'a BETWEEN b AND customer',
    'begins_with(a, customer)',
    'contains(a, customer)',
    'attribute_type(customer, :type)',
    'NOT (a = b OR size(customer) = c)',
  ];
  for (const FilterExpression of filters) {
    const error = db.execute('Query', {
      ...ofAnn,
      FilterExpression,
      ExpressionAttributeNames: FilterExpression.includes('#number') ? { '#number': 'number' } : undefined,
      ExpressionAttributeValues: {
        ...ofAnn.ExpressionAttributeValues,
        ...(FilterExpression.includes(':type') ? { ':type': { S: 'S' } } : {}),
      },
    });
    assert.is(
      await validationMessageOf(error),
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: customer',
      FilterExpression,
    );
  }
});

test('reports a wrong Select with the text of the older layer', async () => {
  const db = await openOrders();
  const Select = 'EVERYTHING' as 'COUNT'; // an untyped caller can send this
  assert.is(
    await validationMessageOf(db.execute('Query', { ...ofAnn, Select })),
    "1 validation error detected: Value 'EVERYTHING' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
  );
  assert.is(
    await validationMessageOf(
      db.execute('Query', { ...inOslo, Select: 'ALL_PROJECTED_ATTRIBUTES', ProjectionExpression: 'a' }),
    ),
    '1 validation error detected: Cannot specify the ProjectionExpression when choosing to get ALL_PROJECTED_ATTRIBUTES',
  );
});

test('lists the possible expressions for values without one', async () => {
  const db = await openOrders();
  const ExpressionAttributeValues = { ':a': { S: 'a' } };
  assert.is(
    await validationMessageOf(db.execute('Query', { TableName: 'orders', ExpressionAttributeValues })),
    'ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null',
  );
});

test('reports the first of several violations in the order of the service', async () => {
  const db = await openOrders();
  const startOfNobody = { customer: { S: 'zoe' }, number: { N: '1' }, city: { S: 'rome' } };
  /** Each request has one violation and all that follow in the list. */
  const mistakes: readonly (readonly [members: Partial<Input<'Query'>>, message: RegExp])[] = [
    [{ Limit: 0 }, /Member must have value greater than or equal to 1$/],
    [{ ExclusiveStartKey: { '': { S: 'a' } } }, /^Empty attribute name$/],
    [{ Select: 'COUNT', ProjectionExpression: 'a' }, /^1 validation error detected: Cannot specify the Projection/],
    [{ ExclusiveStartKey: { city: { N: 'x' } } }, /^The parameter cannot be converted to a numeric value: x$/],
    [{ FilterExpression: 'city =' }, /^Invalid FilterExpression: Syntax error/],
    [{ KeyConditionExpression: undefined, ExpressionAttributeValues: undefined }, /^Either the KeyConditions or /],
    [{ TableName: 'missing' }, /^Requested resource not found$/],
    [{ IndexName: 'missing' }, /^The table does not have the specified index: missing$/],
    [{ ProjectionExpression: 'customer.a' }, /^Key attributes must be scalars/],
    [{ ConsistentRead: true }, /^Consistent reads are not supported on global secondary indexes$/],
    [{ KeyConditionExpression: 'shop > :shop' }, /^Query key condition not supported$/],
    [{ ExclusiveStartKey: { city: { S: 'oslo' } } }, /^The provided starting key is invalid$/],
    [
      { ExclusiveStartKey: { ...startOfNobody, shop: { B: Uint8Array.of(9) } } },
      /^The provided starting key is outside query boundaries/,
    ],
    [{ FilterExpression: 'attribute_exists(city)' }, /^Filter Expression can only contain non-primary key attributes/],
    [
      { FilterExpression: 'attribute_exists(note)' },
      /^One or more .* project one or more filter attributes: \[note\]$/,
    ],
    [{ ProjectionExpression: 'note' }, /^One or more .* does not project \[note\]$/],
  ];
  const sound: Input<'Query'> = {
    TableName: 'orders',
    IndexName: 'byShop',
    KeyConditionExpression: 'shop = :shop',
    ExpressionAttributeValues: { ':shop': { B: Uint8Array.of(1) } },
  };
  for (const [position, [, message]] of mistakes.entries()) {
    const members = mistakes.slice(position).map(([each]) => each);
    const request: Input<'Query'> = Object.assign({ ...sound }, ...members.reverse());
    const { message: found } = await errorOf(db.execute('Query', request));
    assert.match(found, message, `of the mistakes from ${JSON.stringify(mistakes[position]?.[0])} on`);
  }
  const select = (FilterExpression?: string) =>
    validationMessageOf(db.execute('Query', { ...sound, Select: 'ALL_ATTRIBUTES', FilterExpression }));
  assert.match(await select('attribute_exists(city)'), /^Filter Expression can only contain/);
  assert.match(await select('attribute_exists(note)'), /Select type ALL_ATTRIBUTES is not supported/);
});

test.run();
