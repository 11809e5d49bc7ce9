import * as assert from 'uvu/assert';
import { checkMembers } from '../../../../../src/adapters/memory/validation/members/check-members.ts';
import { UnreadableRequest } from '../../../../../src/adapters/memory/values/unreadable-request.ts';
import type { OperationName } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { rejection } from './rejection.ts';

const test = suite('members of requests');

const key = { id: { S: 'a' } };

test('drops members that the model does not have, and treats null as absent', () => {
  const input = { TableName: 'notes', Key: key, Colour: 'red', ConsistentRead: null, ProjectionExpression: undefined };
  assert.equal(checkMembers('GetItem', input), { TableName: 'notes', Key: key });
});

test('leaves attribute values as they are', () => {
  const odd = { id: 5, nested: { M: { a: null } } };
  assert.is(checkMembers('PutItem', { TableName: 'notes', Item: odd }).Item, odd);
});

test('rounds integers to whole numbers of 32 bits', () => {
  const limitOf = (Limit: number) => checkMembers('Query', { TableName: 'notes', Limit }).Limit;
  assert.is(limitOf(4294967296), 2147483647);
  assert.is(limitOf(1.5), 1);
  assert.is(checkMembers('Scan', { TableName: 'notes', Segment: -0.5, TotalSegments: 1 }).Segment, 0);
});

test('accepts some words as booleans', () => {
  const read = (ConsistentRead: unknown) =>
    checkMembers('GetItem', { TableName: 'notes', Key: key, ConsistentRead }).ConsistentRead;
  for (const word of ['true', 'T', 'Yes', 'y', '1', true]) assert.is(read(word), true, String(word));
  for (const word of ['FALSE', 'f', 'no', 'N', '0', false]) assert.is(read(word), false, String(word));
});

test('rejects members of a wrong type', () => {
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

test('accepts or rejects members that are circular, huge or named like object properties', () => {
  const cycle: Record<string, unknown> = { TableName: 'notes' };
  cycle.Key = cycle;
  assert.is(checkMembers('GetItem', cycle).TableName, 'notes');
  assert.is(
    rejection('BatchGetItem', { RequestItems: { notes: { Keys: new Array(2 ** 32 - 1) } } }),
    'RequestEntityTooLarge: The request is larger than 16 MB',
  );
  const named = JSON.parse('{"TableName":"notes","Key":{},"__proto__":{"ConsistentRead":true},"constructor":1}');
  assert.equal(checkMembers('GetItem', named), { TableName: 'notes', Key: {} });
  const names = JSON.parse('{"__proto__":"a"}');
  const read = checkMembers('GetItem', { TableName: 'notes', Key: {}, ExpressionAttributeNames: names });
  assert.equal(Object.keys(read.ExpressionAttributeNames ?? {}), ['__proto__']);
});

test.run();
