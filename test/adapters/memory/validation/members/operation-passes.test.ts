import * as assert from 'uvu/assert';
import { checkMembers } from '../../../../../src/adapters/memory/validation/members/check-members.ts';
import { suite } from '../../../../support/suite.ts';
import { validationMessage } from './rejection.ts';

const test = suite('passes over members');

const key = { id: { S: 'a' } };
const item = { id: { S: 'a' } };

test('reports an empty table name first and alone, without its value', () => {
  const text =
    "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1";
  for (const operation of ['PutItem', 'GetItem', 'UpdateItem', 'DeleteItem'] as const) {
    assert.is(
      validationMessage(operation, { TableName: '', ReturnValues: 'X', ReturnConsumedCapacity: 'X' }),
      text,
      operation,
    );
  }
  assert.is(validationMessage('Query', { TableName: '', ReturnConsumedCapacity: 'X' }), text);
  assert.is(validationMessage('Scan', { TableName: '', ReturnConsumedCapacity: 'X' }), text);
});

test('reports a short table name with its value, and accepts an ARN', () => {
  assert.is(
    validationMessage('GetItem', { TableName: 'ab', Key: key }),
    "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/notes';
  assert.is(checkMembers('GetItem', { TableName: arn, Key: key }).TableName, arn);
});

test('PutItem and DeleteItem report all enumerations together with one violation of the table name', () => {
  const wrong = { TableName: 'a;', ReturnConsumedCapacity: 'x', ReturnItemCollectionMetrics: '', ReturnValues: 'y' };
  const text = [
    "4 validation errors detected: Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
    "Value '' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
  ].join('; ');
  assert.is(validationMessage('PutItem', { ...wrong, Item: item }), text);
  assert.is(validationMessage('DeleteItem', { ...wrong, Key: key }), text);
});

test('PutItem and DeleteItem report ReturnValues other than ALL_OLD and NONE together with other members', () => {
  for (const ReturnValues of ['ALL_NEW', 'UPDATED_NEW', 'UPDATED_OLD']) {
    assert.is(
      validationMessage('DeleteItem', { TableName: 'notes', Key: key, ReturnValues }),
      '1 validation error detected: ReturnValues can only be ALL_OLD or NONE',
    );
  }
  assert.is(
    validationMessage('PutItem', {
      TableName: 'notes',
      Item: item,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'X',
    }),
    "2 validation errors detected: ReturnValues can only be ALL_OLD or NONE; Value 'X' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
  );
});

test('PutItem, GetItem and DeleteItem report a missing member alone', () => {
  assert.is(
    validationMessage('DeleteItem', { TableName: 'notes', ReturnValues: 'X' }),
    "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null",
  );
  assert.is(
    validationMessage('GetItem', { Key: key }),
    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
  );
  assert.is(
    validationMessage('PutItem', { TableName: 'notes' }),
    "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null",
  );
});

test('UpdateItem reports the first violation only, for two members without the usual prefix', () => {
  const wrong = {
    TableName: 'a;',
    Key: key,
    ReturnValues: 'X',
    ReturnValuesOnConditionCheckFailure: 'X',
    ReturnItemCollectionMetrics: 'X',
    ReturnConsumedCapacity: 'X',
  };
  assert.is(
    validationMessage('UpdateItem', wrong),
    "2 validation errors detected: Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
  const named = { ...wrong, TableName: 'notes' };
  assert.is(
    validationMessage('UpdateItem', named),
    '1 validation error detected: Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
  );
  assert.is(
    validationMessage('UpdateItem', { ...named, ReturnValues: 'ALL_NEW' }),
    "Value 'X' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
  );
  assert.is(
    validationMessage('UpdateItem', { ...named, ReturnValues: undefined, ReturnValuesOnConditionCheckFailure: 'NONE' }),
    "1 validation error detected: Value 'X' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
  );
  assert.is(
    validationMessage('UpdateItem', { TableName: 'notes', Key: key, ReturnConsumedCapacity: 'X' }),
    "Value 'X' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
  );
});

test('UpdateItem without a key reports all violations together, in the older form', () => {
  assert.is(
    validationMessage('UpdateItem', { TableName: 'notes', ReturnValues: 'X', ReturnConsumedCapacity: 'Y' }),
    "3 validation errors detected: Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'X' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value null at 'key' failed to satisfy constraint: Member must not be null",
  );
});

test('Query reports the limit first, and a table name together with the capacity mode', () => {
  assert.is(
    validationMessage('Query', { TableName: '', Limit: 0, ReturnConsumedCapacity: 'X' }),
    "2 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
  assert.is(
    validationMessage('Query', { TableName: 'a;', ReturnConsumedCapacity: 'X' }),
    "2 validation errors detected: Value 'X' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
});

test('Query and Scan leave a wrong Select to later checks', () => {
  assert.is(checkMembers('Query', { TableName: 'notes', Select: 'X' }).Select, 'X');
  assert.is(checkMembers('Scan', { TableName: 'notes', Select: 'X' }).Select, 'X');
});

test('Query and Scan use the older form without a table name, or after rounding an integer', () => {
  assert.is(
    validationMessage('Query', { Select: 'X', ReturnConsumedCapacity: 'Y', Limit: 0 }),
    "4 validation errors detected: Value 'X' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  assert.is(
    validationMessage('Query', { TableName: 'notes', Limit: 0.5 }),
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  assert.is(
    validationMessage('Scan', { TableName: 'notes', Segment: 2147483648, TotalSegments: 0 }),
    "2 validation errors detected: Value '0' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '2147483647' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 999999",
  );
});

test('operations leave unknown words in legacy parameters to later checks', () => {
  const ConditionalOperator = 'XOR';
  const condition = { a: { ComparisonOperator: 'eq' } };
  const members = { TableName: 'notes', ConditionalOperator };
  assert.is(validationMessage('Query', { ...members, KeyConditions: condition, QueryFilter: condition }), 'accepted');
  assert.is(validationMessage('Scan', { ...members, ScanFilter: condition }), 'accepted');
  assert.is(validationMessage('PutItem', { ...members, Item: item, Expected: condition }), 'accepted');
  assert.is(
    validationMessage('UpdateItem', { ...members, Key: key, AttributeUpdates: { a: { Action: 'put' } } }),
    'accepted',
  );
});

test('a condition without operator is reported; a Scan with one uses the older form', () => {
  assert.is(
    validationMessage('Query', { TableName: 'notes', QueryFilter: { a: {} }, ConditionalOperator: 'XOR' }),
    "1 validation error detected: Value null at 'queryFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not be null",
  );
  const enumeration = (path: string, value: string, values: string) =>
    `Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${values}]`;
  assert.is(
    validationMessage('Scan', {
      TableName: 'notes',
      ScanFilter: { a: {}, b: { ComparisonOperator: 'eq' } },
      ConditionalOperator: 'XOR',
      Select: 'X',
      Segment: -1,
    }),
    [
      `5 validation errors detected: ${enumeration('select', 'X', 'SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES')}`,
      enumeration('conditionalOperator', 'XOR', 'OR, AND'),
      "Value null at 'scanFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not be null",
      enumeration(
        'scanFilter.b.member.comparisonOperator',
        'eq',
        'IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS',
      ),
      "Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0",
    ].join('; '),
  );
});

test('Scan reports its numbers together with an empty table name, without their values', () => {
  assert.is(
    validationMessage('Scan', { TableName: '', Limit: 0, Segment: 1_000_000, TotalSegments: 0 }),
    "4 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'Segment' failed to satisfy constraint: Member must have value less than or equal to 999999; Value at 'TotalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test('BatchGetItem reports empty lists first, then names and the capacity mode, then lists that are too long', () => {
  const empty =
    "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1";
  assert.is(validationMessage('BatchGetItem', { RequestItems: {} }), empty);
  assert.is(
    validationMessage('BatchGetItem', { RequestItems: { 'a;': { Keys: [] } }, ReturnConsumedCapacity: 'X' }),
    "1 validation error detected: Value at 'RequestItems.a;.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
  const keys = Array.from({ length: 101 }, () => key);
  assert.match(
    validationMessage('BatchGetItem', { RequestItems: { 'a;': { Keys: keys } }, ReturnConsumedCapacity: 'X' }),
    /^2 validation errors detected: Value 'X' at 'returnConsumedCapacity' .*; Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: \[a-zA-Z0-9_.-\]\+\]$/,
  );
  assert.is(
    validationMessage('BatchGetItem', { RequestItems: { notes: { Keys: keys } } }),
    "1 validation error detected: Value at 'RequestItems.notes.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100",
  );
  assert.is(
    validationMessage('BatchGetItem', {}),
    "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be null",
  );
});

test('BatchWriteItem reports its lists and modes together, then names', () => {
  assert.is(
    validationMessage('BatchWriteItem', { RequestItems: {} }),
    'The requestItems parameter is required for BatchWriteItem',
  );
  const lists =
    /^2 validation errors detected: Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]; Value 'X' at 'returnConsumedCapacity'/;
  const puts = Array.from({ length: 26 }, () => ({ PutRequest: { Item: item } }));
  for (const list of [[], puts]) {
    assert.match(
      validationMessage('BatchWriteItem', { RequestItems: { 'a;': list }, ReturnConsumedCapacity: 'X' }),
      lists,
    );
  }
  assert.match(
    validationMessage('BatchWriteItem', { RequestItems: { 'a;': puts.slice(1) } }),
    /^1 validation error detected: Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: /,
  );
  assert.is(
    validationMessage('BatchWriteItem', { RequestItems: { notes: [{ PutRequest: {} }] } }),
    "1 validation error detected: Value null at 'requestItems.notes.member.1.member.putRequest.item' failed to satisfy constraint: Member must not be null",
  );
});

test('table operations have their own texts for a table name that is missing or has a wrong length', () => {
  for (const operation of ['CreateTable', 'DescribeTable', 'DeleteTable'] as const) {
    assert.is(
      validationMessage(operation, {}),
      "The parameter 'TableName' is required but was not present in the request",
    );
    for (const TableName of ['', 'ab', 'a'.repeat(256)]) {
      assert.is(
        validationMessage(operation, { TableName }),
        'TableName must be at least 3 characters long and at most 255 characters long',
      );
    }
  }
  assert.is(
    validationMessage('DescribeTable', { TableName: 'a;b' }),
    "1 validation error detected: Value 'a;b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  );
});

test('CreateTable reports global indexes before local ones, and a key that is too long without its path', () => {
  const element = { AttributeName: 'a', KeyType: 'HASH' };
  const definition = {
    TableName: 'notes',
    AttributeDefinitions: [],
    KeySchema: [element],
    LocalSecondaryIndexes: [{ IndexName: 'loc', KeySchema: [element, element, element], Projection: {} }],
    GlobalSecondaryIndexes: [{ IndexName: 'x', KeySchema: [element], Projection: {} }],
    BillingMode: 'FREE',
  };
  assert.is(
    validationMessage('CreateTable', definition),
    "3 validation errors detected: Value 'x' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3; Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value '[KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=a, keyType=HASH)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
  );
});

test('CreateTable leaves its tags to later checks', () => {
  const table = {
    TableName: 'notes',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  };
  assert.is(
    validationMessage('CreateTable', { ...table, Tags: [{ Key: '' }, { Value: 'v'.repeat(257) }] }),
    'accepted',
  );
});

test('reports at most ten violations', () => {
  const AttributeDefinitions = Array.from({ length: 20 }, () => ({}));
  const text = validationMessage('CreateTable', { TableName: 'notes', AttributeDefinitions, KeySchema: [{}] });
  assert.ok(text.startsWith('10 validation errors detected: '));
  assert.is(text.split('; ').length, 10);
});

test.run();
