import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { MemoryDynamoDb, type MemoryDynamoDbOptions } from '../../src/adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { dump } from '../../src/cli/dump.ts';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { load } from '../../src/cli/load.ts';
import { header } from '../../src/cli/record.ts';
import { ArgumentError, reasonOf } from '../../src/cli/usage-error.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';
import { run, runInShell, tableOf, withFolder } from './running-cli.ts';

const test = suite('dynarepo dump and load', { timeoutMs: 120_000 });

const orders = {
  TableName: 'orders',
  AttributeDefinitions: [
    { AttributeName: 'customer', AttributeType: 'S' as const },
    { AttributeName: 'number', AttributeType: 'N' as const },
    { AttributeName: 'status', AttributeType: 'S' as const },
  ],
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' as const },
    { AttributeName: 'number', KeyType: 'RANGE' as const },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byStatus',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' as const },
        { AttributeName: 'status', KeyType: 'RANGE' as const },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'all',
      KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['total'] },
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
    },
  ],
  BillingMode: 'PROVISIONED' as const,
  ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
};

test('a dump of one engine creates the same tables and items in another', () =>
  withFolder(async (path) => {
    const clock = new ManualClock();
    const source = new MemoryDynamoDb({ clock });
    await source.execute('CreateTable', orders);
    clock.advance(1000);
    await source.execute('CreateTable', tableOf('films'));
    const item = {
      customer: { S: 'é' },
      number: { N: '1' },
      status: { S: 'open' },
      bytes: { BS: [new Uint8Array([1])] },
    };
    await source.execute('PutItem', { TableName: 'orders', Item: item });
    for (let id = 0; id < 30; id++) {
      await source.execute('PutItem', {
        TableName: 'films',
        Item: { id: { S: String(id) }, long: { S: 'a'.repeat(60_000) } },
      });
    }
    const target = new MemoryDynamoDb();
    const servers = [createServer(source, { port: 0 }), createServer(target, { port: 0 })] as const;
    const [from, to] = await Promise.all([servers[0].listen(), servers[1].listen()]);

    await dump(['--endpoint', from, '--to', path('dump')]);
    assert.is(readFileSync(path('dump'), 'utf8').trimEnd().split('\n').length, 35);
    await load([path('dump'), '--endpoint', to]);

    assert.equal((await target.execute('Scan', { TableName: 'orders' })).Items, [item]);
    for (const TableName of ['orders', 'films']) {
      const [expected, found] = await Promise.all(
        [source, target].map((db) => db.execute('DescribeTable', { TableName })),
      );
      assert.equal(withoutIdentity(found?.Table), withoutIdentity(expected?.Table));
    }
    const rejection = await errorOf(load([path('dump'), '--endpoint', to]));
    assert.match(rejection, /^nothing was loaded: tables "orders", "films" already exist; --if-exists skip /);
    await Promise.all(servers.map((server) => server.close()));
  }));

test('carries tags, time to live, protection and class, to another Region too', () =>
  serving(async ({ db: source, endpoint: from, path }) => {
    const settings = { DeletionProtectionEnabled: true, TableClass: 'STANDARD_INFREQUENT_ACCESS' as const };
    const Tags = [{ Key: 'team', Value: 'films' }];
    const { TableDescription } = await source.execute('CreateTable', { ...tableOf('films'), ...settings, Tags });
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    await source.execute('UpdateTimeToLive', { TableName: 'films', TimeToLiveSpecification });
    await dump(['--endpoint', from, '--to', path('dump')]);
    const tagging = { operation: 'TagResource', input: { ResourceArn: TableDescription?.TableArn, Tags } };
    const create = { operation: 'CreateTable', input: tableOf('films') };
    writeFileSync(path('older'), [header, JSON.stringify(create), JSON.stringify(tagging), '{"end":2}', ''].join('\n'));
    for (const name of ['dump', 'older']) {
      const target = new MemoryDynamoDb({ region: 'eu-west-1' });
      const server = createServer(target, { port: 0 });
      await load([path(name), '--endpoint', await server.listen()]);
      const { Table } = await target.execute('DescribeTable', { TableName: 'films' });
      const tagged = await target.execute('ListTagsOfResource', { ResourceArn: Table?.TableArn });
      assert.equal(tagged.Tags, Tags);
      const timeToLive = await target.execute('DescribeTimeToLive', { TableName: 'films' });
      assert.is(timeToLive.TimeToLiveDescription?.AttributeName, name === 'dump' ? 'expires' : undefined);
      assert.is(Table?.DeletionProtectionEnabled, name === 'dump');
      assert.is(Table?.TableClassSummary?.TableClass, name === 'dump' ? settings.TableClass : undefined);
      await server.close();
    }
  }));

test('names what an engine lacks in one warning, and dumps and loads the rest', () =>
  withFolder(async (path) => {
    const db = new MemoryDynamoDb();
    const lacking: DynamoDb = {
      execute: async (operation, input) => {
        if (/Tag|TimeToLive/.test(operation)) throw new ServiceError('UnknownOperationException', '');
        return db.execute(operation, input);
      },
    };
    const server = createServer(lacking, { port: 0 });
    const endpoint = await server.listen();
    for (const name of ['films', 'actors']) await db.execute('CreateTable', tableOf(name));
    const dumped = await run('dump', '--endpoint', endpoint, '--to', path('dump')).ended;
    const reads =
      'does not support DescribeTimeToLive and ListTagsOfResource: settings of tables were left out (tags, time to live)';
    assert.is(
      dumped.errors,
      `dynarepo: ${endpoint} ${reads}\ndynarepo: wrote 2 tables and 0 items to ${path('dump')}\n`,
    );
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    const records = [
      { operation: 'CreateTable', input: tableOf('others') },
      { operation: 'UpdateTimeToLive', input: { TableName: 'others', TimeToLiveSpecification } },
    ].map((record) => JSON.stringify(record));
    writeFileSync(path('settings'), [header, ...records, '{"end":2}', ''].join('\n'));
    const loaded = await run('load', path('settings'), '--endpoint', endpoint).ended;
    const writes = 'does not support UpdateTimeToLive: settings of tables were left out (time to live)';
    assert.is(loaded.errors, `dynarepo: ${endpoint} ${writes}\ndynarepo: wrote 1 table and 0 items to ${endpoint}\n`);
    assert.is(loaded.code, 0);
    await server.close();
  }));

test('dumps only the selected tables', () =>
  withFolder(async (path) => {
    const db = new MemoryDynamoDb();
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('CreateTable', tableOf('actors'));
    const server = createServer(db, { port: 0 });
    await dump(['--endpoint', await server.listen(), '--tables', 'actors', '--to', path('dump')]);
    const lines = readFileSync(path('dump'), 'utf8').trimEnd().split('\n');
    assert.is(lines.length, 3);
    assert.match(lines[1] ?? '', '"TableName":"actors"');
    await server.close();
  }));

test('reports an engine that is not running, and a file that cannot be written', () =>
  withFolder(async (path) => {
    const server = createServer(new MemoryDynamoDb(), { port: 0 });
    const endpoint = await server.listen();
    await server.close();
    writeFileSync(path('dump'), 'an earlier dump');
    const message = await errorOf(dump(['--endpoint', endpoint, '--to', path('dump')]));
    assert.match(message, /^ListTables got no response: .*ECONNREFUSED/);
    assert.is(readFileSync(path('dump'), 'utf8'), 'an earlier dump');
    assert.equal(readdirSync(path('')), ['dump']);
    const elsewhere = await errorOf(dump(['--endpoint', endpoint, '--to', path('missing/dump')]));
    assert.is(elsewhere, `${path('missing/dump')} cannot be written: the folder ${path('missing')} does not exist`);
  }));

const createFilms = JSON.stringify({ operation: 'CreateTable', input: tableOf('films') });
const putOf = (id: string) =>
  JSON.stringify({ operation: 'PutItem', input: { TableName: 'films', Item: { id: { S: id } } } });
const whole = `${header}\n${createFilms}\n${putOf('a')}\n{"end":2}\n`;

const invalidFiles: readonly (readonly [string, string, string])[] = [
  ['a line that is not JSON', `${header}\n{"operation\n{"end":1}\n`, 'is damaged: line 2 is not JSON'],
  ['a line that is not an object', `${header}\n[]\n{"end":1}\n`, 'is damaged: line 2 is not a JSON object'],
  ['no operation', `${header}\n{"input":{}}\n`, 'is damaged: line 2 names no operation'],
  ['an unknown operation', `${header}\n{"operation":"Fly"}\n`, 'is damaged: line 2 has the unknown operation Fly'],
  ['no input', `${header}\n{"operation":"PutItem"}\n`, 'is damaged: line 2 has no input for PutItem'],
  [
    'a bad time',
    `${header}\n{"at":"noon","operation":"PutItem","input":{}}\n`,
    'is damaged: line 2 has the invalid time "noon"',
  ],
  [
    'invalid base64',
    `${header}\n{"operation":"PutItem","input":{"Item":{"id":{"B":"?"}}}}\n{"end":1}\n`,
    'is damaged: line 2 cannot be read (SerializationException: Base64',
  ],
  ['lines after its end', `${header}\n{"end":0}\n${createFilms}\n`, 'is damaged: line 3 comes after its end'],
  [
    'an incomplete last line',
    whole.slice(0, -12),
    'is cut off: line 3 is incomplete; --unfinished loads it as far as it goes',
  ],
  [
    'no end',
    `${header}\n${createFilms}\n`,
    'is cut off: its last line, {"end":…}, is missing; --unfinished loads it as far as it goes',
  ],
  [
    'the format of a data file',
    '{"dynarepo snapshot":1}\n{"end":1}\n{"region":"us-east-1"}\n',
    'is a data file; start dynarepo serve --data with it, and dump that server',
  ],
  ['no bytes', '', 'is cut off: its last line, {"end":…}, is missing; --unfinished loads it as far as it goes'],
  [
    'a missing line',
    `${header}\n${createFilms}\n{"end":2}\n`,
    'is cut off: its last line counts 2 requests, but it has 1; --unfinished loads it as far as it goes',
  ],
];
for (const [defect, content, expected] of invalidFiles) {
  test(`rejects a file with ${defect} before anything is sent`, () =>
    withFolder(async (path) => {
      writeFileSync(path('dump'), content);
      const message = await errorOf(load([path('dump'), '--endpoint', 'http://127.0.0.1:1']));
      assert.is(message.slice(0, path('dump').length + 1 + expected.length), `${path('dump')} ${expected}`);
    }));
}

test('loads a file that is cut off with --unfinished', () =>
  serving(async ({ db, endpoint, path }) => {
    writeFileSync(path('dump'), `${header}\n${createFilms}\n${putOf('a')}\n{"operat`);
    await load([path('dump'), '--endpoint', endpoint, '--unfinished']);
    assert.equal((await db.execute('Scan', { TableName: 'films' })).Items, [{ id: { S: 'a' } }]);
  }));

const deletingFilms = `${header}\n${createFilms}\n${putOf('gone')}\n{"operation":"DeleteTable","input":{"TableName":"films"}}\n${createFilms}\n`;

test('waits for a table that the file deletes and creates again', () =>
  serving(
    async ({ db, endpoint, path }) => {
      writeFileSync(path('dump'), deletingFilms);
      await load([path('dump'), '--endpoint', endpoint, '--unfinished']);
      assert.is((await db.execute('Scan', { TableName: 'films' })).Count, 0);
    },
    { tableDelayMs: 50 },
  ));

test('rejects --if-exists skip for a file that deletes an existing table', () =>
  serving(async ({ db, endpoint, path }) => {
    await db.execute('CreateTable', tableOf('films'));
    writeFileSync(path('dump'), deletingFilms);
    const message = await errorOf(load([path('dump'), '--endpoint', endpoint, '--unfinished', '--if-exists', 'skip']));
    const reason = `${path('dump')} deletes table films, which --if-exists skip keeps`;
    assert.is(message, `nothing was loaded: ${reason}`);
    assert.is((await db.execute('Scan', { TableName: 'films' })).Count, 0);
  }));

test('loads nothing, adds items or replaces the table if a table exists', () =>
  serving(async ({ db, endpoint, path }) => {
    await db.execute('CreateTable', { ...tableOf('films'), DeletionProtectionEnabled: false });
    await db.execute('PutItem', { TableName: 'films', Item: { id: { S: 'old' } } });
    const { Table: before } = await db.execute('DescribeTable', { TableName: 'films' });
    writeFileSync(path('dump'), whole);
    const message = await errorOf(load([path('dump'), '--endpoint', endpoint]));
    assert.match(message, 'nothing was loaded: table "films" already exists; --if-exists skip');

    await load([path('dump'), '--endpoint', endpoint, '--if-exists', 'skip']);
    assert.is((await db.execute('DescribeTable', { TableName: 'films' })).Table?.TableId, before?.TableId);
    assert.is((await db.execute('Scan', { TableName: 'films' })).Count, 2);

    await load([path('dump'), '--endpoint', endpoint, '--if-exists', 'replace']);
    assert.is.not((await db.execute('DescribeTable', { TableName: 'films' })).Table?.TableId, before?.TableId);
    assert.equal((await db.execute('Scan', { TableName: 'films' })).Items, [{ id: { S: 'a' } }]);
  }));

test('loads a dump from the standard input and from a pipe', () =>
  serving(async ({ db, endpoint, path }) => {
    writeFileSync(path('dump'), whole);
    const fromInput = await runInShell(`exec < ${path('dump')}`, 'load', '-', '--endpoint', endpoint).ended;
    assert.equal(fromInput, { code: 0, output: '', errors: `dynarepo: wrote 1 table and 1 item to ${endpoint}\n` });
    await db.execute('DeleteTable', { TableName: 'films' });
    const pipe = `mkfifo ${path('pipe')}; cat ${path('dump')} > ${path('pipe')} &`;
    assert.is((await runInShell(pipe, 'load', path('pipe'), '--endpoint', endpoint).ended).code, 0);
    assert.is((await db.execute('Scan', { TableName: 'films' })).Count, 1);
  }));

test('a dump to the standard output starts after the first response and replaces no file', () =>
  serving(async ({ db, endpoint, path }) => {
    await db.execute('CreateTable', tableOf('films'));
    const nowhere = await run('dump', '--endpoint', 'http://127.0.0.1:1').ended;
    assert.is(nowhere.output, '');
    assert.is(nowhere.code, 1);
    const names = ['-', '/dev/stdout', '/proc/self/fd/1'];
    const ends = await Promise.all(names.map((to) => run('dump', '--endpoint', endpoint, '--to', to).ended));
    for (const { code, output, errors } of ends) {
      assert.is(code, 0, errors);
      assert.match(output, /^\{"dynarepo":1\}\n.*"CreateTable".*\n\{"end":1\}\n$/);
      assert.is(errors, '');
    }
    const { code } = await runInShell(`exec > ${path('out')}`, 'dump', '--endpoint', endpoint, '--to', '/dev/fd/1')
      .ended;
    assert.is(code, 0);
    assert.is(readFileSync(path('out'), 'utf8').split('\n').length, 4);
  }));

test('a dump to a link replaces its target, keeps the permissions and prints a summary', () =>
  serving(async ({ db, endpoint, path }) => {
    await db.execute('CreateTable', tableOf('films'));
    writeFileSync(path('real'), 'an earlier dump', { mode: 0o600 });
    symlinkSync('real', path('link'));
    const { errors } = await run('dump', '--endpoint', endpoint, '--to', path('link')).ended;
    assert.is(errors, `dynarepo: wrote 1 table and 0 items to ${path('link')}\n`);
    assert.ok(lstatSync(path('link')).isSymbolicLink());
    assert.match(readFileSync(path('real'), 'utf8'), '"CreateTable"');
    assert.is(statSync(path('real')).mode & 0o777, 0o600);
    assert.equal(readdirSync(path('')).sort(), ['link', 'real']);
  }));

test('a dump does not replace the data file of a running server', () =>
  serving(async ({ endpoint, path }) => {
    const engine = await fileEngine({ path: path('data'), region: 'us-east-1', tables: [] });
    const message = await errorOf(dump(['--endpoint', endpoint, '--to', path('data')]));
    assert.match(message, `${path('data')} is in use by process`);
    await engine.close();
  }));

const misuse: readonly (readonly [() => Promise<void>, string])[] = [
  [() => dump(['--endpoint', 'http://127.0.0.1:1', '--to', '']), '--to requires the name of a file'],
  [() => dump(['--endpoint', 'http://127.0.0.1:1', '--tables', '']), '--tables requires names separated by commas'],
  [() => dump(['--endpoint', 'http://127.0.0.1:1', '--tables', 'films,']), 'separated by commas, not "films,"'],
  [() => load(['x', '--aws', '--if-exists', 'merge']), '--if-exists requires one of fail, skip, replace, not merge'],
  [() => load(['']), 'load requires one file'],
];
for (const [command, message] of misuse) {
  test(`rejects invalid arguments: ${message}`, async () => {
    const error: unknown = await command().catch((thrown: unknown) => thrown);
    if (!(error instanceof ArgumentError)) throw new Error('it was accepted');
    assert.match(error.message, message);
  });
}

test.run();

interface Served {
  readonly db: MemoryDynamoDb;
  readonly endpoint: string;
  readonly path: (name: string) => string;
}

/** An empty database behind a server, and a folder. */
function serving(use: (served: Served) => Promise<void>, options?: MemoryDynamoDbOptions): Promise<void> {
  return withFolder(async (path) => {
    const db = new MemoryDynamoDb(options);
    const server = createServer(db, { port: 0 });
    try {
      await use({ db, endpoint: await server.listen(), path });
    } finally {
      await server.close();
    }
  });
}

function withoutIdentity(table: object = {}): object {
  const stable = Object.entries(table).filter(([name]) => !/Id$|DateTime$|BillingModeSummary/.test(name));
  return Object.fromEntries(stable);
}

async function errorOf(command: Promise<void>): Promise<string> {
  const error: unknown = await command.catch((thrown: unknown) => thrown);
  return error === undefined ? 'no error' : reasonOf(error);
}
