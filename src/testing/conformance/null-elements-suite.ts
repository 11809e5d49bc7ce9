import type { ConformanceSuite } from './conformance-test.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { withSource } from './with-source.ts';

const message = 'The supplied Item contains a null AttributeValue';
const Key = { pk: { S: 'a' } };
const list = { L: [{ S: 'x' }, untyped(null)] };
const values = { ':v': list };

/** A list of attribute values must not contain null. What the service does with one is not recorded. */
export const nullElementsSuite: ConformanceSuite = {
  name: 'null-elements',
  tests: withSource('behaviour §23, null in a list', [
    rejectionTest('GetItem rejects null in a list', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: { pk: list } }),
      message,
    }),
    rejectionTest('BatchGetItem rejects null in a list', {
      operation: 'BatchGetItem',
      input: (TableName) => ({ RequestItems: { [TableName]: { Keys: [{ pk: list }] } } }),
      message,
    }),
    rejectionTest('PutItem rejects null in a list of its condition, with its placeholder', {
      operation: 'PutItem',
      input: (TableName) => ({
        TableName,
        Item: Key,
        ConditionExpression: 'a = :v',
        ExpressionAttributeValues: values,
      }),
      message: `ExpressionAttributeValues contains invalid value: ${message} for key :v`,
    }),
    rejectionTest('DeleteItem rejects null in a list of a legacy condition', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, Expected: { a: { Value: list } } }),
      message,
    }),
    rejectionTest('Scan rejects null in a list of a legacy filter', {
      operation: 'Scan',
      input: (TableName) => ({
        TableName,
        ScanFilter: { a: { ComparisonOperator: 'EQ', AttributeValueList: [list] } },
      }),
      message,
    }),
    rejectionTest('PutItem rejects null in a list', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: list } }),
      message,
    }),
    rejectionTest('PutItem rejects null as the only element of a list', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: { L: [untyped(null)] } } }),
      message,
    }),
    rejectionTest('PutItem rejects null in a list inside other values', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: { M: { b: { L: [list] } } } } }),
      message,
    }),
    rejectionTest('UpdateItem rejects null in a list, with its placeholder', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, UpdateExpression: 'SET a = :v', ExpressionAttributeValues: values }),
      message: `ExpressionAttributeValues contains invalid value: ${message} for key :v`,
    }),
    rejectionTest('UpdateItem rejects null in a list among its legacy parameters', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, AttributeUpdates: { a: { Action: 'PUT', Value: list } } }),
      message,
    }),
    rejectionTest('DeleteItem rejects null in a list', {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key: { pk: list } }),
      message,
    }),
    rejectionTest('BatchWriteItem rejects null in a list', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Key, a: list } } }] } }),
      message,
    }),
    rejectionTest('Scan rejects null in a list, with its placeholder', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: 'a = :v', ExpressionAttributeValues: values }),
      message: `ExpressionAttributeValues contains invalid value: ${message} for key :v`,
    }),
    rejectionTest('Query rejects null among the values of a legacy condition', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [Key.pk, untyped(null)] } },
      }),
      message,
    }),
  ]),
};
