import * as assert from 'uvu/assert';
import { parseTableDefinition } from '../../../../src/adapters/memory/tables/table-definition.ts';
import { javaSet } from '../../../../src/adapters/memory/wording/java-set.ts';
import type { Input } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('table definition');

const invalid = 'One or more parameter values were invalid: ';

test('requires capacity units only in PROVISIONED mode', () => {
  const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  const none = `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`;
  assert.is(rejected({ BillingMode: undefined }), none);
  assert.is(rejected({ BillingMode: 'PROVISIONED' }), none);
  assert.is(
    rejected({ ProvisionedThroughput: units }),
    `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  );
  assert.is(
    rejected({ BillingMode: undefined, ProvisionedThroughput: { ...units, ReadCapacityUnits: 1_000_000_000_001 } }),
    'Given value 1000000000001 for ReadCapacityUnits is out of bounds',
  );
  assert.is(
    rejected({ ...withGlobal({ ProvisionedThroughput: units }) }),
    `${invalid}ProvisionedThroughput should not be specified for index: global when BillingMode is PAY_PER_REQUEST`,
  );
  assert.is(
    rejected({ ...withGlobal({}), BillingMode: 'PROVISIONED', ProvisionedThroughput: units }),
    `${invalid}ProvisionedThroughput is not specified for index: global`,
  );
});

test('requires the partition key first and the sort key second', () => {
  assert.is(
    rejected({ KeySchema: [range('pk'), hash('sk')] }),
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  );
  assert.is(
    rejected({ KeySchema: [hash('pk'), hash('sk')] }),
    'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
  );
  assert.is(
    rejected({ KeySchema: [hash('pk'), range('pk')] }),
    'Both the Hash Key and the Range Key element in the KeySchema have the same name',
  );
});

test('requires a definition for every key attribute, and a key for every defined attribute', () => {
  assert.is(
    rejected({ KeySchema: [hash('q')], AttributeDefinitions: defined('pk', 'sk') }),
    `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [sk, pk]`,
  );
  assert.is(
    rejected({ AttributeDefinitions: defined('pk') }),
    'Invalid KeySchema: Some index key attribute have no definition',
  );
  assert.is(
    rejected({ KeySchema: [hash('pk')] }),
    `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  );
  assert.is(
    rejected({ AttributeDefinitions: defined('pk', 'sk', 'pk') }),
    `${invalid}Attribute Name is duplicated: pk`,
  );
  assert.is(
    rejected({
      KeySchema: [hash('a')],
      AttributeDefinitions: defined('a', 'b', 'c'),
      GlobalSecondaryIndexes: [index('global', [hash('b')])],
    }),
    `${invalid}Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c], keys used: [a, b]`,
  );
});

test('requires local indexes to have the partition key of the table and a sort key', () => {
  const local = (KeySchema: ReturnType<typeof hash>[], table: Partial<Input<'CreateTable'>> = {}) =>
    rejected({ ...table, LocalSecondaryIndexes: [index('local', KeySchema)] });
  assert.is(
    local([hash('pk'), range('sk')], { KeySchema: [hash('pk')] }),
    `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
  );
  assert.is(local([hash('pk')]), `${invalid}Index KeySchema does not have a range key for index: local`);
  assert.is(
    local([hash('sk'), range('pk')]),
    `${invalid}Index KeySchema does not have the same leading hash key as table KeySchema for index: local. index hash key: sk, table hash key: pk`,
  );
});

test('accepts up to four partition key and four sort key attributes for a global index', () => {
  const names = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9'];
  const global = (KeySchema: ReturnType<typeof hash>[]) =>
    rejected({
      AttributeDefinitions: defined('pk', 'sk', ...names.slice(0, KeySchema.length)),
      GlobalSecondaryIndexes: [index('global', KeySchema)],
    });
  assert.is(global([...names.slice(0, 4).map(hash), ...names.slice(4, 8).map(range)]), 'accepted');
  assert.is(global([range('a1'), hash('a2')]), 'Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  assert.is(
    global([hash('a1'), range('a2'), hash('a3')]),
    `${invalid}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
  );
  assert.is(
    global(names.slice(0, 5).map(hash)),
    `${invalid}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
  );
  assert.is(
    global([hash('a1'), ...names.slice(1, 6).map(range)]),
    `${invalid}The KeySchema exceeds the maximum allowed number of RANGE key attributes`,
  );
  assert.is(global([hash('a1'), range('a1')]), 'The KeySchema contains multiple key attributes with the same name');
});

test('requires a complete projection', () => {
  const projected = (Projection: object) => rejected(withGlobal({ Projection }));
  assert.is(projected({}), `${invalid}Unknown ProjectionType: null`);
  for (const ProjectionType of ['ALL', 'KEYS_ONLY']) {
    assert.is(
      projected({ ProjectionType, NonKeyAttributes: ['a'] }),
      `${invalid}ProjectionType is ${ProjectionType}, but NonKeyAttributes is specified`,
    );
  }
  assert.is(
    projected({ ProjectionType: 'INCLUDE' }),
    `${invalid}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  );
  assert.is(
    projected({ ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b', 'a'] }),
    `${invalid}Duplicate element in NonKeyAttributes: a`,
  );
});

test('limits the number of indexes and requires unique names', () => {
  const many = (count: number) => Array.from({ length: count }, (_, number) => `index${number}`);
  const locals = (count: number) => many(count).map((name) => index(name, [hash('pk'), range('sk')]));
  const globals = (count: number) => many(count).map((name) => index(name, [hash('sk')]));
  assert.is(rejected({ LocalSecondaryIndexes: [] }), `${invalid}List of LocalSecondaryIndexes is empty`);
  assert.is(rejected({ GlobalSecondaryIndexes: [] }), `${invalid}List of GlobalSecondaryIndexes is empty`);
  assert.is(rejected({ LocalSecondaryIndexes: locals(5) }), 'accepted');
  assert.is(
    rejected({ LocalSecondaryIndexes: locals(6) }),
    `${invalid}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
  );
  assert.is(rejected({ GlobalSecondaryIndexes: globals(20) }), 'accepted');
  assert.is(
    rejected({ GlobalSecondaryIndexes: globals(21) }),
    `${invalid}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
  );
  assert.is(
    rejected({ LocalSecondaryIndexes: locals(1), GlobalSecondaryIndexes: globals(1) }),
    `${invalid}Duplicate index name: index0`,
  );
});

test('checks billing, then keys, then local indexes, then global indexes', () => {
  const everything = {
    BillingMode: undefined,
    KeySchema: [range('pk')],
    LocalSecondaryIndexes: [],
    GlobalSecondaryIndexes: [],
  };
  assert.match(rejected(everything), /must both be specified/);
  const billed = { ...everything, BillingMode: 'PAY_PER_REQUEST' as const };
  assert.match(rejected(billed), /not a HASH key type/);
  const keyed = { ...billed, KeySchema: [hash('pk'), range('sk')] };
  assert.match(rejected(keyed), /List of LocalSecondaryIndexes/);
  assert.match(rejected({ ...keyed, LocalSecondaryIndexes: undefined }), /List of GlobalSecondaryIndexes/);
});

test('prints sets in the order of a Java hash set', () => {
  assert.is(javaSet(['pk', 'sk'], 2), '[sk, pk]');
  assert.is(javaSet(['c', 'b', 'a']), '[a, b, c]');
  assert.is(javaSet(['a', 'p']), '[p, a]');
  // Thirteen members fill more than three quarters of sixteen slots, so the table has doubled.
  assert.is(javaSet([...'abcdefghijkp']), '[p, a, b, c, d, e, f, g, h, i, j, k]');
  assert.is(javaSet([...'abcdefghijklp']), '[a, b, c, d, e, f, g, h, i, j, k, l, p]');
});

test.run();

function rejected(changes: Partial<Input<'CreateTable'>>): string {
  try {
    parseTableDefinition({
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: defined('pk', 'sk'),
      KeySchema: [hash('pk'), range('sk')],
      ...changes,
    });
  } catch (error) {
    if (error instanceof ServiceError) return error.message;
    throw error;
  }
  return 'accepted';
}

function withGlobal(changes: object): Partial<Input<'CreateTable'>> {
  return { GlobalSecondaryIndexes: [{ ...index('global', [hash('sk')]), ...changes }] };
}

function index(IndexName: string, KeySchema: ReturnType<typeof hash>[]) {
  return { IndexName, KeySchema, Projection: { ProjectionType: 'ALL' as const } };
}

function defined(...names: readonly string[]) {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
}

function hash(AttributeName: string): { AttributeName: string; KeyType: 'HASH' | 'RANGE' } {
  return { AttributeName, KeyType: 'HASH' };
}

function range(AttributeName: string): { AttributeName: string; KeyType: 'HASH' | 'RANGE' } {
  return { AttributeName, KeyType: 'RANGE' };
}
