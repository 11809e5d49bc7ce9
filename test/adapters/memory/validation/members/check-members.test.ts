import * as assert from 'uvu/assert';
import { checkMembers } from '../../../../../src/adapters/memory/validation/members/check-members.ts';
import { UnreadableRequest } from '../../../../../src/adapters/memory/values/unreadable-request.ts';
import type { OperationName } from '../../../../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../../../../src/domain/errors.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('members of requests');

const key = { id: { S: 'a' } };
const item = { id: { S: 'a' } };

test('leaves out what the model does not have, and takes null for absent', () => {
  const input = { TableName: 'notes', Key: key, Colour: 'red', ConsistentRead: null, ProjectionExpression: undefined };
  assert.equal(checkMembers('GetItem', input), { TableName: 'notes', Key: key });
});

test('hands attribute values on as they came', () => {
  const odd = { id: 5, nested: { M: { a: null } } };
  assert.is(checkMembers('PutItem', { TableName: 'notes', Item: odd }).Item, odd);
});

test('rounds integers to whole numbers of 32 bits', () => {
  const limitOf = (Limit: number) => checkMembers('Query', { TableName: 'notes', Limit }).Limit;
  assert.is(limitOf(4294967296), 2147483647);
  assert.is(limitOf(1.5), 1);
  assert.is(checkMembers('Scan', { TableName: 'notes', Segment: -0.5, TotalSegments: 1 }).Segment, 0);
});

test('takes some words for truth values', () => {
  const read = (ConsistentRead: unknown) =>
    checkMembers('GetItem', { TableName: 'notes', Key: key, ConsistentRead }).ConsistentRead;
  for (const word of ['true', 'T', 'Yes', 'y', '1', true]) assert.is(read(word), true, String(word));
  for (const word of ['FALSE', 'f', 'no', 'N', '0', false]) assert.is(read(word), false, String(word));
});

test('does not read members of other types', () => {
  const wrong: readonly (readonly [OperationName, unknown])[] = [
    ['GetItem', { TableName: 5 }],
    ['GetItem', { ConsistentRead: 1 }],
    ['GetItem', { ConsistentRead: 'maybe' }],
    ['GetItem', { Key: 'a' }],
    ['GetItem', { Key: new Map() }],
    ['GetItem', { ExpressionAttributeNames: { '#a': 1 } }],
    ['GetItem', { AttributesToGet: {} }],
    ['Query', { Limit: '1' }],
    ['Query', { Limit: Number.NaN }],
    ['BatchGetItem', { RequestItems: { notes: [] } }],
    ['BatchGetItem', { RequestItems: { notes: { Keys: ['a'] } } }],
    ['CreateTable', { KeySchema: ['a'] }],
    ['CreateTable', { ProvisionedThroughput: { ReadCapacityUnits: '1' } }],
    ['ImportTable', { InputFormatOptions: { Csv: { HeaderList: [1] } } }],
    ['ExportTableToPointInTime', { ExportTime: new Date('never') }],
    ['PutResourcePolicy', { ResourceArn: Symbol('arn') }],
    ['ListTables', undefined],
    ['ListTables', []],
  ];
  for (const [operation, input] of wrong) {
    assert.throws(
      () => checkMembers(operation, input),
      (error: unknown) => error instanceof UnreadableRequest,
      `${operation} ${String(Object.keys(Object(input)))}`,
    );
  }
});

test('tells of an empty table name alone and before other rules, by its name', () => {
  const text =
    "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1";
  for (const operation of ['PutItem', 'GetItem', 'UpdateItem', 'DeleteItem'] as const) {
    assert.is(invalid(operation, { TableName: '', ReturnValues: 'X', ReturnConsumedCapacity: 'X' }), text, operation);
  }
  assert.is(invalid('Query', { TableName: '', ReturnConsumedCapacity: 'X' }), text);
  assert.is(invalid('Scan', { TableName: '', ReturnConsumedCapacity: 'X' }), text);
});

test('tells of a short table name with its value, and takes an ARN for one', () => {
  assert.is(
    invalid('GetItem', { TableName: 'ab', Key: key }),
    "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/notes';
  assert.is(checkMembers('GetItem', { TableName: arn, Key: key }).TableName, arn);
});

test('PutItem and DeleteItem tell all enumerations and one problem of the name at once', () => {
  const wrong = { TableName: 'a;', ReturnConsumedCapacity: 'x', ReturnItemCollectionMetrics: '', ReturnValues: 'y' };
  const text = [
    "4 validation errors detected: Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
    "Value '' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
  ].join('; ');
  assert.is(invalid('PutItem', { ...wrong, Item: item }), text);
  assert.is(invalid('DeleteItem', { ...wrong, Key: key }), text);
});

test('PutItem and DeleteItem return nothing but the old item, and say so together with other members', () => {
  for (const ReturnValues of ['ALL_NEW', 'UPDATED_NEW', 'UPDATED_OLD']) {
    assert.is(
      invalid('DeleteItem', { TableName: 'notes', Key: key, ReturnValues }),
      '1 validation error detected: ReturnValues can only be ALL_OLD or NONE',
    );
  }
  assert.is(
    invalid('PutItem', {
      TableName: 'notes',
      Item: item,
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'X',
    }),
    "2 validation errors detected: ReturnValues can only be ALL_OLD or NONE; Value 'X' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
  );
});

test('PutItem, GetItem and DeleteItem tell of what is missing alone', () => {
  assert.is(
    invalid('DeleteItem', { TableName: 'notes', ReturnValues: 'X' }),
    "1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null",
  );
  assert.is(
    invalid('GetItem', { Key: key }),
    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
  );
  assert.is(
    invalid('PutItem', { TableName: 'notes' }),
    "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null",
  );
});

test('UpdateItem stops at the first wrong member, and leaves the usual words out of two', () => {
  const wrong = {
    TableName: 'a;',
    Key: key,
    ReturnValues: 'X',
    ReturnValuesOnConditionCheckFailure: 'X',
    ReturnItemCollectionMetrics: 'X',
    ReturnConsumedCapacity: 'X',
  };
  assert.is(
    invalid('UpdateItem', wrong),
    "2 validation errors detected: Value 'a;' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
  const named = { ...wrong, TableName: 'notes' };
  assert.is(
    invalid('UpdateItem', named),
    '1 validation error detected: Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
  );
  assert.is(
    invalid('UpdateItem', { ...named, ReturnValues: 'ALL_NEW' }),
    "Value 'X' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
  );
  assert.is(
    invalid('UpdateItem', { ...named, ReturnValues: undefined, ReturnValuesOnConditionCheckFailure: 'NONE' }),
    "1 validation error detected: Value 'X' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
  );
  assert.is(
    invalid('UpdateItem', { TableName: 'notes', Key: key, ReturnConsumedCapacity: 'X' }),
    "Value 'X' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
  );
});

test('UpdateItem without a key tells everything at once, in the older words', () => {
  assert.is(
    invalid('UpdateItem', { TableName: 'notes', ReturnValues: 'X', ReturnConsumedCapacity: 'Y' }),
    "3 validation errors detected: Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'X' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value null at 'key' failed to satisfy constraint: Member must not be null",
  );
});

test('Query tells of the limit first, and of a name and the capacity mode together', () => {
  assert.is(
    invalid('Query', { TableName: '', Limit: 0, ReturnConsumedCapacity: 'X' }),
    "2 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
  assert.is(
    invalid('Query', { TableName: 'a;', ReturnConsumedCapacity: 'X' }),
    "2 validation errors detected: Value 'X' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  );
});

test('Query and Scan leave a wrong Select to later checks', () => {
  assert.is(checkMembers('Query', { TableName: 'notes', Select: 'X' }).Select, 'X');
  assert.is(checkMembers('Scan', { TableName: 'notes', Select: 'X' }).Select, 'X');
});

test('Query and Scan fall back to the older words without a table name, or after rounding an integer', () => {
  assert.is(
    invalid('Query', { Select: 'X', ReturnConsumedCapacity: 'Y', Limit: 0 }),
    "4 validation errors detected: Value 'X' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; Value 'Y' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value null at 'tableName' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  assert.is(
    invalid('Query', { TableName: 'notes', Limit: 0.5 }),
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  assert.is(
    invalid('Scan', { TableName: 'notes', Segment: 2147483648, TotalSegments: 0 }),
    "2 validation errors detected: Value '0' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '2147483647' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 999999",
  );
});

test('Scan tells of its numbers and an empty name together, by their names', () => {
  assert.is(
    invalid('Scan', { TableName: '', Limit: 0, Segment: 1_000_000, TotalSegments: 0 }),
    "4 validation errors detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'Segment' failed to satisfy constraint: Member must have value less than or equal to 999999; Value at 'TotalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1; Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test('BatchGetItem tells of empty lists first, then of names and the capacity mode, then of lists too long', () => {
  const empty =
    "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1";
  assert.is(invalid('BatchGetItem', { RequestItems: {} }), empty);
  assert.is(
    invalid('BatchGetItem', { RequestItems: { 'a;': { Keys: [] } }, ReturnConsumedCapacity: 'X' }),
    "1 validation error detected: Value at 'RequestItems.a;.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
  const keys = Array.from({ length: 101 }, () => key);
  assert.match(
    invalid('BatchGetItem', { RequestItems: { 'a;': { Keys: keys } }, ReturnConsumedCapacity: 'X' }),
    /^2 validation errors detected: Value 'X' at 'returnConsumedCapacity' .*; Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: \[a-zA-Z0-9_.-\]\+\]$/,
  );
  assert.is(
    invalid('BatchGetItem', { RequestItems: { notes: { Keys: keys } } }),
    "1 validation error detected: Value at 'RequestItems.notes.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100",
  );
  assert.is(
    invalid('BatchGetItem', {}),
    "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be null",
  );
});

test('BatchWriteItem tells of its lists and modes together, then of names', () => {
  assert.is(
    invalid('BatchWriteItem', { RequestItems: {} }),
    'The requestItems parameter is required for BatchWriteItem',
  );
  const lists =
    /^2 validation errors detected: Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]; Value 'X' at 'returnConsumedCapacity'/;
  const puts = Array.from({ length: 26 }, () => ({ PutRequest: { Item: item } }));
  for (const list of [[], puts]) {
    assert.match(invalid('BatchWriteItem', { RequestItems: { 'a;': list }, ReturnConsumedCapacity: 'X' }), lists);
  }
  assert.match(
    invalid('BatchWriteItem', { RequestItems: { 'a;': puts.slice(1) } }),
    /^1 validation error detected: Value '\{a;=.*\}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: /,
  );
  assert.is(
    invalid('BatchWriteItem', { RequestItems: { notes: [{ PutRequest: {} }] } }),
    "1 validation error detected: Value null at 'requestItems.notes.member.1.member.putRequest.item' failed to satisfy constraint: Member must not be null",
  );
});

test('operations on tables have words of their own for a name that is missing, or of a wrong length', () => {
  for (const operation of ['CreateTable', 'DescribeTable', 'DeleteTable'] as const) {
    assert.is(invalid(operation, {}), "The parameter 'TableName' is required but was not present in the request");
    for (const TableName of ['', 'ab', 'a'.repeat(256)]) {
      assert.is(
        invalid(operation, { TableName }),
        'TableName must be at least 3 characters long and at most 255 characters long',
      );
    }
  }
  assert.is(
    invalid('DescribeTable', { TableName: 'a;b' }),
    "1 validation error detected: Value 'a;b' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  );
});

test('CreateTable tells of global indexes before local ones, and of a key too long without saying whose', () => {
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
    invalid('CreateTable', definition),
    "3 validation errors detected: Value 'x' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3; Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value '[KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=a, keyType=HASH)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
  );
});

test('tells ten problems at most', () => {
  const AttributeDefinitions = Array.from({ length: 20 }, () => ({}));
  const text = invalid('CreateTable', { TableName: 'notes', AttributeDefinitions, KeySchema: [{}] });
  assert.ok(text.startsWith('10 validation errors detected: '));
  assert.is(text.split('; ').length, 10);
});

test('is done in time with members that never end, are huge or are named oddly', () => {
  const cycle: Record<string, unknown> = { TableName: 'notes' };
  cycle.Key = cycle;
  assert.is(checkMembers('GetItem', cycle).TableName, 'notes');
  assert.is(
    refused('BatchGetItem', { RequestItems: { notes: { Keys: new Array(2 ** 32 - 1) } } }),
    'RequestEntityTooLarge: The request is larger than 16 MB',
  );
  const named = JSON.parse('{"TableName":"notes","Key":{},"__proto__":{"ConsistentRead":true},"constructor":1}');
  assert.equal(checkMembers('GetItem', named), { TableName: 'notes', Key: {} });
  const names = JSON.parse('{"__proto__":"a"}');
  const read = checkMembers('GetItem', { TableName: 'notes', Key: {}, ExpressionAttributeNames: names });
  assert.equal(Object.keys(read.ExpressionAttributeNames ?? {}), ['__proto__']);
});

test.run();

/** Name and message of what a request is refused with. */
function refused(operation: OperationName, input: unknown): string {
  try {
    checkMembers(operation, input);
  } catch (error) {
    if (error instanceof DynarepoError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

function invalid(operation: OperationName, input: unknown): string {
  return refused(operation, input).replace(/^ValidationException: /, '');
}
