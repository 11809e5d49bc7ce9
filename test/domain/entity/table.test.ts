import * as assert from 'uvu/assert';
import { table } from '../../../src/domain/entity/table.ts';
import { createTableInput } from '../../../src/repositories/requests/create-table-input.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('table definitions');

const good = { key: { partition: 'pk', sort: 'sk' } };

function violation(change: object, name: unknown = 'app'): string {
  return messageThrown('BAD_DEFINITION', () => Reflect.apply(table, undefined, [name, { ...good, ...change }]));
}
const indexViolation = (index: unknown) => violation({ indexes: { gsi1: index } });

test('give the input of CreateTable with keys, indexes, billing, stream and tags', () => {
  const App = table('app', {
    key: { partition: 'pk', sort: { name: 'sk', type: 'N' } },
    indexes: {
      gsi1: { partition: ['a', 'b'], sort: 'sk2', projection: ['total'] },
      lsi1: { sort: 'sk3', projection: 'KEYS_ONLY' },
    },
    billing: { read: 5, write: 1 },
    timeToLive: 'expires',
    stream: 'NEW_IMAGE',
    tags: { team: 'sales' },
  });
  const capacity = { ReadCapacityUnits: 5, WriteCapacityUnits: 1 };
  assert.equal(createTableInput(App), {
    TableName: 'app',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'a', AttributeType: 'S' },
      { AttributeName: 'b', AttributeType: 'S' },
      { AttributeName: 'sk2', AttributeType: 'S' },
      { AttributeName: 'sk3', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'lsi1',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk3', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'gsi1',
        KeySchema: [
          { AttributeName: 'a', KeyType: 'HASH' },
          { AttributeName: 'b', KeyType: 'HASH' },
          { AttributeName: 'sk2', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
        ProvisionedThroughput: capacity,
      },
    ],
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: capacity,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    Tags: [{ Key: 'team', Value: 'sales' }],
  });
  assert.is(App.timeToLive, 'expires');
  assert.equal(App.indexNames, ['gsi1', 'lsi1']);
  assert.ok(Object.isFrozen(App));
});

const attributeViolation = 'must be the name of an attribute, or { name, type } with the same type everywhere';

test('reject a key that no table can have', () => {
  assert.match(violation({}, 'a'), /^the name of a table must have 3 to 255/);
  assert.is(violation({ key: undefined }), 'table app: key must be an object with the members partition, sort');
  assert.is(violation({ key: { sort: 'sk' } }), 'table app has no partition key');
  assert.is(
    violation({ key: { partition: ['a', 'b'] } }),
    'table app: partition key must have at least 1 attribute and at most 1',
  );
  assert.is(violation({ key: { partition: 'pk', sort: 'pk' } }), 'table app has the key attribute "pk" twice');
  for (const partition of ['', 1, { name: 'pk', type: 'BOOL' }, { name: 'pk' }]) {
    assert.is(violation({ key: { partition } }), `table app: partition key ${attributeViolation}`);
  }
  assert.is(violation({ keys: {} }), 'table app has an unknown member "keys"; did you mean "key"?');
  assert.match(violation({ billing: 'x' }), /^table app: billing must be an object/);
});

test('give the input of CreateTable with the class and the protection that they state', () => {
  const { TableClass, DeletionProtectionEnabled } = createTableInput(
    table('app', { ...good, tableClass: 'STANDARD_INFREQUENT_ACCESS', deletionProtection: false }),
  );
  assert.equal([TableClass, DeletionProtectionEnabled], ['STANDARD_INFREQUENT_ACCESS', false]);
  assert.not('TableClass' in createTableInput(table('app', good)));
});

test('reject settings that no table can have', () => {
  assert.is(violation({ tableClass: 'CHEAP' }), 'table app: tableClass must be STANDARD or STANDARD_INFREQUENT_ACCESS');
  for (const stream of ['IMAGES', ['KEYS_ONLY'], null])
    assert.match(violation({ stream }), /^table app: stream must be/);
  for (const tags of [{ a: 1 }, null, 'a'])
    assert.match(violation({ tags }), /^table app: tags must be an object with/);
  assert.is(violation({ deletionProtection: 'on' }), 'table app: deletionProtection must be true or false');
  for (const timeToLive of ['', 1]) assert.match(violation({ timeToLive }), /^table app: timeToLive must be the name/);
});

test('reject an index that no table can have', () => {
  assert.is(indexViolation({}), 'table app: index gsi1 has neither partition nor sort key');
  const count = (most: number) => new RegExp(`key must have at least 1 attribute and at most ${most}$`);
  for (const partition of [[], [...'abcde']]) assert.match(indexViolation({ partition, sort: 'x' }), count(4));
  assert.match(indexViolation({ sort: ['a', 'b'] }), count(1));
  assert.is(
    indexViolation({ partition: { name: 'sk', type: 'N' } }),
    `table app: index gsi1: partition key ${attributeViolation}`,
  );
  assert.match(
    violation({ key: { partition: 'pk' }, indexes: { lsi: { sort: 'a' } } }),
    /requires a table with a sort key$/,
  );
  assert.match(violation({ indexes: { x: { partition: 'a' } } }), /^table app: index x: its name must have 3 to 255/);
  assert.match(violation({ indexes: 1 }), /^table app: indexes must be an object/);
});

test.run();
