import * as assert from 'uvu/assert';
import { parseMembers } from '../../../../../src/adapters/memory/validation/members/parse-members.ts';
import { operations } from '../../../../../src/domain/api/operation-models.ts';
import type { Structure } from '../../../../../src/domain/api/shape.ts';
import { suite } from '../../../../support/suite.ts';

const test = suite('parser of members');

const { BatchGetItem, BatchWriteItem, CreateTable, PutItem, Query } = operations;

test('creates no list of violations for requests that keep the rules', () => {
  const put = parseMembers({ TableName: 'notes', Item: {} }, PutItem.input);
  const query = parseMembers({ TableName: 'notes', Limit: 5 }, Query.input);
  assert.equal(put.violations, []);
  assert.is(put.violations, query.violations);
});

test('lists violations in the order of the model, whatever the order of the request', () => {
  const members = Object.entries({ TableName: 'a', Select: 'X', Limit: 0, ReturnConsumedCapacity: 'X' });
  const expected = ['TableName', 'Select', 'Limit', 'ReturnConsumedCapacity'];
  assert.equal(pathsOf(Object.fromEntries(members), Query.input), expected);
  assert.equal(pathsOf(Object.fromEntries(members.reverse()), Query.input), expected);
});

test('lists missing members among the others, in structures too', () => {
  const input = { BillingMode: 'X', KeySchema: [{ KeyType: 'X' }, { KeyType: 'X', AttributeName: '' }] };
  assert.equal(pathsOf(input, CreateTable.input), [
    'TableName',
    'KeySchema.1.member.AttributeName',
    'KeySchema.1.member.KeyType',
    'KeySchema.2.member.AttributeName',
    'KeySchema.2.member.KeyType',
    'BillingMode',
  ]);
});

test('lists the rules that a list breaks before those that its elements break', () => {
  const input = { TableName: 'notes', KeySchema: [{}, {}, { AttributeName: 'a', KeyType: 'X' }] };
  assert.equal(pathsOf(input, CreateTable.input), [
    'KeySchema',
    'KeySchema.1.member.AttributeName',
    'KeySchema.1.member.KeyType',
    'KeySchema.2.member.AttributeName',
    'KeySchema.2.member.KeyType',
    'KeySchema.3.member.KeyType',
  ]);
});

test('counts the elements of a list without those that are null', () => {
  const input = { RequestItems: { notes: [null, { PutRequest: {} }] } };
  assert.equal(pathsOf(input, BatchWriteItem.input), ['RequestItems.notes.member.1.member.PutRequest.Item']);
});

test('describes a violation inside a map, whose names stay as they are', () => {
  const { violations } = parseMembers({ RequestItems: { Notes: { Keys: [] } } }, BatchGetItem.input);
  assert.equal(violations, [
    {
      member: 'RequestItems',
      path: 'RequestItems.Notes.member.Keys',
      javaPath: 'requestItems.Notes.member.keys',
      constraint: { kind: 'empty', text: 'Member must have length greater than or equal to 1' },
      found: '[]',
    },
  ]);
});

test('collects of the elements of a list only the first violations of each kind of rule', () => {
  const AttributeDefinitions = [
    ...Array.from({ length: 5000 }, () => ({})),
    ...Array.from({ length: 500 }, () => ({ AttributeName: '', AttributeType: 'X' })),
  ];
  const { violations } = parseMembers({ TableName: 'notes', AttributeDefinitions }, CreateTable.input);
  const inList = violations.filter(({ member }) => member === 'AttributeDefinitions');
  const firstOf = (kind: string) => inList.filter(({ constraint }) => constraint.kind === kind).map(({ path }) => path);
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  assert.equal(
    firstOf('missing'),
    numbers
      .slice(0, 5)
      .flatMap((at) => [
        `AttributeDefinitions.${at}.member.AttributeName`,
        `AttributeDefinitions.${at}.member.AttributeType`,
      ]),
  );
  assert.equal(
    firstOf('empty').slice(0, 10),
    numbers.map((at) => `AttributeDefinitions.${5000 + at}.member.AttributeName`),
  );
  assert.equal(
    firstOf('enumeration').slice(0, 10),
    numbers.map((at) => `AttributeDefinitions.${5000 + at}.member.AttributeType`),
  );
  assert.ok(inList.length < 300, `${inList.length} violations`);
});

test.run();

function pathsOf(input: unknown, structure: Structure): readonly string[] {
  return parseMembers(input, structure).violations.map(({ path }) => path);
}
