import type { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isBoolean } from '../../../src/adapters/memory/values/parse-boolean.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import { typeViolation } from '../../../src/domain/api/type-violation.ts';
import type { Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { DynarepoError, NotImplementedError, ServiceError } from '../../../src/domain/errors.ts';
import { itemSizeBytes } from '../../../src/domain/values/size.ts';
import { suite } from '../../support/suite.ts';
import { openOrders } from './operations/orders.ts';

const test = suite('memory engine under fuzz');

test('executes any request or rejects it with an error of the service', async () => {
  const db = await openOrders();
  const asServed = db.snapshot();
  await fc.assert(
    fc.asyncProperty(requests, async ([operation, input]) => {
      db.restore(asServed);
      await isServed(db, operation, input);
    }),
    { numRuns: 2000 },
  );
});

test('a rejected request changes nothing, and sizes are right after every other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 12 }), async (history) => {
      const db = await openOrders();
      let before = await contentsOf(db);
      for (const [operation, input] of history) {
        const wasServed = await isServed(db, operation, input);
        const after = await contentsOf(db);
        // As text, because the assertion can't compare items with an attribute named `constructor`.
        if (!wasServed) assert.is(JSON.stringify(after), JSON.stringify(before));
        assert.is(
          after.bytes,
          after.items.reduce((bytes, item) => bytes + itemSizeBytes(item), 0),
        );
        before = after;
      }
    }),
    { numRuns: 80 },
  );
});

test.run();

type Request = readonly [OperationName, unknown];

/**
 * Returns whether the request was executed. It can be rejected, and must be for a wrong type, but must not fail in
 * another way.
 */
async function isServed(db: MemoryDynamoDb, operation: OperationName, input: unknown): Promise<boolean> {
  const wrongType = typeViolation(input, operations[operation].input, isBoolean);
  try {
    await db.execute(operation, input as Input<OperationName>);
  } catch (error) {
    if (!(error instanceof DynarepoError)) throw error;
    if (error instanceof NotImplementedError) return false;
    assert.ok(error instanceof ServiceError && error.statusCode < 500, error.message);
    assert.is(error.name === 'SerializationException' ? error.message : undefined, wrongType);
    return false;
  }
  assert.is(wrongType, undefined);
  return true;
}

async function contentsOf(db: MemoryDynamoDb) {
  const { Items = [] } = await db.execute('Scan', { TableName: 'orders' });
  const { Table } = await db.execute('DescribeTable', { TableName: 'orders' });
  const indexes = [...(Table?.LocalSecondaryIndexes ?? []), ...(Table?.GlobalSecondaryIndexes ?? [])];
  return { items: Items, bytes: Table?.TableSizeBytes, indexes };
}

const odd = fc.anything({
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  withDate: true,
  withMap: true,
  withSet: true,
  maxDepth: 3,
});

/** Mostly a valid kind of value, sometimes any value. */
function mostly<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: odd });
}

const tables = fc.constantFrom('orders', 'orders', 'orders', 'orders', 'none');
const texts = fc.constantFrom('a', 'b', 'é', '');
const keyTexts = fc.constantFrom('a', 'b');
const numerals = mostly(fc.constantFrom('1', '2.0', '-3', '0.5', '1e5'));

const values: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: mostly(
    fc.oneof(
      { maxDepth: 2 },
      fc.record({ S: mostly(texts) }),
      fc.record({ N: numerals }),
      fc.record({ B: mostly(fc.uint8Array({ maxLength: 3 })) }),
      fc.record({ BOOL: mostly(fc.constantFrom(true, false, 'yes', 'N')) }),
      fc.record({ SS: mostly(fc.uniqueArray(mostly(texts), { minLength: 1, maxLength: 3 })) }),
      fc.record({ NS: mostly(fc.array(numerals, { minLength: 1, maxLength: 2 })) }),
      fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
      fc.record({ M: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { maxKeys: 3 }) }),
    ),
  ),
})).value;

const keys = fc.record({
  customer: fc.record({ S: fc.constantFrom('a', 'b') }),
  number: fc.record({ N: fc.constantFrom('1', '2') }),
});

const items = fc
  .tuple(
    keys,
    fc.record(
      {
        city: mostly(fc.record({ S: keyTexts })),
        date: fc.record({ S: keyTexts }),
        shop: fc.record({ B: fc.uint8Array({ minLength: 1, maxLength: 2 }) }),
        note: values,
        constructor: values,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([key, others]) => ({ ...others, ...key }));

const attributeNames = fc.constantFrom('note', 'city', 'customer', 'date', '', '__proto__', 'constructor');
const operators = fc.constantFrom(
  'EQ',
  'NE',
  'IN',
  'LT',
  'BETWEEN',
  'NULL',
  'CONTAINS',
  'NOT_CONTAINS',
  'BEGINS_WITH',
  'eq',
);
const booleans = mostly(fc.constantFrom(true, false, 'yes', 'N'));

/** A legacy condition, which can lack members and have too many. */
const comparison = mostly(
  fc.record(
    {
      ComparisonOperator: mostly(operators),
      AttributeValueList: mostly(fc.array(values, { maxLength: 3 })),
    },
    { requiredKeys: [] },
  ),
);

const legacyConditions = fc.record(
  {
    Expected: mostly(
      fc.dictionary(
        attributeNames,
        fc.oneof(comparison, mostly(fc.record({ Value: values, Exists: booleans }, { requiredKeys: [] }))),
        { maxKeys: 3 },
      ),
    ),
    ConditionalOperator: mostly(fc.constantFrom('AND', 'OR', 'XOR')),
  },
  { requiredKeys: [] },
);

const legacyUpdates = fc.record({
  AttributeUpdates: mostly(
    fc.dictionary(
      attributeNames,
      mostly(
        fc.record(
          { Action: mostly(fc.constantFrom('PUT', 'ADD', 'DELETE', 'put')), Value: values },
          { requiredKeys: [] },
        ),
      ),
      { maxKeys: 3 },
    ),
  ),
});

const legacyReads = fc.record(
  {
    KeyConditions: mostly(
      fc.oneof(
        fc.constant({ customer: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } }),
        fc.dictionary(attributeNames, comparison, { maxKeys: 3 }),
      ),
    ),
    QueryFilter: mostly(fc.dictionary(attributeNames, comparison, { maxKeys: 2 })),
    ScanFilter: mostly(fc.dictionary(attributeNames, comparison, { maxKeys: 2 })),
    AttributesToGet: mostly(fc.array(mostly(attributeNames), { maxLength: 3 })),
    ConditionalOperator: mostly(fc.constantFrom('AND', 'OR')),
  },
  { requiredKeys: [] },
);

const conditions = fc.constantFrom(
  {},
  { ConditionExpression: 'attribute_exists(customer)' },
  { ConditionExpression: 'city = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
  { ConditionExpression: 'NOT contains(note, :v) OR size(note) > :v', ExpressionAttributeValues: { ':v': { N: '1' } } },
);

const updates = fc.constantFrom(
  {},
  { UpdateExpression: 'SET city = :v', ExpressionAttributeValues: { ':v': { S: 'b' } } },
  { UpdateExpression: 'SET note.a = :v REMOVE city', ExpressionAttributeValues: { ':v': { S: 'b' } } },
  { UpdateExpression: 'SET note = if_not_exists(note, :v) + :v', ExpressionAttributeValues: { ':v': { N: '1' } } },
  { UpdateExpression: 'REMOVE note[0], #d', ExpressionAttributeNames: { '#d': 'date' } },
  { UpdateExpression: 'ADD note :v', ExpressionAttributeValues: { ':v': { SS: ['c'] } } },
  { UpdateExpression: 'SET customer = :v', ExpressionAttributeValues: { ':v': { S: 'c' } } },
);

const keyConditions = fc.constantFrom(
  { KeyConditionExpression: 'customer = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
  { IndexName: 'byCity', KeyConditionExpression: 'city = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
  {
    IndexName: 'byDate',
    KeyConditionExpression: 'customer = :v AND #d > :v',
    ExpressionAttributeNames: { '#d': 'date' },
    ExpressionAttributeValues: { ':v': { S: 'a' } },
  },
);

const filters = fc.constantFrom(
  {},
  { FilterExpression: 'attribute_exists(note)' },
  { ProjectionExpression: 'note, city' },
);

const returns = fc.constantFrom(
  {},
  { ReturnValues: 'ALL_OLD' },
  { ReturnValues: 'UPDATED_NEW' },
  { ReturnConsumedCapacity: 'INDEXES', ReturnItemCollectionMetrics: 'SIZE' },
);

const pages = fc.oneof(
  fc.constantFrom(
    {},
    { Select: 'COUNT' },
    { ScanIndexForward: false },
    { ConsistentRead: true },
    { Limit: 1 },
    { Limit: 0 },
  ),
  fc.record({ ExclusiveStartKey: keys }),
);

const scans = fc.constantFrom({}, { Segment: 1, TotalSegments: 2 }, { IndexName: 'byShop' }, { IndexName: 'none' });

/** A request assembled from parts; sometimes any value replaces one member or the whole request. */
function requestOf(operation: OperationName, ...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<Request> {
  return fc
    .tuple(fc.record({ TableName: tables }), fc.tuple(...parts), fc.option(fc.tuple(fc.nat(), odd), { freq: 2 }))
    .map(([table, members, replacement]) => {
      const input: Record<string, unknown> = Object.assign({}, ...members, table);
      if (replacement === null) return [operation, input];
      const [which, value] = replacement;
      const names = Object.keys(input);
      const name = names[which % (names.length + 1)];
      return [operation, name === undefined ? value : { ...input, [name]: value }];
    });
}

const batchWrites = fc.oneof(
  fc.record({ PutRequest: mostly(fc.record({ Item: items })) }),
  fc.record({ DeleteRequest: mostly(fc.record({ Key: keys })) }),
);

/** An action of a transaction; sometimes there are none or several in its element. */
function actionOf(name: string, ...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc
    .tuple(tables, ...parts)
    .map(([TableName, ...members]) => ({ [name]: Object.assign({}, ...members, { TableName }) }));
}

const onFailure = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
const transactions = fc.record(
  {
    TransactItems: mostly(
      fc.array(
        mostly(
          fc.oneof(
            actionOf('Put', fc.record({ Item: items }), conditions, onFailure),
            actionOf('Update', fc.record({ Key: keys }), updates, onFailure),
            actionOf('Delete', fc.record({ Key: keys }), conditions, onFailure),
            actionOf('ConditionCheck', fc.record({ Key: keys }), conditions, onFailure),
          ),
        ),
        { maxLength: 4 },
      ),
    ),
    ClientRequestToken: mostly(texts),
  },
  { requiredKeys: ['TransactItems'] },
);
const transactionReads = fc.record({
  TransactItems: mostly(
    fc.array(
      mostly(actionOf('Get', fc.record({ Key: keys }), fc.constantFrom({}, { ProjectionExpression: 'note.a, city' }))),
      { maxLength: 4 },
    ),
  ),
});

const writes: fc.Arbitrary<Request> = fc.oneof(
  requestOf('PutItem', fc.record({ Item: items }), conditions, returns),
  requestOf('PutItem', fc.record({ Item: items }), legacyConditions, returns),
  requestOf('UpdateItem', fc.record({ Key: keys }), updates, returns),
  requestOf('UpdateItem', fc.record({ Key: keys }), legacyUpdates, legacyConditions, returns),
  requestOf('DeleteItem', fc.record({ Key: keys }), conditions, returns),
  requestOf('DeleteItem', fc.record({ Key: keys }), legacyConditions, returns),
  requestOf('TransactWriteItems', transactions, returns),
  requestOf(
    'BatchWriteItem',
    fc.record({
      RequestItems: fc
        .tuple(tables, fc.array(batchWrites, { maxLength: 4 }))
        .map(([table, list]) => ({ [table]: list })),
    }),
  ),
);

const reads: fc.Arbitrary<Request> = fc.oneof(
  requestOf('GetItem', fc.record({ Key: keys }), fc.constantFrom({}, { ProjectionExpression: 'note.a, city' })),
  requestOf('GetItem', fc.record({ Key: keys }), legacyReads),
  requestOf('TransactGetItems', transactionReads),
  requestOf('Query', pages, keyConditions, filters),
  requestOf('Query', pages, legacyReads),
  requestOf('Scan', pages, scans, filters),
  requestOf('Scan', pages, scans, legacyReads),
  requestOf(
    'BatchGetItem',
    fc.record({
      RequestItems: fc
        .tuple(tables, fc.array(keys, { maxLength: 4 }), legacyReads)
        .map(([table, Keys, members]) => ({ [table]: { Keys, ...members } })),
    }),
  ),
);

const tableRequests: fc.Arbitrary<Request> = fc.oneof(
  requestOf(
    'CreateTable',
    fc.constantFrom(
      { BillingMode: 'PAY_PER_REQUEST' },
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    ),
    fc.record({
      KeySchema: mostly(
        fc.array(
          mostly(fc.record({ AttributeName: mostly(texts), KeyType: mostly(fc.constantFrom('HASH', 'RANGE')) })),
          { maxLength: 3 },
        ),
      ),
      AttributeDefinitions: mostly(
        fc.array(mostly(fc.record({ AttributeName: mostly(texts), AttributeType: fc.constantFrom('S', 'N') })), {
          maxLength: 3,
        }),
      ),
    }),
  ),
  requestOf('DescribeTable'),
  requestOf('ListTables', pages),
  requestOf('DeleteTable'),
);

const requests = fc.oneof(
  { weight: 3, arbitrary: writes },
  { weight: 3, arbitrary: reads },
  { weight: 1, arbitrary: tableRequests },
);
