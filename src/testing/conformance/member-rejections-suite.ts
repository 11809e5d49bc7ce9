import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';

/** Sends an otherwise good request with that table name. */
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

const enveloped = '1 validation error detected: ';
const tableNames: Readonly<Record<string, readonly [string | undefined, string]>> = {
  'no table name': [
    undefined,
    `${enveloped}Value null at 'tableName' failed to satisfy constraint: Member must not be null`,
  ],
  'an empty table name': [
    '',
    `${enveloped}Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  'a table name of two characters': [
    'ab',
    `${enveloped}Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
  ],
  'a table name with a space': [
    'my table',
    `${enveloped}Value 'my table' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
  ],
};

const noKey = "Value null at 'key' failed to satisfy constraint: Member must not be null";
const badCapacityMode =
  "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]";
const badFailureValues =
  "Value 'ALL_NEW' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]";
/** The service's own words, its slips included. */
const badReturnValues =
  'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]';

/** Members that are absent, too short or long, or not among the values there are. */
export const memberRejectionsSuite: ConformanceSuite = {
  name: 'member-rejections',
  tests: [
    ...Object.entries(requests).flatMap(([operation, send]) => [
      ...Object.entries(tableNames).map(
        ([name, [TableName, message]]): ConformanceTest => ({
          name: `${operation} refuses ${name}`,
          run: async ({ db }) => void (await expectRejection(send(db, TableName), { message })),
        }),
      ),
      isNotThere(operation, send),
    ]),
    rejectionTest('GetItem refuses to go without a key', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: undefined }),
      message: `${enveloped}${noKey}`,
    }),
    rejectionTest('DeleteItem refuses to go without a key', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key: undefined }),
      message: `${enveloped}${noKey}`,
    }),
    rejectionTest('UpdateItem refuses to go without a key, and tells of other members too', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key: undefined, ReturnConsumedCapacity: untyped('ALL') }),
      message: `2 validation errors detected: ${badCapacityMode}; ${noKey}`,
    }),
    rejectionTest('Query without table name tells of the limit too, in the older words', {
      operation: 'Query',
      input: () => ({ TableName: undefined, Limit: 0 }),
      message:
        "2 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    }),
    rejectionTest('Scan with an empty table name tells of the limit too', {
      operation: 'Scan',
      input: () => ({ TableName: '', Limit: 0 }),
      message:
        "2 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    }),
    rejectionTest('GetItem tells first that a table name is too short', {
      operation: 'GetItem',
      input: () => ({ TableName: '!!', Key }),
      message: `${enveloped}Value '!!' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
    }),
    rejectionTest('UpdateItem tells everything that is wrong with a table name', {
      operation: 'UpdateItem',
      input: () => ({ TableName: '!!', Key, ReturnValues: untyped('ALL') }),
      message:
        "2 validation errors detected: Value '!!' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '!!' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    }),
    rejectionTest('PutItem refuses to go without an item', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: undefined }),
      message: `${enveloped}Value null at 'item' failed to satisfy constraint: Member must not be null`,
    }),
    rejectionTest('GetItem refuses a ReturnConsumedCapacity that there is not', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: enveloped + badCapacityMode,
    }),
    rejectionTest('PutItem refuses a ReturnConsumedCapacity that there is not', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: enveloped + badCapacityMode,
    }),
    rejectionTest('UpdateItem refuses a ReturnConsumedCapacity that there is not, without an envelope', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: badCapacityMode,
    }),
    rejectionTest('Query refuses a ReturnConsumedCapacity that there is not', {
      operation: 'Query',
      input: (TableName) => ({ TableName, ReturnConsumedCapacity: untyped('ALL') }),
      message: enveloped + badCapacityMode,
    }),
    rejectionTest('PutItem refuses ReturnValues that there are not', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValues: untyped('ALL') }),
      message: enveloped + badReturnValues,
    }),
    rejectionTest('UpdateItem refuses ReturnValues that there are not', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ReturnValues: untyped('ALL') }),
      message: enveloped + badReturnValues,
    }),
    rejectionTest('PutItem refuses ReturnValues that are for updates', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValues: 'ALL_NEW' }),
      message: `${enveloped}ReturnValues can only be ALL_OLD or NONE`,
    }),
    rejectionTest('DeleteItem refuses ReturnValues that are for updates', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, ReturnValues: 'UPDATED_OLD' }),
      message: `${enveloped}ReturnValues can only be ALL_OLD or NONE`,
    }),
    rejectionTest('PutItem refuses a ReturnValuesOnConditionCheckFailure that there is not', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ReturnValuesOnConditionCheckFailure: untyped('ALL_NEW') }),
      message: enveloped + badFailureValues,
    }),
    rejectionTest('UpdateItem refuses a ReturnValuesOnConditionCheckFailure that there is not, without an envelope', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ReturnValuesOnConditionCheckFailure: untyped('ALL_NEW') }),
      message: badFailureValues,
    }),
    rejectionTest('PutItem tells of all members at once', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: Key,
        ReturnConsumedCapacity: untyped('ALL'),
        ReturnItemCollectionMetrics: untyped('ALL'),
      }),
      message: /^2 validation errors detected: (?=.*\[INDEXES, TOTAL, NONE\])(?=.*\[SIZE, NONE\]).*; /,
    }),
    rejectionTest('UpdateItem tells of the first bad member alone', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        ReturnConsumedCapacity: untyped('ALL'),
        ReturnValues: untyped('ALL'),
      }),
      message: enveloped + badReturnValues,
    }),
    rejectionTest('Query refuses a Select that there is not', {
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
    rejectionTest('a limit that is a string is no request at all', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, Limit: untyped('1') }),
      error: 'SerializationException',
      message: 'STRING_VALUE cannot be converted to Integer',
    }),
    rejectionTest('a number that is not written as a string is no request at all', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, v: { N: untyped(1) } } }),
      error: 'SerializationException',
      message: 'NUMBER_VALUE cannot be converted to String',
    }),
  ],
};

function isNotThere(operation: string, send: NamedRequest): ConformanceTest {
  return {
    name: `${operation} refuses a table that is not there, without its name`,
    async run({ db, tableName }) {
      const request = send(db, tableName('conformance-absent'));
      await expectRejection(request, { error: 'ResourceNotFoundException', message: 'Requested resource not found' });
    },
  };
}
