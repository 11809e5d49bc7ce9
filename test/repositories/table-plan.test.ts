import {
  beginsWith,
  entity,
  items,
  number,
  repository,
  string,
  type Table,
  TableMismatchError,
  TableNotFoundError,
  table,
  tableOf,
  union,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const key = { partition: 'pk', sort: 'sk' } as const;
const plain = (name: string) => table(name, { key });
const full = (name: string) =>
  table(name, {
    key,
    indexes: {
      byOwner: { partition: 'owner', sort: 'sk' },
      byTotal: { partition: ['year', 'month'], sort: { name: 'total', type: 'N' }, projection: ['note', 'kind'] },
    },
    timeToLive: 'expires',
    stream: 'NEW_IMAGE',
  });

for (const adapter of adapters()) {
  const test = suite(`table plans on ${adapter.name}`);
  test.after(() => adapter.close());
  const hasTags = adapter.name !== 'DynamoDB Local';

  /** Opens tables with the same name: the first definition creates it. */
  const open = async (...definitions: ((name: string) => Table)[]) => {
    const db = new SpyingDynamoDb(await adapter.open());
    const name = adapter.tableName('plan');
    const tables = definitions.map((define) => tableOf(db, define(name)));
    await tables[0]?.ensure();
    db.take();
    return { db, name, tables: tables.slice(1) as [(typeof tables)[0], ...typeof tables] };
  };
  test('the plan of a missing table creates all that the definition has', async () => {
    const db = new SpyingDynamoDb(await adapter.open());
    const name = adapter.tableName('plan');
    const plan = await tableOf(db, full(name)).plan();
    assert.equal(String(plan).split('\n'), [
      `table ${name}: 5 changes`,
      '+ create table: partition key pk (S), sort key sk (S), on-demand',
      '+ create global secondary index byOwner: partition key owner (S), sort key sk (S), projection ALL',
      '+ create global secondary index byTotal: partition key year (S), partition key month (S), sort key total (N), ' +
        'projection INCLUDE kind note',
      '+ create stream: NEW_IMAGE',
      '+ create time to live: expires',
    ]);
    assert.equal(
      plan.changes.flatMap(({ requests }) => requests.map(({ operation }) => operation)),
      ['CreateTable', 'UpdateTimeToLive'],
    );
    assert.equal(db.takeNames(), ['DescribeTable']);
  });

  test('a table as defined has an empty plan, and ensure changes nothing', async () => {
    const { db, name, tables } = await open(full, full);
    const [same] = tables;
    assert.is(String(await same.plan()), `table ${name}: as defined`);
    await same.verify({ exact: true });
    assert.equal((await same.ensure()).changes, []);
    assert.equal([...new Set(db.takeNames())].sort(), ['DescribeTable', 'DescribeTimeToLive', 'ListTagsOfResource']);
  });

  test('ensure creates what a table lacks, an index at a time, and its items are in them', async () => {
    const { db, name, tables } = await open(plain, full);
    const stored = await items(db, tables[0].name);
    await stored.put({ pk: 'a', sk: 'b', owner: 'jane' });
    const progress: string[] = [];
    db.take();
    const left = await tables[0].ensure({
      onProgress: ({ state, table, change: { subject, name: index = '' } }) => {
        assert.is(table, name);
        progress.push(`${state} ${subject} ${index}`.trim());
      },
    });
    assert.equal(left.changes, []);
    assert.equal(
      progress,
      ['global secondary index byOwner', 'global secondary index byTotal', 'stream', 'time to live'].flatMap(
        (subject) => [`started ${subject}`, `done ${subject}`],
      ),
    );
    assert.equal(
      db.takeNames().filter((operation) => operation.startsWith('Update')),
      ['UpdateTable', 'UpdateTable', 'UpdateTable', 'UpdateTimeToLive'],
    );
    await tables[0].verify({ exact: true });
    const byOwner = await items(db, full(name));
    const found = () => byOwner.query({ owner: 'jane', sk: beginsWith('b') }, { index: 'byOwner' }).all();
    assert.is((await eventually(adapter, found, ({ length }) => length === 1)).length, 1);
  });

  test('ensure changes settings with another value only if asked to', async () => {
    const indexes = { byOwner: { partition: 'owner' } };
    const { db, tables } = await open(
      (name) => table(name, { key, indexes, deletionProtection: true }),
      (name) => table(name, { key, indexes, billing: { read: 3, write: 2 }, deletionProtection: false }),
      (name) => table(name, { key, indexes, billing: { read: 1, write: 2 } }),
      (name) => table(name, { key, indexes, billing: 'PAY_PER_REQUEST' }),
    );
    const [provisioned, lower, onDemand] = tables;
    const lines = [
      '~ update billing: on-demand → 3 read and 2 write capacity units',
      '~ update deletion protection: on → off',
    ];
    assert.equal(
      String(await provisioned.plan())
        .split('\n')
        .slice(1),
      lines,
    );
    assert.equal(
      String(await provisioned.ensure())
        .split('\n')
        .slice(1),
      lines,
    );
    const error = await thrown(TableMismatchError, () => provisioned.verify());
    assert.equal(error.differences, [
      'billing: found on-demand, expected 3 read and 2 write capacity units',
      'deletion protection: found on, expected off',
    ]);
    assert.not(db.takeNames().includes('UpdateTable'));
    assert.equal((await provisioned.ensure({ update: true })).changes, []);
    await provisioned.verify();
    assert.is(
      (await lower?.plan())?.changes[0]?.found,
      '3 read and 2 write capacity units; index byOwner: 3 read and 2 write capacity units',
    );
    await lower?.ensure({ update: true });
    const described = await lower?.describe();
    assert.is(described?.ProvisionedThroughput?.ReadCapacityUnits, 1);
    assert.is(described?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits, 1);
    await onDemand?.ensure({ update: true });
    assert.is((await onDemand?.describe())?.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
  });

  test('settings that the definition does not state are left alone', async () => {
    const { tables } = await open(
      (name) => table(name, { key, billing: { read: 3, write: 2 }, deletionProtection: true }),
      plain,
      (name) => table(name, { key, deletionProtection: false }),
    );
    await tables[0].verify({ exact: true });
    await tables[0].ensure({ update: true, replace: true, delete: true });
    assert.is((await tables[0].describe()).ProvisionedThroughput?.ReadCapacityUnits, 3);
    await tables[1]?.ensure({ update: true });
  });

  test('a new index of a provisioned table has the capacity of the definition, or of the table', async () => {
    const indexes = { byOwner: { partition: 'owner' } };
    const capacityOf = async (billing: { read: number; write: number } | undefined) => {
      const { tables } = await open(
        (name) => table(name, { key, billing: { read: 3, write: 2 } }),
        (name) => table(name, { key, indexes, billing }),
      );
      await tables[0].ensure();
      const { GlobalSecondaryIndexes } = await tables[0].describe();
      return GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits;
    };
    assert.is(await capacityOf({ read: 1, write: 1 }), 1);
    assert.is(await capacityOf(undefined), 3);
  });

  test('an index or stream of another form is replaced only if asked to', async () => {
    const { name, tables } = await open(
      (name) =>
        table(name, {
          key,
          indexes: { one: { partition: 'owner', sort: 'total' }, two: { partition: 'total' } },
          stream: 'KEYS_ONLY',
        }),
      (name) =>
        table(name, {
          key,
          indexes: {
            one: { partition: 'owner', sort: { name: 'total', type: 'N' } },
            two: { partition: { name: 'total', type: 'N' } },
          },
          stream: 'NEW_IMAGE',
        }),
    );
    assert.equal(String(await tables[0].plan()).split('\n'), [
      `table ${name}: 3 changes`,
      '± replace global secondary index one: partition key owner (S), sort key total (S), projection ALL → ' +
        'partition key owner (S), sort key total (N), projection ALL',
      '± replace global secondary index two: partition key total (S), projection ALL → ' +
        'partition key total (N), projection ALL',
      '± replace stream: KEYS_ONLY → NEW_IMAGE',
    ]);
    const error = await thrown(TableMismatchError, () => tables[0].ensure({ update: true, delete: true }));
    assert.is(error.differences.length, 3);
    assert.is(
      error.differences[2],
      'stream: found KEYS_ONLY, expected NEW_IMAGE (ensure({ replace: true }) deletes and creates it again)',
    );
    assert.equal((await tables[0].ensure({ replace: true })).changes, []);
    await tables[0].verify({ exact: true });
  });

  test('what the definition lacks is deleted only if asked to', async () => {
    const { db, name, tables } = await open(
      (name) =>
        table(name, {
          key,
          indexes: { byOwner: { partition: 'owner' }, byNote: { sort: 'note' } },
          stream: 'KEYS_ONLY',
        }),
      plain,
    );
    const lines = [
      '! delete local secondary index byNote: partition key pk (S), sort key note (S), projection ALL ' +
        '(impossible: DynamoDB cannot change it; create another table)',
      '- delete global secondary index byOwner: partition key owner (S), projection ALL',
      '- delete stream: KEYS_ONLY',
    ];
    assert.equal(String(await tables[0].plan()).split('\n'), [`table ${name}: 3 changes`, ...lines]);
    await tables[0].verify();
    const error = await thrown(TableMismatchError, () => tables[0].verify({ exact: true }));
    assert.is(error.differences[2], 'additional stream (KEYS_ONLY)');
    await tables[0].ensure({ update: true, replace: true });
    assert.not(db.takeNames().some((operation) => operation.startsWith('Update')));
    const left = await tables[0].ensure({ delete: true });
    assert.equal(String(left).split('\n'), [`table ${name}: 1 change`, lines[0]]);
  });

  test('a global index cannot have the name of a local one', async () => {
    const { db, tables } = await open(
      (name) => table(name, { key, indexes: { byNote: { sort: 'note' } } }),
      (name) => table(name, { key, indexes: { byNote: { partition: 'note' } } }),
    );
    const all = { update: true, replace: true, delete: true };
    for (const options of [{}, all]) {
      const error = await thrown(TableMismatchError, () => tables[0].ensure(options));
      assert.equal(error.differences, [
        'missing global secondary index byNote (partition key note (S), projection ALL) ' +
          '(impossible: a local secondary index has its name)',
      ]);
    }
    assert.not(db.takeNames().includes('UpdateTable'));
  });

  test('a key and local secondary indexes cannot be changed', async () => {
    const { db, tables } = await open(plain, (name) =>
      table(name, { key: { partition: 'pk', sort: { name: 'sk', type: 'N' } }, indexes: { byNote: { sort: 'note' } } }),
    );
    const error = await thrown(TableMismatchError, () =>
      tables[0].ensure({ update: true, replace: true, delete: true }),
    );
    assert.equal(error.differences, [
      'key: found partition key pk (S), sort key sk (S), expected partition key pk (S), sort key sk (N) ' +
        '(impossible: DynamoDB cannot change it; create another table)',
      'missing local secondary index byNote (partition key pk (S), sort key note (S), projection ALL) ' +
        '(impossible: DynamoDB cannot change it; create another table)',
    ]);
    assert.not(db.takeNames().includes('UpdateTable'));
  });

  test('an index whose attribute has another type in an index that stays is not created', async () => {
    const asNumber = { partition: { name: 'total', type: 'N' } } as const;
    const { db, tables } = await open(
      (name) => table(name, { key, indexes: { old: { partition: 'total' } } }),
      (name) => table(name, { key, indexes: { byTotal: asNumber } }),
    );
    const error = await thrown(TableMismatchError, () => tables[0].ensure());
    assert.equal(error.differences, [
      'missing global secondary index byTotal (partition key total (N), projection ALL) ' +
        '(impossible: total has the type S in index old)',
    ]);
    assert.not(db.takeNames().includes('UpdateTable'));
    await tables[0].ensure({ delete: true });
    await tables[0].verify({ exact: true });
  });

  test('the time to live of another attribute cannot be changed at once', async () => {
    const { tables } = await open(
      (name) => table(name, { key, timeToLive: 'expires' }),
      (name) => table(name, { key, timeToLive: 'end' }),
    );
    const error = await thrown(TableMismatchError, () => tables[0].ensure({ replace: true }));
    assert.equal(error.differences, [
      'time to live: found expires, expected end (impossible: turn it off, and at least an hour later on again)',
    ]);
  });

  test('tags are added, changed and removed', async () => {
    const { db, tables } = await open(
      (name) => table(name, { key, tags: { team: 'sales', cost: '1' } }),
      (name) => table(name, { key, tags: { team: 'support', stage: 'test' } }),
    );
    const [tagged] = tables;
    const linesOf = (plan: unknown) => String(plan).split('\n').slice(1);
    const lines = async () => linesOf(await tagged.plan());
    if (!hasTags) {
      // An engine without tags is not compared with them.
      assert.equal(await lines(), []);
      await tagged.verify({ exact: true });
      return;
    }
    const update = '~ update tags: team=sales → team=support';
    assert.equal(await lines(), ['- delete tags: cost=1', '+ create tags: stage=test', update]);
    assert.equal(linesOf(await tagged.ensure()), ['- delete tags: cost=1', update]);
    assert.equal(await lines(), ['- delete tags: cost=1', update]);
    assert.equal((await tagged.ensure({ update: true, delete: true })).changes, []);
    const { TableArn: ResourceArn } = await tagged.describe();
    assert.equal((await db.execute('ListTagsOfResource', { ResourceArn })).Tags?.length, 2);
  });

  test('the table class is compared if the engine stores it', async () => {
    const { tables } = await open(plain, (name) => table(name, { key, tableClass: 'STANDARD_INFREQUENT_ACCESS' }));
    if (hasTags) {
      const error = await thrown(TableMismatchError, () => tables[0].verify());
      assert.equal(error.differences, ['table class: found STANDARD, expected STANDARD_INFREQUENT_ACCESS']);
      await tables[0].ensure({ update: true });
    }
    await tables[0].verify();
  });

  test('verify of a missing table throws an error', async () => {
    const missing = tableOf(await adapter.open(), plain(adapter.tableName('plan')));
    await thrown(TableNotFoundError, () => missing.verify());
  });

  test('the tables of entities and unions have plans', async () => {
    const db = await adapter.open();
    const name = adapter.tableName('plan');
    const attributes = { id: string(), color: string() };
    const index = { byColor: { partition: 'color' } } as const;
    const Circle = entity('Circle', {
      table: name,
      attributes: { ...attributes, radius: number() },
      key: { partition: 'id' },
    });
    const Square = entity('Square', { table: name, attributes, key: { partition: 'id' }, indexes: index });
    const Round = union('Round', { by: 'kind', members: { circle: Circle } });
    await repository(Circle, db).table.ensure();
    const { changes } = await repository(Square, db).table.plan();
    assert.equal(
      changes.map(({ kind, subject, name: each }) => [kind, subject, each]),
      [['create', 'global secondary index', 'byColor']],
    );
    await tableOf(db, Square).ensure();
    await repository(Round, db).table.verify();
    await tableOf(db, Round.tableDefinition).verify();
    assert.equal(
      (await tableOf(db, Round).plan()).changes.map(({ kind }) => kind),
      ['delete'],
    );
  });

  test.run();
}
