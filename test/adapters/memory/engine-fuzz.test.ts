import type { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { DynarepoError, ServiceError } from '../../../src/domain/errors.ts';
import { itemSizeBytes } from '../../../src/domain/values/size.ts';
import { suite } from '../../support/suite.ts';
import { openOrders } from './operations/orders.ts';

const test = suite('memory engine under fuzz');

test('answers whatever it is given, or refuses it as the service would', async () => {
  const db = await openOrders();
  const asServed = db.snapshot();
  await fc.assert(
    fc.asyncProperty(requests, async ([operation, input]) => {
      db.restore(asServed);
      await answered(db, operation, input);
    }),
    { numRuns: 1500 },
  );
});

test('is as it was after a request that it refused, and adds up after every other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 12 }), async (history) => {
      const db = await openOrders();
      let before = await contentsOf(db);
      for (const [operation, input] of history) {
        const isServed = await answered(db, operation, input);
        const after = await contentsOf(db);
        if (!isServed) assert.equal(after, before);
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

/** Whether the request was served; it may be refused, but not fail in any other way. */
async function answered(db: MemoryDynamoDb, operation: OperationName, input: unknown): Promise<boolean> {
  try {
    await db.execute(operation, input as Input<OperationName>);
    return true;
  } catch (error) {
    if (!(error instanceof DynarepoError)) throw error;
    if (error instanceof ServiceError) assert.ok(error.statusCode < 500, error.message);
    return false;
  }
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
  maxDepth: 3,
});

/** Mostly of the kind that belongs there, sometimes anything. */
function mostly<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: odd });
}

const names = fc.constantFrom('customer', 'number', 'city', 'shop', 'date', 'note', '__proto__', 'constructor', '');
const texts = fc.constantFrom('', 'a', 'b', 'é');
const numerals = fc.constantFrom('1', '1.0', '2', '-3', 'x', '1e200');

const values: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    mostly(fc.record({ S: mostly(texts) })),
    mostly(fc.record({ N: mostly(numerals) })),
    fc.record({ B: mostly(fc.uint8Array({ maxLength: 3 })) }),
    fc.record({ BOOL: mostly(fc.boolean()) }),
    fc.record({ NULL: mostly(fc.boolean()) }),
    fc.record({ SS: mostly(fc.array(texts, { maxLength: 3 })) }),
    fc.record({ NS: mostly(fc.array(numerals, { maxLength: 3 })) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 3 }) }),
    fc.record({ M: fc.dictionary(names, tie('value'), { maxKeys: 3 }) }),
  ),
})).value;

const keys = mostly(
  fc.record({
    customer: mostly(fc.record({ S: fc.constantFrom('a', 'b') })),
    number: mostly(fc.record({ N: fc.constantFrom('1', '2') })),
  }),
);

const items = mostly(
  fc
    .tuple(
      fc.record({
        customer: fc.record({ S: fc.constantFrom('a', 'b') }),
        number: fc.record({ N: fc.constantFrom('1', '2') }),
      }),
      fc.dictionary(names, values, { maxKeys: 4 }),
    )
    .map(([key, others]) => ({ ...others, ...key })),
);

const expressions = mostly(
  fc.constantFrom(
    'attribute_exists(customer)',
    'city = :v',
    'size(#n) > :w AND NOT contains(note, :v)',
    'SET city = :v, note.a = :w',
    'SET #n = if_not_exists(#n, :w) + :w',
    'REMOVE city, note[0] ADD tags :v',
    'customer = :v',
    'customer = :v AND #n BETWEEN :w AND :w',
    'city, note.a[1]',
    '(',
    '',
  ),
);

const parameters = {
  TableName: mostly(fc.constantFrom('orders', 'none')),
  IndexName: mostly(fc.constantFrom('byCity', 'byDate', 'none')),
  Key: keys,
  Item: items,
  ConditionExpression: expressions,
  UpdateExpression: expressions,
  FilterExpression: expressions,
  KeyConditionExpression: expressions,
  ProjectionExpression: expressions,
  ExpressionAttributeNames: mostly(fc.constantFrom({ '#n': 'number' }, { '#n': '' }, {})),
  ExpressionAttributeValues: mostly(fc.record({ ':v': values, ':w': values }, { requiredKeys: [] })),
  ExclusiveStartKey: keys,
  ReturnValues: mostly(fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_NEW', 'UPDATED_OLD')),
  ReturnConsumedCapacity: mostly(fc.constantFrom('NONE', 'TOTAL', 'INDEXES')),
  Select: mostly(fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES')),
  Limit: mostly(fc.integer({ min: -1, max: 3 })),
  Segment: mostly(fc.nat(3)),
  TotalSegments: mostly(fc.nat(3)),
  ConsistentRead: mostly(fc.boolean()),
  ScanIndexForward: mostly(fc.boolean()),
};

function requestsOf(operation: OperationName, ...members: readonly (keyof typeof parameters)[]): fc.Arbitrary<Request> {
  const model = Object.fromEntries(members.map((member) => [member, parameters[member]]));
  return mostly(fc.record(model, { requiredKeys: ['TableName'] })).map((input) => [operation, input]);
}

const names2 = ['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const;

const writes: fc.Arbitrary<Request> = fc.oneof(
  requestsOf('PutItem', 'TableName', 'Item', 'ConditionExpression', ...names2, 'ReturnValues'),
  requestsOf('UpdateItem', 'TableName', 'Key', 'UpdateExpression', 'ConditionExpression', ...names2, 'ReturnValues'),
  requestsOf('DeleteItem', 'TableName', 'Key', 'ConditionExpression', ...names2, 'ReturnConsumedCapacity'),
  fc
    .dictionary(
      fc.constantFrom('orders', 'none'),
      mostly(
        fc.array(
          mostly(
            fc.oneof(
              fc.record({ PutRequest: fc.record({ Item: items }) }),
              fc.record({ DeleteRequest: fc.record({ Key: keys }) }),
            ),
          ),
          { maxLength: 4 },
        ),
      ),
    )
    .map((RequestItems) => ['BatchWriteItem', { RequestItems }] as const),
);

const reads: fc.Arbitrary<Request> = fc.oneof(
  requestsOf('GetItem', 'TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames', 'ConsistentRead'),
  requestsOf(
    'Query',
    'TableName',
    'IndexName',
    'KeyConditionExpression',
    'FilterExpression',
    ...names2,
    'Limit',
    'Select',
    'ExclusiveStartKey',
    'ScanIndexForward',
  ),
  requestsOf(
    'Scan',
    'TableName',
    'IndexName',
    'FilterExpression',
    ...names2,
    'Limit',
    'Segment',
    'TotalSegments',
    'ExclusiveStartKey',
  ),
  fc
    .dictionary(
      fc.constantFrom('orders', 'none'),
      mostly(fc.record({ Keys: mostly(fc.array(keys, { maxLength: 4 })) })),
    )
    .map((RequestItems) => ['BatchGetItem', { RequestItems }] as const),
);

const tableRequests: fc.Arbitrary<Request> = fc
  .tuple(
    fc.constantFrom('CreateTable', 'DescribeTable', 'ListTables', 'DeleteTable'),
    mostly(
      fc.record(
        {
          TableName: parameters.TableName,
          KeySchema: odd,
          AttributeDefinitions: odd,
          GlobalSecondaryIndexes: odd,
          ProvisionedThroughput: odd,
          BillingMode: mostly(fc.constantFrom('PROVISIONED', 'PAY_PER_REQUEST')),
          Limit: parameters.Limit,
          ExclusiveStartTableName: odd,
        },
        { requiredKeys: [] },
      ),
    ),
  )
  .map(([operation, input]) => [operation, input] as const);

const requests = fc.oneof(
  { weight: 3, arbitrary: writes },
  { weight: 3, arbitrary: reads },
  { weight: 1, arbitrary: tableRequests },
);
