import { copyFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { memoryAdmin } from '../../src/adapters/memory/memory-admin.ts';
import { advance } from '../../src/cli/advance.ts';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { ServedClock } from '../../src/cli/served-clock.ts';
import { splitShard } from '../../src/cli/split-shard.ts';
import { sweep } from '../../src/cli/sweep.ts';
import { tokens } from '../../src/cli/tokens.ts';
import { ArgumentError, reasonOf } from '../../src/cli/usage-error.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { StreamedTable, TableName } from '../adapters/memory/streams/streamed-table.ts';
import { ExpiringItems, sessions, startMs } from '../adapters/memory/tables/expiring-items.ts';
import { suite } from '../support/suite.ts';
import { run, withFolder } from './running-cli.ts';

const test = suite('commands that send admin requests');

test('advance the clock of a server and delete its expired items', async () => {
  const items = await ExpiringItems.open();
  await items.put('a', 3600);
  const admin = memoryAdmin(items.db, { clock: items.clock });
  const server = createServer(items.db, { port: 0, admin, adminToken: 'secret' });
  const endpoint = await server.listen();
  const named = ['--endpoint', endpoint, '--admin-token', 'secret'];
  const advanced = await run('advance', '1h', ...named).ended;
  assert.equal(advanced, { code: 0, output: '2026-01-01T01:00:00.000Z\n', errors: '' });
  assert.is(items.clock.nowMs(), startMs + 3_600_000);
  assert.equal(await run('sweep', ...named).ended, { code: 0, output: 'deleted 1 expired item\n', errors: '' });
  assert.is(await items.ids(), '');
  const rejected = await errorOf(sweep(['--endpoint', endpoint]));
  assert.match(rejected, `${endpoint}/_dynarepo/sweep responded 401: the admin token is missing or wrong`);
  await server.close();
  assert.match(await errorOf(sweep(['--endpoint', endpoint])), `${endpoint} got no response (ECONNREFUSED)`);
});

test('split a shard of a stream of a server, and list its tokens', async () => {
  const table = await StreamedTable.create();
  const { db, arn } = table;
  const Put = { TableName, Item: { id: { S: 'a' } } };
  await db.execute('TransactWriteItems', { TransactItems: [{ Put }], ClientRequestToken: 'one\n' });
  const server = createServer(db, { port: 0, admin: memoryAdmin(db) });
  const endpoint = await server.listen();
  const split = await run('split-shard', arn, '--endpoint', endpoint).ended;
  const [first, ...others] = (await table.shards()).map(({ ShardId }) => ShardId);
  assert.equal(split, { code: 0, output: others.map((id) => `${id}\n`).join(''), errors: '' });
  assert.is(others.length, 2);
  await splitShard([arn, others[1] ?? '', '--endpoint', endpoint]);
  assert.is((await table.shards()).length, 5);
  const rejected = `${endpoint}/_dynarepo/split-shard responded 400: `;
  assert.is(
    await errorOf(splitShard([arn, '--endpoint', endpoint])),
    `${rejected}the stream has 3 open shards: name one of them`,
  );
  assert.is(
    await errorOf(splitShard([arn, first ?? '', '--endpoint', endpoint])),
    `${rejected}the stream has no open shard ${first}`,
  );
  const listed = await run('tokens', '--endpoint', endpoint).ended;
  assert.equal(listed, { code: 0, output: '2026-01-01T00:10:00.000Z one \n', errors: '' });
  table.clock.advance(600_000);
  assert.equal(await run('tokens', '--endpoint', endpoint).ended, { code: 0, output: '', errors: '' });
  await server.close();
});

test('are rejected by a server whose clock cannot be advanced', async () => {
  const { db } = new ExpiringItems();
  const server = createServer(db, { port: 0, admin: memoryAdmin(db) });
  const endpoint = await server.listen();
  const message = `${endpoint}/_dynarepo/advance responded 501: this server's clock cannot be advanced`;
  assert.is(await errorOf(advance(['1s', '--endpoint', endpoint])), message);
  await server.close();
});

const misuse: readonly (readonly [() => Promise<void>, string])[] = [
  [
    () => advance(['--endpoint', 'http://localhost:1']),
    'advance requires one duration such as 500ms, 90s, 15m, 2h or 7d',
  ],
  [() => advance(['1h', '2h', '--endpoint', 'http://localhost:1']), 'advance requires one duration'],
  [() => advance(['soon', '--endpoint', 'http://localhost:1']), 'or 7d, not soon'],
  [() => advance(['-1s', '--endpoint', 'http://localhost:1']), ''],
  [
    () => splitShard(['--endpoint', 'http://localhost:1']),
    'split-shard requires the ARN of a stream, and the id of a shard if several are open',
  ],
  [() => splitShard(['a', 'b', 'c', '--endpoint', 'http://localhost:1']), 'split-shard requires the ARN of a stream'],
  [() => tokens(['--endpoint', '']), '--endpoint requires the URL of a server, such as http://localhost:8000'],
  [
    () => sweep(['--endpoint', 'localhost:8000']),
    '--endpoint requires the URL of a server, such as http://localhost:8000',
  ],
];
for (const [command, message] of misuse) {
  test(`reject invalid arguments: ${message || 'a negative duration'}`, async () => {
    const error: unknown = await command().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof Error);
    if (message !== '') assert.ok(error instanceof ArgumentError && error.message.includes(message), String(error));
  });
}

test('a data file repeats what they did, and its clock stays ahead', () =>
  withFolder(async (path) => {
    const open = async () => {
      const engine = await fileEngine({ path: path('data'), region: 'us-east-1', tables: [], sweepDelayMs: 50_000 });
      return { ...engine, db: engine.databases as DynamoDb }; // this engine has one database, not a function
    };
    const first = await open();
    const { db } = first;
    const now = () => Math.floor((first.admin?.advanceClock?.(0) as number) / 1000); // in this process it is a number
    await db.execute('CreateTable', sessions);
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    await db.execute('UpdateTimeToLive', { TableName: 'sessions', TimeToLiveSpecification });
    const put = (id: string, seconds: number) =>
      db.execute('PutItem', {
        TableName: 'sessions',
        Item: { id: { S: id }, expires: { N: String(now() + seconds) } },
      });
    await put('swept by request', -1);
    await put('later', 200_000);
    assert.is(first.admin?.sweepExpiredItems?.(), 1);
    await first.admin?.advanceClock?.(86_400_000);
    await put('swept by time', -40);
    await first.admin?.advanceClock?.(60_000);
    await put('new', -1);
    const idsIn = async (database: DynamoDb) =>
      (await database.execute('Scan', { TableName: 'sessions' })).Items?.map(({ id }) => id?.S).sort();
    const before = await idsIn(db);
    assert.equal(before, ['later', 'new']);
    const aheadSeconds = now();
    // A kill: the file is read without its close.
    copyFileSync(path('data'), path('killed'));
    await first.close();
    for (const name of ['data', 'killed']) {
      const engine = await fileEngine({ path: path(name), region: 'us-east-1', tables: [], sweepDelayMs: 50_000 });
      assert.equal(await idsIn(engine.databases as DynamoDb), before); // as above
      assert.ok(Number(engine.admin?.advanceClock?.(0)) / 1000 >= aheadSeconds);
      await engine.close();
    }
  }));

test('the clock of a server runs with the system, never goes back, and ends with the year 9999', () => {
  let systemMs = startMs;
  const clock = new ServedClock(0, { nowMs: () => systemMs, sleep: () => Promise.resolve() });
  clock.advance(1000);
  systemMs += 5;
  assert.is(clock.nowMs(), startMs + 1005);
  systemMs -= 500;
  assert.is(clock.nowMs(), startMs + 1005);
  for (let times = 0; times < 100; times += 1) clock.advance(100 * 365 * 86_400_000);
  assert.is(new Date(clock.nowMs()).toISOString(), '9999-12-31T23:59:59.999Z');
});

test.run();

async function errorOf(command: Promise<void>): Promise<string> {
  const error: unknown = await command.catch((thrown: unknown) => thrown);
  return error === undefined ? 'no error' : reasonOf(error);
}
