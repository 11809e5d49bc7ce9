import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { dump } from '../../src/cli/dump.ts';
import { load } from '../../src/cli/load.ts';
import { header } from '../../src/cli/record.ts';
import { reasonOf } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('dynarepo dump and load', { timeoutMs: 30_000 });

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

test('what was dumped from one engine makes the same tables and items in another', () =>
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
    assert.is(readFileSync(path('dump'), 'utf8').trimEnd().split('\n').length, 34);
    await load([path('dump'), '--endpoint', to]);

    assert.equal((await target.execute('Scan', { TableName: 'orders' })).Items, [item]);
    for (const TableName of ['orders', 'films']) {
      const [expected, found] = await Promise.all(
        [source, target].map((db) => db.execute('DescribeTable', { TableName })),
      );
      assert.equal(withoutIdentity(found?.Table), withoutIdentity(expected?.Table));
    }
    const again = await refusalOf(load([path('dump'), '--endpoint', to]));
    assert.is(again, `${path('dump')}: line 2, CreateTable: ResourceInUseException: Table already exists: orders`);
    await Promise.all(servers.map((server) => server.close()));
  }));

test('only the tables that were asked for are dumped', () =>
  withFolder(async (path) => {
    const db = new MemoryDynamoDb();
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('CreateTable', tableOf('actors'));
    const server = createServer(db, { port: 0 });
    await dump(['--endpoint', await server.listen(), '--tables', 'actors', '--to', path('dump')]);
    const lines = readFileSync(path('dump'), 'utf8').trimEnd().split('\n');
    assert.is(lines.length, 2);
    assert.match(lines[1] ?? '', '"TableName":"actors"');
    await server.close();
  }));

test('an engine that is not there is told, and a file that cannot be written', () =>
  withFolder(async (path) => {
    const server = createServer(new MemoryDynamoDb(), { port: 0 });
    const endpoint = await server.listen();
    await server.close();
    writeFileSync(path('dump'), 'an earlier dump');
    const refusal = await refusalOf(dump(['--endpoint', endpoint, '--to', path('dump')]));
    assert.match(refusal, /^ListTables got no answer: .*ECONNREFUSED/);
    assert.is(readFileSync(path('dump'), 'utf8'), 'an earlier dump');
    assert.equal(readdirSync(path('')), ['dump']);
    const elsewhere = await refusalOf(dump(['--endpoint', endpoint, '--to', path('missing/dump')]));
    assert.is(elsewhere, `${path('missing/dump')} cannot be written (ENOENT)`);
  }));

test('a file that is damaged is told with its line', () =>
  withFolder(async (path) => {
    writeFileSync(path('dump'), `${header}\n{"operation":"Fly","input":{}}\n`);
    const refusal = await refusalOf(load([path('dump'), '--endpoint', 'http://127.0.0.1:1']));
    assert.is(refusal, `${path('dump')} is damaged: line 2 holds no request`);
  }));

test.run();

function withoutIdentity(table: object = {}): object {
  const kept = Object.entries(table).filter(([name]) => !/Id$|DateTime$|BillingModeSummary/.test(name));
  return Object.fromEntries(kept);
}

async function refusalOf(command: Promise<void>): Promise<string> {
  const error: unknown = await command.catch((thrown: unknown) => thrown);
  return error === undefined ? 'no refusal' : reasonOf(error);
}
