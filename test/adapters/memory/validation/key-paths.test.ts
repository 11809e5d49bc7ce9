import * as assert from 'uvu/assert';
import { bindExpressions } from '../../../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import type { ExpressionParameters } from '../../../../src/adapters/memory/expressions/binding/request-expressions.ts';
import type { TableSchema } from '../../../../src/adapters/memory/storage/table.ts';
import { checkKeyPaths } from '../../../../src/adapters/memory/validation/key-paths.ts';
import { writeWording } from '../../../../src/adapters/memory/wording/validation-errors.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('paths into keys');

const keyTypes = { pk: 'S', sk: 'S', gk: 'S', hk: 'S' } as const;

const schema: TableSchema = {
  name: 'things',
  key: { partition: ['pk'], sort: ['sk'] },
  keyTypes,
  indexes: [
    { name: 'g', kind: 'global', key: { partition: ['gk'], sort: [] }, keyTypes, projection: { type: 'ALL' } },
    { name: 'a', kind: 'global', key: { partition: ['hk'], sort: [] }, keyTypes, projection: { type: 'ALL' } },
  ],
};

const scalars = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed";

/** Returns the message of the error for the expressions, or `accepted`. */
function messageFor(parameters: ExpressionParameters): string {
  const text = Object.values(parameters).join(' ');
  const values = text.includes(':v') ? { ExpressionAttributeValues: { ':v': { S: 'S' } } } : {};
  try {
    checkKeyPaths(schema, bindExpressions({ ...parameters, ...values }, writeWording));
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

test('are rejected anywhere in a condition', () => {
  const conditions = [
    'attribute_exists(pk.a)',
    'attribute_not_exists(pk[0])',
    'attribute_type(pk.a, :v)',
    'begins_with(pk.a, :v)',
    'begins_with(a, pk.b)',
    'contains(pk.a, :v)',
    'contains(a, pk.b)',
    'pk.a = :v',
    ':v = pk.a',
    'size(pk.a) > size(b)',
    'pk.a BETWEEN b AND c',
    'a BETWEEN pk.b AND c',
    'a BETWEEN b AND pk.c',
    'pk.a IN (b)',
    'a IN (b, pk.c)',
    'NOT pk.a = :v',
    'a = :v AND pk.a = :v',
    'pk.a = :v OR a = :v',
  ];
  for (const ConditionExpression of conditions)
    assert.is(messageFor({ ConditionExpression }), `${scalars}: Key: pk`, ConditionExpression);
});

test('are rejected anywhere in an update', () => {
  const updates = [
    'SET gk.a = :v',
    'REMOVE gk[0]',
    'SET a = gk.a',
    'SET a = b + gk.a',
    'SET a = gk.a - b',
    'SET a = list_append(gk.a, b)',
    'SET a = list_append(b, gk.a)',
    'SET a = if_not_exists(gk.a, :v)',
    'SET a = if_not_exists(a, gk.b)',
  ];
  for (const UpdateExpression of updates)
    assert.is(messageFor({ UpdateExpression }), `${scalars}: IndexKey: gk`, UpdateExpression);
});

test('are rejected in projections and filters', () => {
  assert.is(messageFor({ ProjectionExpression: 'a, pk.b' }), `${scalars}: Key: pk`);
  assert.is(messageFor({ FilterExpression: 'gk[1] = :v' }), `${scalars}: IndexKey: gk`);
});

test('are reported one at a time: for a key of the table first, then for the first index by name', () => {
  assert.is(messageFor({ ProjectionExpression: 'gk.a, hk.a, sk.a, pk.a' }), `${scalars}: Key: pk`);
  assert.is(messageFor({ ConditionExpression: 'gk.a = hk.a OR gk.a = sk.a' }), `${scalars}: Key: sk`);
  assert.is(messageFor({ UpdateExpression: 'SET gk.a = hk.a' }), `${scalars}: IndexKey: hk`);
});

test('are reported for the condition first', () => {
  const ConditionExpression = 'gk.a = :v';
  assert.is(messageFor({ ConditionExpression, UpdateExpression: 'SET a = sk.x' }), `${scalars}: IndexKey: gk`);
  assert.is(
    messageFor({ FilterExpression: ConditionExpression, ProjectionExpression: 'pk.x' }),
    `${scalars}: IndexKey: gk`,
  );
});

test('do not include keys themselves and paths into other attributes', () => {
  assert.is(messageFor({ ConditionExpression: 'pk = :v AND attribute_exists(a.pk) AND gk = b[0]' }), 'accepted');
  assert.is(messageFor({ UpdateExpression: 'SET a.gk = pk, gk = :v REMOVE b[0].pk' }), 'accepted');
  assert.is(messageFor({ ProjectionExpression: 'pk, gk, a.gk' }), 'accepted');
});

test.run();
