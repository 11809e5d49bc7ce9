import {
  AbortedError,
  type EnsureProgress,
  ServiceError,
  type Table,
  TableMismatchError,
  TimeoutError,
  table,
  tableOf,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';
import { type Rewrite, RewritingDynamoDb } from './rewriting-dynamodb.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const test = suite('changes of tables');

const key = { partition: 'pk' } as const;
const Plain = table('app', { key });
const Indexed = table('app', {
  key,
  indexes: { one: { partition: 'a' }, two: { partition: 'b' } },
  stream: 'NEW_IMAGE',
  timeToLive: 'expires',
  tags: { team: 'sales' },
});

/** A table without anything but its key, in a database whose changes take as long as in the service. */
async function slowTable() {
  const clock = instantClock();
  const memory = new MemoryDynamoDb({ clock, tableDelayMs: 'service' });
  const db = new SpyingDynamoDb(memory);
  const open = (definition: Table) => tableOf(db, definition, { retry: { clock } });
  await open(Plain).ensure();
  return { clock, db, open };
}

/** A table in a database whose requests are rewritten. */
async function rewritten(rewrite: Rewrite, definition: Table = Indexed) {
  const memory = new MemoryDynamoDb();
  await tableOf(memory, Plain).ensure();
  const clock = instantClock();
  const db = new SpyingDynamoDb(new RewritingDynamoDb(memory, rewrite));
  return { memory, clock, db, table: tableOf(db, definition, { retry: { clock } }) };
}
const failing = (operations: readonly string[], error: () => Error): Rewrite => {
  return (operation) => (operations.includes(operation) ? Promise.reject(error()) : undefined);
};
const denied = () => new ServiceError('AccessDeniedException', 'User: app is not authorized');

test('wait for each other at the pace of the service, longer than the timeout of a new table', async () => {
  const { clock, open } = await slowTable();
  const startedAtMs = clock.nowMs();
  assert.equal((await open(Indexed).ensure()).changes, []);
  assert.ok(clock.nowMs() - startedAtMs > 1_200_000);
  await open(Indexed).verify({ exact: true });
});

test('of several processes at once are made once', async () => {
  const { open } = await slowTable();
  const progress = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const done: string[] = [];
      await open(Indexed).ensure({ onProgress: ({ state, change }) => done.push(`${state} ${change.subject}`) });
      return done;
    }),
  );
  await open(Indexed).verify({ exact: true });
  const made = progress.flat().filter((each) => each === 'done global secondary index');
  assert.is(made.length, 2);
});

test('of two definitions of one table at once add up', async () => {
  const { open } = await slowTable();
  const others = table('app', { key, indexes: { three: { partition: 'c' } }, tags: { stage: 'test' } });
  await Promise.all([open(Indexed).ensure(), open(others).ensure()]);
  await open(Indexed).verify();
  await open(others).verify();
});

test('in progress are shown by the plan, and fail a verification', async () => {
  const { db, open } = await slowTable();
  const one = table('app', { key, indexes: { one: { partition: 'a' } } });
  const { changes } = await open(one).plan();
  const [request] = changes[0]?.requests ?? [];
  assert.is(request?.operation, 'UpdateTable');
  if (request !== undefined) await db.execute(request.operation, request.input);
  assert.is(
    String(await open(one).plan()),
    'table app: 1 change\n… wait global secondary index one: CREATING → ACTIVE',
  );
  const error = await thrown(TableMismatchError, () => open(one).verify());
  assert.equal(error.differences, ['global secondary index one: found CREATING, expected ACTIVE']);
  await open(one).ensure();
  await open(one).verify();
});

test('of a table that is being created are not read from it', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 5_000 });
  const app = tableOf(db, Indexed, { retry: { clock } });
  const [creation] = (await app.plan()).changes[0]?.requests ?? [];
  if (creation !== undefined) await db.execute(creation.operation, creation.input);
  assert.equal(String(await app.plan()).split('\n'), [
    'table app: 2 changes',
    '… wait table: CREATING → ACTIVE',
    '+ create time to live: expires',
  ]);
  assert.match(
    (await thrown(TableMismatchError, () => app.verify())).message,
    'table: found CREATING, expected ACTIVE',
  );
  await app.ensure();
  await db.execute('DeleteTable', { TableName: 'app' });
  assert.is((await app.plan()).changes[0]?.subject, 'table');
  assert.match(String(await thrown(Error, () => app.verify())), 'does not exist');
  await app.ensure();
  await app.verify({ exact: true });
});

test('end with a timeout that names the change', async () => {
  const { open } = await slowTable();
  const error = await thrown(TimeoutError, () => open(Indexed).ensure({ timeoutMs: 60_000 }));
  assert.is(error.message, 'table app is not active after 60000 ms: index one CREATING');
  await open(Indexed).ensure();
  await open(Indexed).verify();
});

test('that are aborted in the middle are completed by the next call', async () => {
  const { open } = await slowTable();
  const controller = new AbortController();
  const seen: string[] = [];
  const onProgress = ({ state, change: { subject, name } }: EnsureProgress) => {
    seen.push(`${state} ${subject} ${name}`);
    if (state === 'done') controller.abort();
  };
  await thrown(AbortedError, () => open(Indexed).ensure({ abortSignal: controller.signal, onProgress }));
  assert.equal(seen.slice(0, 2), ['started global secondary index one', 'done global secondary index one']);
  await open(Indexed).ensure();
  await open(Indexed).verify({ exact: true });
});

test('end with the error of a callback for progress', async () => {
  const { open } = await slowTable();
  const fail = () => {
    throw new Error('out of order');
  };
  assert.is((await thrown(Error, () => open(Indexed).ensure({ onProgress: fail }))).message, 'out of order');
});

test('that need a setting which DynamoDB does not describe are errors, and so are verifications', async () => {
  for (const operation of ['DescribeTimeToLive', 'ListTagsOfResource']) {
    const { table: app, db } = await rewritten(failing([operation], denied));
    assert.is((await thrown(ServiceError, () => app.ensure())).name, 'AccessDeniedException');
    assert.is((await thrown(ServiceError, () => app.verify())).name, 'AccessDeniedException');
    assert.not(db.takeNames().some((name) => /^(Update|Tag)/.test(name)));
    const line = String(await app.plan())
      .split('\n')
      .find((each) => each.startsWith('!'));
    const [subject, wanted] = operation === 'DescribeTimeToLive' ? ['time to live', 'expires'] : ['tags', 'team=sales'];
    assert.is(
      line,
      `! update ${subject}: unreadable (AccessDeniedException: User: app is not authorized) → ${wanted} ` +
        '(impossible: DynamoDB does not describe it)',
    );
  }
});

test('need no permission to read settings that the definition lacks', async () => {
  const deny = failing(['DescribeTimeToLive', 'ListTagsOfResource'], denied);
  const { table: app } = await rewritten(deny, Plain);
  await app.ensure();
  await app.verify();
});

test('need it to delete them, to verify exactly, and for a plan', async () => {
  for (const operation of ['DescribeTimeToLive', 'ListTagsOfResource']) {
    const { table: app } = await rewritten(failing([operation], denied), Plain);
    assert.is((await thrown(ServiceError, () => app.ensure({ delete: true }))).name, 'AccessDeniedException');
    assert.is((await thrown(ServiceError, () => app.verify({ exact: true }))).name, 'AccessDeniedException');
    assert.match(String(await app.plan()), /^! delete (tags|time to live): unreadable \(AccessDeniedException/m);
  }
});

test('are not compared with what an engine does not have', async () => {
  const lack = () => new ServiceError('UnknownOperationException', '');
  const { table: app } = await rewritten(failing(['DescribeTimeToLive', 'ListTagsOfResource'], lack));
  await app.ensure();
  await app.verify({ exact: true });
});

test('are retried while the table is in use, and end with the error of DynamoDB if it is another', async () => {
  const errors = [
    new ServiceError('ResourceInUseException', 'Table is being updated'),
    new ServiceError(
      'LimitExceededException',
      'Only 1 online index can be created or deleted simultaneously per table',
    ),
    new ServiceError('ThrottlingException', 'Rate exceeded'),
  ];
  const { table: app } = await rewritten((operation) => {
    const error = operation === 'UpdateTable' ? errors.shift() : undefined;
    return error && Promise.reject(error);
  });
  await app.ensure();
  const limit = () =>
    new ServiceError('LimitExceededException', 'Number of global secondary indexes exceeds the limit');
  const { table: other, clock } = await rewritten(failing(['UpdateTable'], limit));
  assert.is((await thrown(ServiceError, () => other.ensure())).message, limit().message);
  assert.ok(clock.nowMs() < 20_000);
});

test('that stay in use end with a timeout whose cause is the error', async () => {
  const busy = () => new ServiceError('ResourceInUseException', 'Table is being updated');
  const { table: app } = await rewritten(failing(['UpdateTable'], busy));
  const error = await thrown(TimeoutError, () => app.ensure({ timeoutMs: 5_000 }));
  assert.is(
    error.message,
    'table app: create global secondary index one: partition key a (S), projection ALL is not done after 5000 ms',
  );
  assert.match(String(error.cause), 'Table is being updated');
});

test('that another process made at the same time are not errors', async () => {
  // The service reports its error after the other process has made the change.
  const { table: app } = await rewritten((operation, input, execute) =>
    operation === 'UpdateTimeToLive' || operation === 'UpdateTable'
      ? execute(input).then(() => Promise.reject(new ServiceError('ValidationException', 'it already exists')))
      : undefined,
  );
  const seen: string[] = [];
  await app.ensure({ onProgress: ({ state, change: { subject } }) => seen.push(`${state} ${subject}`) });
  await app.verify({ exact: true });
  assert.not(seen.includes('done stream'));
});

test('that are not visible yet are waited for, not repeated', async () => {
  let left = 3;
  const { table: app, db } = await rewritten((operation, _input) => {
    if (operation !== 'ListTagsOfResource' || left === 0) return undefined;
    left -= 1;
    return Promise.resolve({ Tags: [] });
  });
  await app.ensure();
  assert.is(db.takeNames().filter((name) => name === 'TagResource').length, 1);
});

test('continue when parts of DynamoDB do not know a new table yet', async () => {
  const missing = ['DescribeTimeToLive', 'ListTagsOfResource', 'UpdateTimeToLive', 'UpdateTable', 'TagResource'];
  const { table: app } = await rewritten((operation) => {
    if (!missing.includes(operation)) return undefined;
    missing.splice(missing.indexOf(operation), 1);
    return Promise.reject(new ServiceError('ResourceNotFoundException', 'Requested resource not found'));
  });
  await app.ensure();
  assert.equal(missing, []);
  await app.verify({ exact: true });
});

test('of tags read all their pages', async () => {
  const { table: app } = await rewritten(
    (operation, input) => {
      if (operation !== 'ListTagsOfResource') return undefined;
      const isSecond = 'NextToken' in input && input.NextToken === 'more';
      return Promise.resolve(
        isSecond
          ? { Tags: [{ Key: 'team', Value: 'sales' }] }
          : { Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'x' }], NextToken: 'more' },
      );
    },
    table('app', { key, tags: { team: 'sales' } }),
  );
  await app.verify({ exact: true });
});

test('turn deletion protection on, and the time to live off', async () => {
  const clock = instantClock();
  const db = new MemoryDynamoDb({ clock });
  await tableOf(db, table('app', { key, timeToLive: 'expires' })).ensure();
  const guarded = tableOf(db, table('app', { key, deletionProtection: true }), { retry: { clock } });
  await clock.sleep(3_600_001);
  assert.equal(
    String(await guarded.plan())
      .split('\n')
      .slice(1),
    ['- delete time to live: expires', '+ create deletion protection: on'],
  );
  assert.equal((await guarded.ensure({ delete: true })).changes, []);
  await guarded.verify({ exact: true });
  assert.match(String(await thrown(ServiceError, () => guarded.delete())), 'protected against deletion');
  // DynamoDB accepts the next change of the protection after 15 seconds.
  const open = tableOf(db, table('app', { key, deletionProtection: false }), { retry: { clock } });
  await open.ensure({ update: true });
  await open.delete();
});

test('create the table again if it is deleted meanwhile', async () => {
  const { db, open } = await slowTable();
  const deleting = db.execute('DeleteTable', { TableName: 'app' });
  await Promise.all([deleting, open(Indexed).ensure()]);
  await open(Indexed).verify({ exact: true });
});

test.run();
