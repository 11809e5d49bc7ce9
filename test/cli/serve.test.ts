import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { logged } from '../../src/cli/logged.ts';
import { memoryEngine } from '../../src/cli/memory-engine.ts';
import { remoteEngine } from '../../src/cli/remote-engine.ts';
import { serve } from '../../src/cli/serve.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { ask, run, tableOf, withFolder } from './running-cli.ts';

const test = suite('dynarepo serve', { timeoutMs: 30_000 });

test('tells where it serves, and ends at once though a client keeps its connection', async () => {
  const server = run('serve', '--port', '0');
  const endpoint = await server.endpoint;
  assert.is((await ask(endpoint, 'ListTables')).status, 200);
  server.process.kill('SIGTERM');
  const { code, output, errors } = await server.ended;
  assert.is(code, 0);
  assert.match(output, `dynarepo serves DynamoDB at ${endpoint} (in memory; nothing is kept when it ends)\n`);
  assert.match(output, `aws dynamodb list-tables --endpoint-url ${endpoint}\n`);
  assert.is(errors, '');
});

test('every acknowledged write is there after a kill, and the file is refused to a second server', () =>
  withFolder(async (path) => {
    const first = run('serve', '--port', '0', '--data', path('data'));
    const endpoint = await first.endpoint;
    await ask(endpoint, 'CreateTable', tableOf('films'));
    const acknowledged: string[] = [];
    const write = async (writer: number) => {
      for (let count = 0; count < 1000; count++) {
        const id = `${writer}-${count}`;
        const answer = await ask(endpoint, 'PutItem', { TableName: 'films', Item: { id: { S: id } } }).catch(
          () => undefined,
        );
        if (answer?.status !== 200) return;
        acknowledged.push(id);
        if (acknowledged.length === 200) first.process.kill('SIGKILL');
      }
    };
    await Promise.all([write(1), write(2), write(3)]);
    await first.ended;
    assert.ok(acknowledged.length >= 200);
    const second = run('serve', '--port', '0', '--data', path('data'));
    const { members } = await ask(await second.endpoint, 'Scan', { TableName: 'films', ProjectionExpression: 'id' });
    const found = new Set((Reflect.get(Object(members), 'Items') as { id: { S: string } }[]).map(({ id }) => id.S));
    assert.equal(
      acknowledged.filter((id) => !found.has(id)),
      [],
    );
    const { port } = new URL(await second.endpoint);
    const third = await run('serve', '--port', port, '--data', path('data')).ended;
    assert.match(third.errors, `dynarepo: ${path('data')} is in use by process ${second.process.pid}`);
    assert.is(third.code, 1);
    second.process.kill('SIGINT');
    assert.is((await second.ended).code, 0);
    assert.is(readFileSync(path('data'), 'utf8').trimEnd().split('\n').length, found.size + 2);
  }));

test('every access key has the tables of the start, where they are kept apart', async () => {
  const tables = ['films', 'actors'].map((name) => ({ operation: 'CreateTable' as const, input: tableOf(name) }));
  const { databases, admin } = await memoryEngine({ region: 'us-east-1', isolate: true, tables });
  const server = createServer(databases, { port: 0, admin });
  const endpoint = await server.listen();
  await ask(endpoint, 'PutItem', { TableName: 'films', Item: { id: { S: 'a' } } }, 'first');
  const get = { TableName: 'films', Key: { id: { S: 'a' } } };
  const post = (action: string, body = '') => fetch(`${endpoint}/_dynarepo/${action}`, { method: 'POST', body });
  assert.equal((await ask(endpoint, 'GetItem', get, 'first')).members, { Item: { id: { S: 'a' } } });
  assert.equal((await ask(endpoint, 'GetItem', get, 'second')).members, {});
  assert.equal(await (await post('snapshot')).json(), { snapshot: '1' });
  await post('reset');
  assert.equal((await ask(endpoint, 'GetItem', get, 'first')).members, {});
  assert.is((await post('restore', '{"snapshot":"1"}')).status, 200);
  assert.equal((await ask(endpoint, 'GetItem', get, 'first')).members, { Item: { id: { S: 'a' } } });
  await server.close();
});

test('hands requests on to another engine, as their callers', async () => {
  const isolated = await memoryEngine({ region: 'us-east-1', isolate: true, tables: [] });
  const engine = createServer(isolated.databases, { port: 0 });
  const remote = await remoteEngine(await engine.listen());
  const lines: string[] = [];
  const log = { clock: new ManualClock(), write: (line: string) => void lines.push(line) };
  const proxy = createServer(logged(remote.databases, log), { port: 0 });
  const endpoint = await proxy.listen();
  await ask(endpoint, 'CreateTable', tableOf('films'));
  assert.equal((await ask(endpoint, 'ListTables')).members, { TableNames: ['films'] });
  assert.equal((await ask(endpoint, 'ListTables', {}, 'another')).members, { TableNames: [] });
  assert.equal((await ask(endpoint, 'DescribeTable', { TableName: 'actors' })).members, {
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    message: 'Requested resource not found: Table: actors not found',
  });
  assert.is(lines[0], '00:00:00.000 CreateTable films: done (0 ms)');
  assert.match(lines[3] ?? '', 'DescribeTable actors: ResourceNotFoundException: Requested resource not found');
  await Promise.all([proxy.close(), engine.close(), remote.close()]);
});

const misuse: readonly (readonly [readonly string[], string])[] = [
  [['--port', '70000'], '--port takes a number from 0 to 65535, not 70000'],
  [['--isolate', '--data', 'x'], '--data keeps one database for all, so it does not go with --isolate'],
  [['--credentials', 'key'], '--credentials takes an access key and its secret with a colon between them'],
  [['--tables', 'missing.json'], 'missing.json cannot be read (ENOENT)'],
  [['--endpoint', 'nowhere'], 'nowhere is no URL, such as http://localhost:8000'],
];
for (const [args, message] of misuse) {
  test(`refuses ${args.join(' ')}`, async () => {
    const error: unknown = await serve(args).catch((thrown: unknown) => thrown);
    if (!(error instanceof UsageError)) throw new Error('it was taken');
    assert.is(error.message, message);
  });
}

test('tells in one line of commands and options that it does not have, and that a port is in use', async () => {
  const server = createServer(new MemoryDynamoDb(), { port: 0 });
  const { port } = new URL(await server.listen());
  const runs = [['fly'], ['serve', '--shiny'], ['serve', '--port', 'x'], ['load'], ['serve', '--port', port]];
  const ends = await Promise.all(runs.map((args) => run(...args).ended));
  assert.equal(ends, [
    { code: 2, output: '', errors: 'dynarepo: there is no command fly; see dynarepo --help\n' },
    { code: 2, output: '', errors: "dynarepo: Unknown option '--shiny'; see dynarepo serve --help\n" },
    { code: 2, output: '', errors: 'dynarepo: --port takes a number from 0 to 65535, not x\n' },
    { code: 2, output: '', errors: 'dynarepo: load takes one file; see dynarepo load --help\n' },
    { code: 1, output: '', errors: `dynarepo: port ${port} is in use; --port 0 picks a free one\n` },
  ]);
  await server.close();
});

test('tells its version', async () => {
  const { code, output } = await run('--version').ended;
  assert.is(code, 0);
  assert.match(output, /^\d+\.\d+\.\d+\n$/);
});

test('helps', async () => {
  const { code, output } = await run('serve', '--help').ended;
  assert.is(code, 0);
  assert.match(output, '--data FILE');
});

test.run();
