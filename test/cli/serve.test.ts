import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { logLine } from '../../src/cli/log-line.ts';
import { memoryEngine } from '../../src/cli/memory-engine.ts';
import { remoteEngine } from '../../src/cli/remote-engine.ts';
import { serve } from '../../src/cli/serve.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { largeUpdate, olderTexts, tables } from '../adapters/memory/wording/older-texts.ts';
import { suite } from '../support/suite.ts';
import { run, send, tableOf, withFolder } from './running-cli.ts';

const test = suite('dynarepo serve', { timeoutMs: 120_000 });

test('prints its address, and ends at once even if a client keeps its connection', async () => {
  const server = run('serve', '--port', '0');
  const endpoint = await server.endpoint;
  assert.is((await send(endpoint, 'ListTables')).status, 200);
  server.process.kill('SIGTERM');
  const { code, output, errors } = await server.ended;
  assert.is(code, 0);
  assert.match(output, `dynarepo serves DynamoDB at ${endpoint} (in memory; the data is lost at the end)\n`);
  assert.match(output, `  aws dynamodb list-tables --endpoint-url ${endpoint} --region us-east-1\n`);
  assert.not.match(output, 'open to the network');
  assert.is(errors, '');
});

test('listens on both loopback addresses', async () => {
  const server = run('serve', '--port', '0');
  const { port } = new URL(await server.endpoint);
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    assert.is((await send(`http://${host}:${port}`, 'ListTables')).status, 200);
  }
  server.process.kill('SIGTERM');
  await server.ended;
});

test('executes requests of pages of an origin in --cors, and rejects those of others before it executes them', async () => {
  const server = run('serve', '--port', '0', '--cors', 'https://example.org', '--cors', 'http://example.com:8080');
  const endpoint = await server.endpoint;
  const create = async (TableName: string, origin: string): Promise<number> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.CreateTable',
        authorization:
          'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
        'x-amz-date': '20260101T000000Z',
      },
      body: JSON.stringify(tableOf(TableName)),
    });
    await response.arrayBuffer();
    return response.status;
  };
  assert.is(await create('first', 'https://example.org'), 200);
  assert.is(await create('second', 'http://example.com:8080'), 200);
  for (const origin of ['https://example.com', 'http://example.org', 'https://example.org.evil.net', 'null']) {
    assert.is(await create('foreign', origin), 403, origin);
  }
  assert.equal((await send(endpoint, 'ListTables')).members, { TableNames: ['first', 'second'] });
  server.process.kill('SIGTERM');
  await server.ended;
});

test('rejects a port that is in use on the other loopback address', async () => {
  const other = createServer(new MemoryDynamoDb(), { port: 0, host: '::1' });
  const { port } = new URL(await other.listen());
  assert.is((await errorOf(['--port', port])).message, `port ${port} is in use; --port 0 picks a free one`);
  await other.close();
});

test('creates the tables of a SAM template at the start, and delays later tables', () =>
  withFolder(async (path) => {
    writeFileSync(
      path('template.yaml'),
      `Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String }
Resources:
  Films:
    Type: AWS::Serverless::SimpleTable
    Properties:
      TableName: !Sub '\${AWS::Region}-\${Stage}'
      PrimaryKey: { Name: id, Type: Number }
`,
    );
    for (const data of [[], ['--data', path('data')]]) {
      const server = run(
        ...['serve', '--port', '0', '--region', 'eu-west-1', '--tables', path('template.yaml')],
        ...['--parameter', 'Stage=test', '--table-delay-ms', '60000', ...data],
      );
      const endpoint = await server.endpoint;
      const statusOf = async (TableName: string) => {
        const { members } = await send(endpoint, 'DescribeTable', { TableName });
        return Reflect.get(Object(Reflect.get(Object(members), 'Table')), 'TableStatus');
      };
      assert.is(await statusOf('eu-west-1-test'), 'ACTIVE');
      await send(endpoint, 'CreateTable', tableOf('films'));
      assert.is(await statusOf('films'), 'CREATING');
      server.process.kill('SIGTERM');
      assert.equal((await server.ended).errors, '');
    }
  }));

test('reports the texts of the wording, also about stored tables, and reads the file with another one', () =>
  withFolder(async (path) => {
    const messageOf = async (endpoint: string, operation: string, input: object) => {
      const { members } = await send(endpoint, operation, { TableName: 'things', ...input });
      return Reflect.get(Object(members), 'message');
    };
    for (const data of [[], ['--data', path('data')]]) {
      const server = run('serve', '--port', '0', '--wording', 'older', ...data);
      const endpoint = await server.endpoint;
      for (const table of tables) await send(endpoint, 'CreateTable', table);
      for (const [source, operation, input, message] of olderTexts) {
        assert.is(await messageOf(endpoint, operation, input), message, `${source} ${operation}`);
      }
      assert.is((await send(endpoint, 'UpdateItem', largeUpdate)).status, 200);
      server.process.kill('SIGKILL'); // the file keeps its log
      await server.ended;
    }
    const current = run('serve', '--port', '0', '--data', path('data'));
    const endpoint = await current.endpoint;
    const { TableName, Key } = largeUpdate;
    const { members } = await send(endpoint, 'GetItem', { TableName, Key });
    assert.type(Reflect.get(Object(members), 'Item'), 'object');
    assert.match(String(await messageOf(endpoint, 'GetItem', { TableName: 'ab', Key: { pk: { S: 'a' } } })), 'length');
    current.process.kill('SIGTERM');
    assert.is((await current.ended).errors, '');
  }));

test('every acknowledged write survives a kill, and a second server cannot open the file', () =>
  withFolder(async (path) => {
    const first = run('serve', '--port', '0', '--data', path('data'));
    const endpoint = await first.endpoint;
    await send(endpoint, 'CreateTable', tableOf('films'));
    const acknowledged: string[] = [];
    const write = async (writer: number) => {
      for (let count = 0; count < 1000; count++) {
        const id = `${writer}-${count}`;
        const response = await send(endpoint, 'PutItem', { TableName: 'films', Item: { id: { S: id } } }).catch(
          () => undefined,
        );
        if (response?.status !== 200) return;
        acknowledged.push(id);
        if (acknowledged.length === 200) first.process.kill('SIGKILL');
      }
    };
    await Promise.all([write(1), write(2), write(3)]);
    await first.ended;
    assert.ok(acknowledged.length >= 200);
    const second = run('serve', '--port', '0', '--data', path('data'));
    const { members } = await send(await second.endpoint, 'Scan', { TableName: 'films', ProjectionExpression: 'id' });
    const found = new Set((Reflect.get(Object(members), 'Items') as { id: { S: string } }[]).map(({ id }) => id.S));
    assert.equal(
      acknowledged.filter((id) => !found.has(id)),
      [],
    );
    const third = await run('serve', '--port', '0', '--data', path('data')).ended;
    assert.match(third.errors, `dynarepo: ${path('data')} is in use by process ${second.process.pid}`);
    assert.is(third.code, 1);
    second.process.kill('SIGINT');
    assert.is((await second.ended).code, 0);
    assert.is(readFileSync(path('data'), 'utf8').match(/^\{"item"/gm)?.length, found.size);
  }));

test('--isolate has a database with the initial tables for each access key', async () => {
  const tables = ['films', 'actors'].map((name) => ({ operation: 'CreateTable' as const, input: tableOf(name) }));
  const { databases, admin } = await memoryEngine({ region: 'us-east-1', isolate: true, tables });
  const server = createServer(databases, { port: 0, admin });
  const endpoint = await server.listen();
  await send(endpoint, 'PutItem', { TableName: 'films', Item: { id: { S: 'a' } } }, 'first');
  const get = { TableName: 'films', Key: { id: { S: 'a' } } };
  const post = (action: string, body = '') => fetch(`${endpoint}/_dynarepo/${action}`, { method: 'POST', body });
  assert.equal((await send(endpoint, 'GetItem', get, 'first')).members, { Item: { id: { S: 'a' } } });
  assert.equal((await send(endpoint, 'GetItem', get, 'second')).members, {});
  assert.equal(await (await post('snapshot')).json(), { snapshot: '1' });
  await post('reset');
  assert.equal((await send(endpoint, 'GetItem', get, 'first')).members, {});
  assert.is((await post('restore', '{"snapshot":"1"}')).status, 200);
  assert.equal((await send(endpoint, 'GetItem', get, 'first')).members, { Item: { id: { S: 'a' } } });
  await server.close();
});

test('forwards requests to another engine with the access keys of their callers', async () => {
  const isolated = await memoryEngine({ region: 'us-east-1', isolate: true, tables: [] });
  const engine = createServer(isolated.databases, { port: 0 });
  const remote = await remoteEngine(await engine.listen());
  const lines: string[] = [];
  const proxy = createServer(remote.databases, { port: 0, onResponse: (served) => lines.push(logLine(served)) });
  const endpoint = await proxy.listen();
  await send(endpoint, 'CreateTable', tableOf('films'));
  assert.equal((await send(endpoint, 'ListTables')).members, { TableNames: ['films'] });
  assert.equal((await send(endpoint, 'ListTables', {}, 'another')).members, { TableNames: [] });
  assert.equal((await send(endpoint, 'DescribeTable', { TableName: 'actors' })).members, {
    __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    message: 'Requested resource not found: Table: actors not found',
  });
  assert.match(lines[0] ?? '', ' CreateTable films: 200 (');
  assert.match(lines[3] ?? '', ' DescribeTable actors: 400 ResourceNotFoundException: Requested resource not found');
  await Promise.all([proxy.close(), engine.close(), remote.close()]);
});

const misuse: readonly (readonly [readonly string[], string])[] = [
  [['--port', '70000'], '--port requires a number from 0 to 65535, not 70000'],
  [['-p', 'x'], '--port requires a number from 0 to 65535, not x'],
  [['--port', ''], '--port requires a value'],
  [['--host', ''], '--host requires a value'],
  [['--region', ''], '--region requires a value'],
  [['--region', 'Mars North'], '--region requires a Region such as eu-west-1, not Mars North'],
  [['--admin-token', ''], '--admin-token requires a value'],
  [['--isolate', '--data', 'x'], '--data stores one database for all callers and cannot be combined with --isolate'],
  ...['key', 'key:', ':secret', ''].map(
    (pair) =>
      [['--credentials', pair], '--credentials requires an access key and its secret, separated by a colon'] as const,
  ),
  [['--tables', 'missing.json'], 'missing.json cannot be read (ENOENT)'],
  [['--tables', ''], '--tables requires a value'],
  [['--parameter', 'Stage=test'], '--parameter sets a parameter of a template and requires --tables'],
  [['--tables', 'x', '--parameter', 'Stage'], '--parameter requires NAME=VALUE, not Stage'],
  [['--table-delay-ms', '1s'], '--table-delay-ms requires a number of milliseconds or service, not 1s'],
  [['--stream-shards', '0'], '--stream-shards requires a number from 1 to 1000, not 0'],
  [['--stream-split-after', 'x'], '--stream-split-after requires a number of records, not x'],
  [
    ['--endpoint', 'http://localhost:1', '--table-delay-ms', '5'],
    '--endpoint forwards everything to another engine and cannot be combined with --data, --tables, --table-delay-ms, --sweep-delay-ms, --stream-shards, --stream-split-after, --statistics, --wording or --isolate',
  ],
  ...['example.org', 'https://example.org/', 'HTTPS://example.org', 'null'].map(
    (text) =>
      [
        ['--cors', text],
        `--cors requires an origin such as https://example.org, or "*" for every page, not ${text}`,
      ] as const,
  ),
  [['--cors', ''], '--cors requires a value'],
  [
    ['--endpoint', 'http://localhost:1', '--wording', 'older'],
    '--endpoint forwards everything to another engine and cannot be combined with --data, --tables, --table-delay-ms, --sweep-delay-ms, --stream-shards, --stream-split-after, --statistics, --wording or --isolate',
  ],
  [['--wording', 'Older'], '--wording requires current or older, not Older'],
  [['--statistics', 'daily'], '--statistics requires exact or six-hourly, not daily'],
  [['--endpoint', 'nowhere'], 'nowhere is not a URL such as http://localhost:8000'],
];
for (const [args, message] of misuse) {
  test(`rejects ${args.join(' ')}`, async () => assert.is((await errorOf(args)).message, message));
}

async function errorOf(args: readonly string[]): Promise<UsageError> {
  const error: unknown = await serve(args).catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was accepted');
  return error;
}

/** Returns a free port. */
async function freePort(): Promise<string> {
  const server = createServer(new MemoryDynamoDb(), { port: 0 });
  const { port } = new URL(await server.listen());
  await server.close();
  return port;
}

const unreachable: readonly (readonly [string, string])[] = [
  ['nope.invalid', 'host nope.invalid does not exist; --host requires an address of this machine'],
  ['203.0.113.1', '203.0.113.1 is not an address of this machine; --host 0.0.0.0 means all of them'],
];
for (const [host, message] of unreachable) {
  test(`reports why it cannot listen on ${host}`, async () => {
    assert.is((await errorOf(['--port', '0', '--host', host])).message, message);
  });
}

for (const [host, name] of [
  ['127.0.0.1', 'localhost'],
  ['0.0.0.0', '127.0.0.1'],
  ['127.1', '[::1]'],
] as const) {
  test(`rejects its own address as --endpoint: ${name} if it listens on ${host}`, async () => {
    const port = await freePort();
    const endpoint = `http://${name}:${port}`;
    const { message } = await errorOf(['--port', port, '--host', host, '--endpoint', endpoint]);
    assert.is(message, `--endpoint ${endpoint} is this server's own address; --port changes it`);
  });
}

test('prints one line for each request while the other engine is down, only in the log with --log', async () => {
  const [quiet, logging] = [[], ['--log']].map((log) =>
    run('serve', '--port', '0', '--endpoint', 'http://127.0.0.1:1', ...log),
  );
  if (quiet === undefined || logging === undefined) throw new Error('unreachable: both runs exist');
  for (const { endpoint } of [quiet, logging]) assert.is((await send(await endpoint, 'ListTables')).status, 503);
  for (const { process } of [quiet, logging]) process.kill('SIGTERM');
  const text = 'ListTables got no response: connect ECONNREFUSED 127.0.0.1:1';
  assert.match((await quiet.ended).errors, new RegExp(`^dynarepo: ${text}$`, 'm'));
  assert.not.match((await quiet.ended).errors, '    at ');
  const { output, errors } = await logging.ended;
  assert.match(output, ` ListTables: 503 ServiceUnavailable: ${text} (`);
  assert.not.match(errors, text);
});

test('keeps serving after the reader of its output has gone', async () => {
  const { endpoint, ended, process } = run('serve', '--port', '0', '--log');
  const address = await endpoint;
  process.stdout?.destroy();
  process.stderr?.destroy();
  for (let count = 0; count < 3; count += 1) assert.is((await send(address, 'ListTables')).status, 200);
  process.kill('SIGTERM');
  assert.is((await ended).code, 0);
});

test('a dump ends without a message if its reader closes the pipe', async () => {
  const server = createServer(new MemoryDynamoDb(), { port: 0 });
  const { ended, process } = run('dump', '--endpoint', await server.listen());
  process.stdout?.destroy();
  const { code, errors } = await ended;
  assert.is(code, 1);
  assert.not.match(errors, 'EPIPE');
  await server.close();
});

test('reports that it is open to the network, and ends when its terminal is closed', async () => {
  const { endpoint, ended, process } = run('serve', '--port', '0', '--host', '0.0.0.0');
  await endpoint;
  process.kill('SIGHUP');
  const { code, output } = await ended;
  assert.is(code, 0);
  assert.match(output, '  open to the network: other machines can reach this port\n');
});

test('creates no file if it cannot listen', () =>
  withFolder(async (path) => {
    const server = createServer(new MemoryDynamoDb(), { port: 0 });
    const { port } = new URL(await server.listen());
    const { message } = await errorOf(['--port', port, '--data', path('data')]);
    assert.is(message, `port ${port} is in use; --port 0 picks a free one`);
    assert.not(existsSync(path('data')));
    await server.close();
  }));

test('warns if a stored table differs from the one in --tables', () =>
  withFolder(async (path) => {
    const tables = [{ operation: 'CreateTable' as const, input: tableOf('films') }];
    await (await fileEngine({ path: path('data'), region: 'us-east-1', tables })).close();
    const tablesJson = JSON.stringify([tableOf('actors'), tableOf('films')]).replaceAll('"id"', '"key"');
    writeFileSync(path('tables.json'), tablesJson);
    const server = run('serve', '--port', '0', '--data', path('data'), '--tables', path('tables.json'));
    await server.endpoint;
    server.process.kill('SIGTERM');
    const difference = 'key: found partition key id (S), expected partition key key (S)';
    assert.is((await server.ended).errors, `dynarepo: ${path('data')}: table films already exists: ${difference}\n`);
  }));

test('reports unknown commands and options, and a port in use, in one line', async () => {
  const server = createServer(new MemoryDynamoDb(), { port: 0 });
  const { port } = new URL(await server.listen());
  const runs = [
    ['fly'],
    ['serve', '--shiny'],
    ['serve', '--port', 'x'],
    ['serve', '--port', '-1'],
    ['serve', '--port', port],
  ];
  const ends = await Promise.all(runs.map((args) => run(...args).ended));
  assert.equal(ends, [
    { code: 2, output: '', errors: 'dynarepo: unknown command fly; see dynarepo --help\n' },
    { code: 2, output: '', errors: "dynarepo: Unknown option '--shiny'; see dynarepo serve --help\n" },
    { code: 2, output: '', errors: 'dynarepo: --port requires a number from 0 to 65535, not x\n' },
    { code: 2, output: '', errors: "dynarepo: Option '--port' argument is ambiguous; see dynarepo serve --help\n" },
    { code: 1, output: '', errors: `dynarepo: port ${port} is in use; --port 0 picks a free one\n` },
  ]);
  await server.close();
});

test('prints its version and its help', async () => {
  const runs = [['--version'], ['serve', '-v'], ['serve', '--help']];
  const [version, short, help] = await Promise.all(runs.map((args) => run(...args).ended));
  assert.match(version?.output ?? '', /^\d+\.\d+\.\d+\n$/);
  assert.equal(short, version);
  assert.is(help?.code, 0);
  assert.match(help?.output ?? '', /^ {2}--data FILE .*^ {2}BatchGetItem, .*CreateTable,/ms);
});

test.run();
