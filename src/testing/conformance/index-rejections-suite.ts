import type { AttributeValue, Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { indexedTable } from './table-shapes.ts';

const invalid = 'One or more parameter values were invalid: ';
const notValid = 'One or more parameter values are not valid. ';

/** An invalid query of the index: its description, its additional members, and the error message. */
type RejectedQuery = readonly [name: string, members: Partial<Input<'Query'>>, message: string];

const queries: readonly RejectedQuery[] = [
  [
    'a consistent read of a global index',
    { ConsistentRead: true },
    'Consistent reads are not supported on global secondary indexes',
  ],
  [
    'Select ALL_ATTRIBUTES of a global index that does not project all',
    { IndexName: 'keys', Select: 'ALL_ATTRIBUTES' },
    `${invalid}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`,
  ],
  [
    'an attribute that a global index does not project',
    { IndexName: 'some', ProjectionExpression: 'title, extra' },
    `${invalid}Global secondary index some does not project [extra]`,
  ],
  [
    'a filter on the sort key of the index',
    { FilterExpression: 'score > :team' },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: score',
  ],
  [
    'a key condition on the key of the table',
    { KeyConditionExpression: 'pk = :team' },
    'Query condition missed key schema element: team',
  ],
  [
    'a start key without the key of the table',
    { ExclusiveStartKey: { team: { S: 'a' }, score: { N: '1' } } },
    'The provided starting key is invalid',
  ],
  [
    'a start key without the key of the index',
    { ExclusiveStartKey: { pk: { S: 'a' }, sk: { S: 'a' } } },
    'The provided starting key is invalid',
  ],
];

/** Invalid values of `label`, the partition key of the index `plain`. */
const keyValues: Readonly<Record<string, readonly [AttributeValue, string]>> = {
  'a number instead of a string': [
    { N: '1' },
    `${invalid}Type mismatch for Index Key label Expected: S Actual: N IndexName: plain`,
  ],
  'a null instead of a string': [
    { NULL: true },
    `${invalid}Type mismatch for Index Key label Expected: S Actual: NULL IndexName: plain`,
  ],
  'a list instead of a string': [
    { L: [] },
    `${invalid}Type mismatch for Index Key label Expected: S Actual: L IndexName: plain`,
  ],
};

const emptyKey = 'The AttributeValue for a key attribute cannot contain an empty string value.';

/** Requests that are rejected because of an index. */
export const indexRejectionsSuite: ConformanceSuite = {
  name: 'index-rejections',
  tests: [
    ...queries.map(rejectsQuery),
    rejectionTest('a scan rejects a consistent read of a global index', {
      operation: 'Scan',
      table: indexedTable,
      input: (TableName) => ({ TableName, IndexName: 'all', ConsistentRead: true }),
      message: 'Consistent reads are not supported on global secondary indexes',
    }),
    rejectionTest('a scan rejects Select ALL_ATTRIBUTES of a global index that does not project all', {
      operation: 'Scan',
      table: indexedTable,
      input: (TableName) => ({ TableName, IndexName: 'keys', Select: 'ALL_ATTRIBUTES' }),
      message: `${invalid}Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL`,
    }),
    rejectionTest('a scan of an index rejects a start key of the wrong type with its own message', {
      operation: 'Scan',
      table: indexedTable,
      input: (TableName) => ({
        TableName,
        IndexName: 'plain',
        ExclusiveStartKey: { pk: { N: '1' }, sk: { S: 'a' }, label: { S: 'a' } },
      }),
      message: `${invalid}Type mismatch for Index Key pk Expected: S Actual: N IndexName: plain`,
    }),
    ...Object.entries(keyValues).flatMap(([name, [value, message]]) => [
      rejectionTest(`PutItem rejects ${name} as the key of an index`, {
        operation: 'PutItem',
        table: indexedTable,
        input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, sk: { S: 'a' }, label: value } }),
        message,
      }),
      rejectionTest(`UpdateItem rejects ${name} as the key of an index`, {
        operation: 'UpdateItem',
        table: indexedTable,
        input: (TableName) => ({
          TableName,
          Key: { pk: { S: 'a' }, sk: { S: 'a' } },
          UpdateExpression: 'SET label = :v',
          ExpressionAttributeValues: { ':v': value },
        }),
        message,
      }),
    ]),
    rejectionTest('PutItem rejects an empty string as the key of an index', {
      operation: 'PutItem',
      table: indexedTable,
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, sk: { S: 'a' }, label: { S: '' } } }),
      message: `${notValid}A value specified for a secondary index key is not supported. ${emptyKey} IndexName: plain, IndexKey: label`,
    }),
    rejectionTest('UpdateItem rejects an empty string as the key of an index with its own message', {
      operation: 'UpdateItem',
      table: indexedTable,
      input: (TableName) => ({
        TableName,
        Key: { pk: { S: 'a' }, sk: { S: 'a' } },
        UpdateExpression: 'SET label = :v',
        ExpressionAttributeValues: { ':v': { S: '' } },
      }),
      message: `${notValid}The update expression attempted to update a secondary index key to a value that is not supported. ${emptyKey}`,
    }),
    rejectionTest('BatchWriteItem rejects a number instead of a string as the key of an index', {
      operation: 'BatchWriteItem',
      table: indexedTable,
      input: (TableName) => ({
        RequestItems: {
          [TableName]: [{ PutRequest: { Item: { pk: { S: 'a' }, sk: { S: 'a' }, label: { N: '1' } } } }],
        },
      }),
      message: `${invalid}Type mismatch for Index Key label Expected: S Actual: N IndexName: plain`,
    }),
    rejectionTest('UpdateItem rejects a nested path in the key of an index', {
      operation: 'UpdateItem',
      table: indexedTable,
      input: (TableName) => ({
        TableName,
        Key: { pk: { S: 'a' }, sk: { S: 'a' } },
        UpdateExpression: 'SET label.a = :v',
        ExpressionAttributeValues: { ':v': { S: 'x' } },
      }),
      message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: label`,
    }),
    rejectionTest('Scan reports a nested path in a table key before one in an index key, regardless of their order', {
      operation: 'Scan',
      table: indexedTable,
      input: (TableName) => ({ TableName, ProjectionExpression: 'label.a, sk.a' }),
      message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: sk`,
    }),
    rejectionTest(
      'GetItem reports a nested path in the key of the index whose name sorts first, regardless of the order of paths',
      {
        operation: 'GetItem',
        table: indexedTable,
        input: (TableName) => ({
          TableName,
          Key: { pk: { S: 'a' }, sk: { S: 'a' } },
          ProjectionExpression: 'label.a, score.a',
        }),
        message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: score`,
      },
    ),
    rejectionTest('UpdateItem reports a nested path in a key in the condition before one in the update', {
      operation: 'UpdateItem',
      table: indexedTable,
      input: (TableName) => ({
        TableName,
        Key: { pk: { S: 'a' }, sk: { S: 'a' } },
        ConditionExpression: 'attribute_exists(label.a)',
        UpdateExpression: 'SET title = sk.a',
      }),
      message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: label`,
    }),
    {
      name: 'a write that an index rejects changes neither the table nor the index',
      async run({ db, table, newKey }) {
        const TableName = await table(indexedTable);
        const Item = { pk: { S: newKey() }, sk: { S: '1' }, score: { N: '1' } };
        await db.execute('PutItem', { TableName, Item });
        const rejected = db.execute('UpdateItem', {
          TableName,
          Key: { pk: Item.pk, sk: Item.sk },
          UpdateExpression: 'SET label = :label, score = :score',
          ExpressionAttributeValues: { ':label': { N: '1' }, ':score': { N: '2' } },
        });
        await expectRejection(rejected, { message: /Type mismatch for Index Key/ });
        const { Items } = await db.execute('Query', {
          TableName,
          IndexName: 'localAll',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': Item.pk },
          ConsistentRead: true,
        });
        expectEqual(Items, [Item]);
      },
    },
  ],
};

function rejectsQuery([name, members, message]: RejectedQuery): ConformanceTest {
  return rejectionTest(`a query rejects ${name}`, {
    operation: 'Query',
    table: indexedTable,
    input: (TableName) => ({
      TableName,
      IndexName: 'all',
      KeyConditionExpression: 'team = :team',
      ExpressionAttributeValues: { ':team': { S: 'a' } },
      ...members,
    }),
    message,
  });
}
