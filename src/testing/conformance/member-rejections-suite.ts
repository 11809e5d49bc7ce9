import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';

/** Sends an otherwise valid request with the given table name. */
type NamedRequest = (db: DynamoDb, TableName: string | undefined) => Promise<unknown>;

const Key = { pk: { S: 'a' } };

const requests: Readonly<Record<string, NamedRequest>> = {
  PutItem: (db, TableName) => db.execute('PutItem', { TableName, Item: Key }),
  GetItem: (db, TableName) => db.execute('GetItem', { TableName, Key }),
  UpdateItem: (db, TableName) => db.execute('UpdateItem', { TableName, Key }),
  DeleteItem: (db, TableName) => db.execute('DeleteItem', { TableName, Key }),
  Query: (db, TableName) =>
    db.execute('Query', {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    }),
  Scan: (db, TableName) => db.execute('Scan', { TableName }),
};

const oneError = '1 validation error detected: ';
const tableNames: Readonly<Record<string, readonly [string | undefined, string]>> = {
  'a missing table name': [
    undefined,
    `${oneError}Value null at 'tableName' failed to satisfy constraint: Member must not be null`,
  ],
  'an empty table name': [
    '',
    `${oneError}Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  'a table name of two characters': [
    'ab',
    `${oneError}Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
  ],
  'a table name with a space': [
    'my table',
    `${oneError}Value 'my table' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
  ],
};

const noKey = "Value null at 'key' failed to satisfy constraint: Member must not be null";
const badCapacityMode =
  "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]";
const badFailureValues =
  "Value 'ALL_NEW' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]";
/** The service's own message, including its misspelling. */
const badReturnValues =
  'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]';

/** Request members that are missing, too short, too long, or not one of the allowed values. */
export const memberRejectionsSuite: ConformanceSuite = {
  name: 'member-rejections',
  tests: [
    ...Object.entries(requests).flatMap(([operation, send]) => [
      ...Object.entries(tableNames).map(
        ([name, [TableName, message]]): ConformanceTest => ({
          name: `${operation} rejects ${name}`,
          run: async ({ db }) => void (await expectRejection(send(db, TableName), { message })),
        }),
      ),
      rejectsMissingTable(operation, send),
    ]),
    rejectionTest('GetItem rejects a request without a key', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: undefined }),
      message: `${oneError}${noKey}`,
    }),
    rejectionTest('DeleteItem rejects a request without a key', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key: undefined }),
      message: `${oneError}${noKey}`,
    }),
    rejectionTest('UpdateItem rejects a request without a key and reports other members too', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key: undefined, ReturnConsumedCapacity: untyped('ALL') }),
      message: `2 validation errors detected: ${badCapacityMode}; ${noKey}`,
    }),
    rejectionTest('Query without a table name also reports the limit, with the older messages', {
      operation: 'Query',
      input: () => ({ TableName: undefined, Limit: 0 }),
      message:
        "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    }),
    rejectionTest('Scan with an empty table name also reports the limit', {
      operation: 'Scan',
      input: () => ({ TableName: '', Limit: 0 }),
      message:
        "2 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    }),
    rejectionTest('GetItem reports only the length of a short table name with invalid characters', {
      operation: 'GetItem',
      input: () => ({ TableName: '!!', Key }),
      message: `${oneError}Value '!!' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
    }),
    rejectionTest('UpdateItem reports all violations of a table name', {
      operation: 'UpdateItem',
      input: () => ({ TableName: '!!', Key, ReturnValues: untyped('ALL') }),
      message:
        "2 validation errors detected: Value '!!' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '!!' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    }),
    rejectionTest('PutItem rejects a request without an item', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: undefined }),
      message: `${oneError}Value null at 'item' failed to satisfy constraint: Member must not be null`,
    }),
    rejectionTest('GetItem rejects an unknown ReturnConsumedCapacity', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: oneError + badCapacityMode,
    }),
    rejectionTest('PutItem rejects an unknown ReturnConsumedCapacity', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: oneError + badCapacityMode,
    }),
    rejectionTest(
      'UpdateItem rejects an unknown ReturnConsumedCapacity, without the prefix "1 validation error detected"',
      {
        operation: 'UpdateItem',
        input: (TableName) => ({ TableName, Key, ReturnConsumedCapacity: untyped('ALL') }),
        message: badCapacityMode,
      },
    ),
    rejectionTest('Query rejects an unknown ReturnConsumedCapacity', {
      operation: 'Query',
      input: (TableName) => ({ TableName, ReturnConsumedCapacity: untyped('ALL') }),
      message: oneError + badCapacityMode,
    }),
    rejectionTest('PutItem rejects unknown ReturnValues', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValues: untyped('ALL') }),
      message: oneError + badReturnValues,
    }),
    rejectionTest('UpdateItem rejects unknown ReturnValues', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ReturnValues: untyped('ALL') }),
      message: oneError + badReturnValues,
    }),
    rejectionTest('PutItem rejects ReturnValues that only UpdateItem accepts', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValues: 'ALL_NEW' }),
      message: `${oneError}ReturnValues can only be ALL_OLD or NONE`,
    }),
    rejectionTest('DeleteItem rejects ReturnValues that only UpdateItem accepts', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, ReturnValues: 'UPDATED_OLD' }),
      message: `${oneError}ReturnValues can only be ALL_OLD or NONE`,
    }),
    rejectionTest('PutItem rejects an unknown ReturnValuesOnConditionCheckFailure', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValuesOnConditionCheckFailure: untyped('ALL_NEW') }),
      message: oneError + badFailureValues,
    }),
    rejectionTest(
      'UpdateItem rejects an unknown ReturnValuesOnConditionCheckFailure, without the prefix "1 validation error detected"',
      {
        operation: 'UpdateItem',
        input: (TableName) => ({ TableName, Key, ReturnValuesOnConditionCheckFailure: untyped('ALL_NEW') }),
        message: badFailureValues,
      },
    ),
    rejectionTest('PutItem reports all invalid members at once', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: Key,
        ReturnConsumedCapacity: untyped('ALL'),
        ReturnItemCollectionMetrics: untyped('ALL'),
      }),
      message: /^2 validation errors detected: (?=.*\[INDEXES, TOTAL, NONE\])(?=.*\[SIZE, NONE\]).*; /,
    }),
    rejectionTest('UpdateItem reports only the first invalid member', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        ReturnConsumedCapacity: untyped('ALL'),
        ReturnValues: untyped('ALL'),
      }),
      message: oneError + badReturnValues,
    }),
    rejectionTest('Query rejects an unknown Select', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'a' } },
        Select: untyped('ALL'),
      }),
      message:
        /^1 validation error detected: .*Member must satisfy enum value set: \[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES\]$/,
    }),
    rejectionTest('a Limit that is a string fails to deserialize', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, Limit: untyped('1') }),
      error: 'SerializationException',
      message: 'STRING_VALUE cannot be converted to Integer',
    }),
    rejectionTest('an N value that is not a string fails to deserialize', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, v: { N: untyped(1) } } }),
      error: 'SerializationException',
      message: 'NUMBER_VALUE cannot be converted to String',
    }),
  ],
};

function rejectsMissingTable(operation: string, send: NamedRequest): ConformanceTest {
  return {
    name: `${operation} rejects a table that does not exist, without its name in the message`,
    async run({ db, tableName }) {
      const request = send(db, tableName('conformance-absent'));
      await expectRejection(request, { error: 'ResourceNotFoundException', message: 'Requested resource not found' });
    },
  };
}
