import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, numberHashTable } from './table-shapes.ts';

const x: AttributeValue = { S: 'x' };
const Key = { pk: x };
const equals: NonNullable<Input<'Scan'>['ScanFilter']>[string] = { ComparisonOperator: 'EQ', AttributeValueList: [x] };
const Expected = { a: equals };
const AttributeUpdates = { a: { Value: x } };
const exists = 'attribute_exists(pk)';
const values = { ExpressionAttributeValues: { ':v': x } };

const mixed = (legacy: string, expressions: string) =>
  `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy}} Expression parameters: {${expressions}}`;

/** Members of a request, and the two lists of the message. */
type Mixed<Members> = readonly [members: Members, legacy: string, expressions: string];

const writes: readonly Mixed<Partial<Input<'PutItem'>>>[] = [
  [{ Expected, ConditionExpression: exists }, 'Expected', 'ConditionExpression'],
  [{ ConditionalOperator: 'AND', ConditionExpression: exists }, 'ConditionalOperator', 'ConditionExpression'],
  [
    { ConditionalOperator: 'AND', Expected, ConditionExpression: 'not an expression' },
    'Expected, ConditionalOperator',
    'ConditionExpression',
  ],
];

const updates: readonly Mixed<Partial<Input<'UpdateItem'>>>[] = [
  [{ AttributeUpdates, UpdateExpression: 'REMOVE a' }, 'AttributeUpdates', 'UpdateExpression'],
  [{ AttributeUpdates, ConditionExpression: exists }, 'AttributeUpdates', 'ConditionExpression'],
  [{ Expected, UpdateExpression: 'REMOVE a' }, 'Expected', 'UpdateExpression'],
  [
    {
      ConditionalOperator: 'AND',
      Expected,
      AttributeUpdates,
      ConditionExpression: exists,
      UpdateExpression: 'REMOVE a',
    },
    'AttributeUpdates, Expected, ConditionalOperator',
    'UpdateExpression, ConditionExpression',
  ],
];

const queries: readonly Mixed<Partial<Input<'Query'>>>[] = [
  [{ KeyConditions: { pk: equals }, KeyConditionExpression: 'pk = :v' }, 'KeyConditions', 'KeyConditionExpression'],
  [{ QueryFilter: { a: equals }, KeyConditionExpression: 'pk = :v' }, 'QueryFilter', 'KeyConditionExpression'],
  [{ AttributesToGet: ['a'], KeyConditionExpression: 'pk = :v' }, 'AttributesToGet', 'KeyConditionExpression'],
  [
    { KeyConditions: { pk: equals }, QueryFilter: { a: equals }, FilterExpression: 'a = :v' },
    'QueryFilter',
    'FilterExpression',
  ],
  [
    {
      KeyConditions: { pk: equals },
      ConditionalOperator: 'OR',
      QueryFilter: { a: equals },
      AttributesToGet: ['a', 'a'],
      KeyConditionExpression: 'pk = :v',
      FilterExpression: 'a =',
      ProjectionExpression: '',
    },
    'AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions',
    'ProjectionExpression, FilterExpression, KeyConditionExpression',
  ],
];

const scans: readonly Mixed<Partial<Input<'Scan'>>>[] = [
  [{ ScanFilter: { a: equals }, ProjectionExpression: 'a' }, 'ScanFilter', 'ProjectionExpression'],
  [{ AttributesToGet: ['a'], FilterExpression: exists }, 'AttributesToGet', 'FilterExpression'],
  [
    {
      ConditionalOperator: 'AND',
      ScanFilter: { a: equals },
      AttributesToGet: ['a'],
      FilterExpression: exists,
      ProjectionExpression: 'a',
    },
    'AttributesToGet, ScanFilter, ConditionalOperator',
    'ProjectionExpression, FilterExpression',
  ],
];

/** Requests with legacy parameters and expressions. */
export const parameterStylesSuite: ConformanceSuite = {
  name: 'parameter-styles',
  tests: [
    ...writes.flatMap(([members, legacy, expressions]) =>
      (['PutItem', 'DeleteItem'] as const).map((operation) =>
        rejectionTest(`${operation} rejects ${legacy} with ${expressions}`, {
          operation,
          input: (TableName) => ({ TableName, Item: Key, Key, ...members }),
          message: `1 validation error detected: ${mixed(legacy, expressions)}`,
        }),
      ),
    ),
    ...updates.map(([members, legacy, expressions]) =>
      rejectionTest(`UpdateItem rejects ${legacy} with ${expressions}`, {
        operation: 'UpdateItem',
        input: (TableName) => ({ TableName, Key, ...members }),
        message: `1 validation error detected: ${mixed(legacy, expressions)}`,
      }),
    ),
    ...queries.map(([members, legacy, expressions]) =>
      rejectionTest(`Query rejects ${legacy} with ${expressions}`, {
        operation: 'Query',
        input: (TableName) => ({ TableName, ...values, ...members }),
        message: mixed(legacy, expressions),
      }),
    ),
    ...scans.map(([members, legacy, expressions]) =>
      rejectionTest(`Scan rejects ${legacy} with ${expressions}`, {
        operation: 'Scan',
        input: (TableName) => ({ TableName, ...members }),
        message: mixed(legacy, expressions),
      }),
    ),
    rejectionTest('DeleteItem rejects an empty Expected with ConditionExpression', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, Expected: {}, ConditionExpression: exists }),
      message: `1 validation error detected: ${mixed('Expected', 'ConditionExpression')}`,
    }),
    rejectionTest('GetItem rejects AttributesToGet with ProjectionExpression', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key, AttributesToGet: ['a'], ProjectionExpression: 'a' }),
      message: mixed('AttributesToGet', 'ProjectionExpression'),
    }),
    rejectionTest('BatchGetItem rejects AttributesToGet with ProjectionExpression', {
      operation: 'BatchGetItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: { Keys: [Key], AttributesToGet: ['a'], ProjectionExpression: 'a' } },
      }),
      message: mixed('AttributesToGet', 'ProjectionExpression'),
    }),
    batchOfTwoStyles(),
    ...withoutExpressionTests(),
    rejectionTest('reports both styles before a table that does not exist', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Item: Key, Expected, ConditionExpression: exists }),
      message: `1 validation error detected: ${mixed('Expected', 'ConditionExpression')}`,
    }),
    rejectionTest('reports both styles before an invalid value of the item', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: { NS: [] } }, Expected, ConditionExpression: exists }),
      message: `1 validation error detected: ${mixed('Expected', 'ConditionExpression')}`,
    }),
    rejectionTest('reports an empty attribute name before both styles', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, AttributesToGet: [''], FilterExpression: exists }),
      message: 'Empty attribute name',
    }),
    rejectionTest('reports both styles before Select', {
      operation: 'Query',
      input: (TableName) => ({ TableName, AttributesToGet: ['a'], ProjectionExpression: 'a', Select: 'COUNT' }),
      message: mixed('AttributesToGet', 'ProjectionExpression'),
    }),
    rejectionTest('reports both styles before the start key', {
      operation: 'Scan',
      input: (TableName) => ({
        TableName,
        AttributesToGet: ['a'],
        FilterExpression: exists,
        ExclusiveStartKey: { pk: { NS: [] } },
      }),
      message: mixed('AttributesToGet', 'FilterExpression'),
    }),
  ],
};

function batchOfTwoStyles(): ConformanceTest {
  return {
    name: 'BatchGetItem rejects AttributesToGet of one table with ProjectionExpression of another',
    async run({ db, table }) {
      const request = db.execute('BatchGetItem', {
        RequestItems: {
          [await table(hashTable)]: { Keys: [Key], AttributesToGet: ['a'] },
          [await table(numberHashTable)]: { Keys: [{ pk: { N: '1' } }], ProjectionExpression: 'a' },
        },
      });
      await expectRejection(request, { message: mixed('AttributesToGet', 'ProjectionExpression') });
    },
  };
}

function withoutExpressionTests(): readonly ConformanceTest[] {
  const names = { ExpressionAttributeNames: { '#a': 'a' } };
  const noNames = 'ExpressionAttributeNames can only be specified when using expressions';
  const noValues = 'ExpressionAttributeValues can only be specified when using expressions';
  return [
    rejectionTest('UpdateItem rejects expression attribute names with AttributeUpdates', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, AttributeUpdates, ...names }),
      message: `1 validation error detected: ${noNames}`,
    }),
    rejectionTest('DeleteItem rejects expression attribute values with Expected', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, Expected, ...values }),
      message: `1 validation error detected: ${noValues}`,
    }),
    rejectionTest('Query rejects expression attribute values with KeyConditions', {
      operation: 'Query',
      input: (TableName) => ({ TableName, KeyConditions: { pk: equals }, ProjectionExpression: 'a', ...values }),
      message: `${noValues}: FilterExpression and KeyConditionExpression are null`,
    }),
    rejectionTest('Scan reports expression attribute names without expression before the start key', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, ...names, ExclusiveStartKey: { pk: { NS: [] } } }),
      message: noNames,
    }),
    rejectionTest('Query reports expression attribute names without expression before Select', {
      operation: 'Query',
      input: (TableName) => ({ TableName, KeyConditions: { pk: equals }, ...names, Select: 'SPECIFIC_ATTRIBUTES' }),
      message: noNames,
    }),
  ];
}
