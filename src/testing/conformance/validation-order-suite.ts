import type { ConformanceSuite } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

const Key = { pk: { S: 'a' } };
const v = { ':v': { S: 'x' } };
const wrongType = { S: untyped(5) };
const unreadable = { error: 'SerializationException', message: 'NUMBER_VALUE cannot be converted to String' };
const tooLarge = { S: 'f'.repeat(409_601) };
const notThere = { error: 'ResourceNotFoundException', message: 'Requested resource not found' };

/** Requests with two things wrong: which of them the service tells. */
export const validationOrderSuite: ConformanceSuite = {
  name: 'validation-order',
  tests: [
    rejectionTest('a value of a wrong type before an empty table name', {
      operation: 'GetItem',
      input: () => ({ TableName: '', Key: { pk: { L: [{ M: { a: wrongType } }] } } }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before a bad enumeration member', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, ReturnValues: untyped('ALL'), Item: { ...Key, a: { L: [wrongType] } } }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before a table that is not there', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [`${TableName}-absent`]: [{ PutRequest: { Item: { ...Key, a: { M: { b: wrongType } } } } }] },
      }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before an expression that cannot be parsed', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET',
        ExpressionAttributeValues: { ':v': { L: [wrongType] } },
      }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before values without expression', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, ExpressionAttributeValues: { ':v': wrongType } }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before a limit of 0', {
      operation: 'Query',
      input: (TableName) => ({ TableName, Limit: 0, ExclusiveStartKey: { pk: wrongType } }),
      ...unreadable,
    }),
    rejectionTest('a value of a wrong type before an empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, '': { S: 'x' }, a: wrongType } }),
      ...unreadable,
    }),
    rejectionTest('a bad enumeration member before a table that is not there', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: /\[INDEXES, TOTAL, NONE\]$/,
    }),
    rejectionTest('a bad enumeration member before an empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, '': { S: 'x' } }, ReturnValues: untyped('ALL') }),
      message: /Member must satisfy enum value set: \[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE\]$/,
    }),
    rejectionTest('an empty table name before everything else', {
      operation: 'PutItem',
      input: () => ({ TableName: '', Item: Key, ReturnConsumedCapacity: untyped('ALL') }),
      message:
        "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    }),
    rejectionTest('an expression that cannot be parsed before a table that is not there', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, UpdateExpression: 'SET' }),
      message: /Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"$/,
    }),
    rejectionTest('a value that is not used before a table that is not there', {
      operation: 'DeleteItem',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        Key,
        ConditionExpression: 'a = b',
        ExpressionAttributeValues: v,
      }),
      message: /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:v\}$/,
    }),
    rejectionTest('an operand of a wrong type before a table that is not there', {
      operation: 'Query',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        KeyConditionExpression: 'pk = :v AND begins_with(sk, :n)',
        ExpressionAttributeValues: { ...v, ':n': { N: '1' } },
      }),
      message: /operator or function: begins_with, operand type: N$/,
    }),
    rejectionTest('a bad value before a table that is not there', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Item: { ...Key, a: { NS: [] } } }),
      message: /An number set {2}may not be empty$/,
    }),
    rejectionTest('a table that is not there before a key that does not fit', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key: { pk: { L: [] }, a: { S: 'x' } } }),
      ...notThere,
    }),
    rejectionTest('a table that is not there before an item that is too large', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Item: { ...Key, a: tooLarge } }),
      ...notThere,
    }),
    rejectionTest('a table that is not there before a key condition that does not fit its keys', {
      operation: 'Query',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        KeyConditionExpression: 'a = :v',
        ExpressionAttributeValues: v,
      }),
      ...notThere,
    }),
    rejectionTest('a table that is not there before an index that is not there', {
      operation: 'Scan',
      input: (TableName) => ({ TableName: `${TableName}-absent`, IndexName: 'absent' }),
      ...notThere,
    }),
    rejectionTest('a key that does not fit before an item that is too large', {
      operation: 'PutItem',
      table: sortedTable,
      input: (TableName) => ({ TableName, Item: { ...Key, a: tooLarge } }),
      message: 'One or more parameter values were invalid: Missing the key sk in the item',
    }),
    rejectionTest('an item that is too large before a condition that fails', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: { ...Key, a: tooLarge },
        ConditionExpression: 'a = :v',
        ExpressionAttributeValues: v,
      }),
      message: 'Item size has exceeded the maximum allowed size',
    }),
    rejectionTest('an update of the key before a condition that fails', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET pk = :v',
        ConditionExpression: 'a = :v',
        ExpressionAttributeValues: v,
      }),
      message:
        'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    }),
    {
      name: 'a condition that fails before an update that cannot be applied',
      async run({ db, table, newKey }) {
        const update = db.execute('UpdateItem', {
          TableName: await table(hashTable),
          Key: { pk: { S: newKey() } },
          UpdateExpression: 'SET a.b = :v',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: v,
        });
        await expectRejection(update, {
          error: 'ConditionalCheckFailedException',
          message: 'The conditional request failed',
        });
      },
    },
    rejectionTest('an empty condition before an empty update', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, UpdateExpression: '', ConditionExpression: '' }),
      message: /Invalid ConditionExpression: The expression can not be empty;$/,
    }),
    rejectionTest('an update that cannot be parsed before a condition that cannot', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, UpdateExpression: 'SET a', ConditionExpression: 'b =' }),
      message: /Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "a"$/,
    }),
    rejectionTest('a condition that cannot be parsed before a value that is not used', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'REMOVE a',
        ConditionExpression: 'b =',
        ExpressionAttributeValues: v,
      }),
      message: /Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="$/,
    }),
    rejectionTest('a key condition that cannot be parsed before filter and projection', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk =',
        FilterExpression: 'a =',
        ProjectionExpression: 'a,',
      }),
      message: 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
    }),
    rejectionTest('a filter that cannot be parsed before a projection', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a =', ProjectionExpression: 'a,' }),
      message: 'Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
    }),
    rejectionTest('a value that is not given before one that is not used', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a = :w', ExpressionAttributeValues: v }),
      message:
        'Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :w',
    }),
    rejectionTest('the size of an expression before its syntax', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: `${' '.repeat(4096)}=` }),
      message: /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;/,
    }),
    rejectionTest('redundant parentheses before a function that there is not', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: '((foo(a)))' }),
      message: 'Invalid FilterExpression: The expression has redundant parentheses;',
    }),
    rejectionTest('a function that there is not before a reserved word', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'status = :v AND foo(a)' }),
      message: 'Invalid FilterExpression: Invalid function name; function: foo',
    }),
    rejectionTest('a reserved word before a value that is not given', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a = :v AND status = :v' }),
      message: 'Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status',
    }),
    rejectionTest('an empty attribute name before a bad value', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: { SS: [] }, m: { M: { '': { S: 'x' } } } } }),
      message: /Empty attribute name$/,
    }),
    rejectionTest('a limit of 0 before a key condition that cannot be parsed', {
      operation: 'Query',
      input: (TableName) => ({ TableName, KeyConditionExpression: 'pk =', Limit: 0 }),
      message: /Member must have value greater than or equal to 1$/,
    }),
  ],
};
