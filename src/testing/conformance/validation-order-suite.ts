import type { ConformanceSuite } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

const Key = { pk: { S: 'a' } };
const v = { ':v': { S: 'x' } };
const wrongType = { S: untyped(5) };
const notDeserialized = { error: 'SerializationException', message: 'NUMBER_VALUE cannot be converted to String' };
const tooLarge = { S: 'f'.repeat(409_601) };
const missingTable = { error: 'ResourceNotFoundException', message: 'Requested resource not found' };

/** Requests with two violations: the one that the service reports. */
export const validationOrderSuite: ConformanceSuite = {
  name: 'validation-order',
  tests: [
    rejectionTest('reports a value of the wrong type before an empty table name', {
      operation: 'GetItem',
      input: () => ({ TableName: '', Key: { pk: { L: [{ M: { a: wrongType } }] } } }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before an unknown enumeration value', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, ReturnValues: untyped('ALL'), Item: { ...Key, a: { L: [wrongType] } } }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before a table that does not exist', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [`${TableName}-absent`]: [{ PutRequest: { Item: { ...Key, a: { M: { b: wrongType } } } } }] },
      }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before a syntax error in an expression', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET',
        ExpressionAttributeValues: { ':v': { L: [wrongType] } },
      }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before expression attribute values without an expression', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, ExpressionAttributeValues: { ':v': wrongType } }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before a limit of 0', {
      operation: 'Query',
      input: (TableName) => ({ TableName, Limit: 0, ExclusiveStartKey: { pk: wrongType } }),
      ...notDeserialized,
    }),
    rejectionTest('reports a value of the wrong type before an empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, '': { S: 'x' }, a: wrongType } }),
      ...notDeserialized,
    }),
    rejectionTest('reports an unknown enumeration value before a table that does not exist', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, ReturnConsumedCapacity: untyped('ALL') }),
      message: /\[INDEXES, TOTAL, NONE\]$/,
    }),
    rejectionTest('reports an unknown enumeration value before an empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, '': { S: 'x' } }, ReturnValues: untyped('ALL') }),
      message: /Member must satisfy enum value set: \[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE\]$/,
    }),
    rejectionTest('reports an empty table name before everything else', {
      operation: 'PutItem',
      input: () => ({ TableName: '', Item: Key, ReturnConsumedCapacity: untyped('ALL') }),
      message:
        "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    }),
    rejectionTest('reports a syntax error in an expression before a table that does not exist', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key, UpdateExpression: 'SET' }),
      message: /Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"$/,
    }),
    rejectionTest('reports an unused expression attribute value before a table that does not exist', {
      operation: 'DeleteItem',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        Key,
        ConditionExpression: 'a = b',
        ExpressionAttributeValues: v,
      }),
      message: /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:v\}$/,
    }),
    rejectionTest('reports an operand of the wrong type before a table that does not exist', {
      operation: 'Query',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        KeyConditionExpression: 'pk = :v AND begins_with(sk, :n)',
        ExpressionAttributeValues: { ...v, ':n': { N: '1' } },
      }),
      message: /operator or function: begins_with, operand type: N$/,
    }),
    rejectionTest('reports an invalid value before a table that does not exist', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Item: { ...Key, a: { NS: [] } } }),
      message: /An number set {2}may not be empty$/,
    }),
    rejectionTest('reports a table that does not exist before a key that does not match the schema', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key: { pk: { L: [] }, a: { S: 'x' } } }),
      ...missingTable,
    }),
    rejectionTest('reports a table that does not exist before an item that is too large', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Item: { ...Key, a: tooLarge } }),
      ...missingTable,
    }),
    rejectionTest('reports a table that does not exist before a key condition that does not match the schema', {
      operation: 'Query',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        KeyConditionExpression: 'a = :v',
        ExpressionAttributeValues: v,
      }),
      ...missingTable,
    }),
    rejectionTest('reports a table that does not exist before an index that does not exist', {
      operation: 'Scan',
      input: (TableName) => ({ TableName: `${TableName}-absent`, IndexName: 'absent' }),
      ...missingTable,
    }),
    rejectionTest('reports a key that does not match the schema before an item that is too large', {
      operation: 'PutItem',
      table: sortedTable,
      input: (TableName) => ({ TableName, Item: { ...Key, a: tooLarge } }),
      message: 'One or more parameter values were invalid: Missing the key sk in the item',
    }),
    rejectionTest('reports an item that is too large before a condition that fails', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: { ...Key, a: tooLarge },
        ConditionExpression: 'a = :v',
        ExpressionAttributeValues: v,
      }),
      message: 'Item size has exceeded the maximum allowed size',
    }),
    rejectionTest('reports an update of the key before a condition that fails', {
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
      name: 'reports a condition that fails before an update that cannot be applied',
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
    rejectionTest('reports an empty condition before an empty update', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, UpdateExpression: '', ConditionExpression: '' }),
      message: /Invalid ConditionExpression: The expression can not be empty;$/,
    }),
    rejectionTest('reports a syntax error in the update before one in the condition', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, UpdateExpression: 'SET a', ConditionExpression: 'b =' }),
      message: /Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "a"$/,
    }),
    rejectionTest('reports a syntax error in the condition before an unused expression attribute value', {
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
    rejectionTest('reports a syntax error in the key condition before one in the filter or the projection', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk =',
        FilterExpression: 'a =',
        ProjectionExpression: 'a,',
      }),
      message: 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
    }),
    rejectionTest('reports a syntax error in the filter before one in the projection', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a =', ProjectionExpression: 'a,' }),
      message: 'Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
    }),
    rejectionTest('reports an undefined expression attribute value before an unused one', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a = :w', ExpressionAttributeValues: v }),
      message:
        'Invalid FilterExpression: An expression attribute value used in expression is not defined; attribute value: :w',
    }),
    rejectionTest('reports the size of an expression before its syntax', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: `${' '.repeat(4096)}=` }),
      message: /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;/,
    }),
    rejectionTest('reports redundant parentheses before an unknown function', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: '((foo(a)))' }),
      message: 'Invalid FilterExpression: The expression has redundant parentheses;',
    }),
    rejectionTest('reports an unknown function before a reserved word', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'status = :v AND foo(a)' }),
      message: 'Invalid FilterExpression: Invalid function name; function: foo',
    }),
    rejectionTest('reports a reserved word before an undefined expression attribute value', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a = :v AND status = :v' }),
      message: 'Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status',
    }),
    rejectionTest('reports an empty attribute name before an invalid value', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: { SS: [] }, m: { M: { '': { S: 'x' } } } } }),
      message: /Empty attribute name$/,
    }),
    rejectionTest('reports a limit of 0 before a syntax error in the key condition', {
      operation: 'Query',
      input: (TableName) => ({ TableName, KeyConditionExpression: 'pk =', Limit: 0 }),
      message: /Member must have value greater than or equal to 1$/,
    }),
  ],
};
