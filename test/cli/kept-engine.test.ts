import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { keptEngine } from '../../src/cli/kept-engine.ts';
import { header } from '../../src/cli/record.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('database kept in a file');

async function open(path: string) {
  const engine = await keptEngine({ path, region: 'us-east-1', tables: [] });
  // The cast: it keeps one database for all.
  return { ...engine, db: engine.databases as DynamoDb };
}

const put = (id: string) => ({ TableName: 'films', Item: { id: { S: id }, bytes: { B: new Uint8Array([1, 2]) } } });
const get = (id: string) => ({ TableName: 'films', Key: { id: { S: id } } });
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

test('what is written is there the next time, at the time of its writing', () =>
  withFolder(async (path) => {
    const first = await open(path('data'));
    await first.db.execute('CreateTable', tableOf('films'));
    await first.db.execute('PutItem', put('a'));
    const before = await first.db.execute('DescribeTable', { TableName: 'films' });
    await first.close();
    const second = await open(path('data'));
    assert.equal((await second.db.execute('GetItem', get('a'))).Item, put('a').Item);
    const after = await second.db.execute('DescribeTable', { TableName: 'films' });
    assert.equal(after.Table?.CreationDateTime, before.Table?.CreationDateTime);
    await second.close();
  }));

test('a request is in the file when it is answered, and reads and refusals never are', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('PutItem', put('a'));
    await db.execute('GetItem', get('a'));
    await db.execute('PutItem', { ...put('a'), ConditionExpression: 'attribute_not_exists(id)' }).catch(() => {});
    const lines = linesOf(path('data'));
    assert.is(lines.length, 3);
    assert.is(lines[0], header);
    assert.match(
      lines[2] ?? '',
      '"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"},"bytes":{"B":"AQI="}}}',
    );
    await close();
  }));

test('the file is written anew with what is left, at the end', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    for (let count = 0; count < 10; count++) await db.execute('PutItem', put('a'));
    assert.is(linesOf(path('data')).length, 12);
    await close();
    assert.is(linesOf(path('data')).length, 3);
    assert.not(existsSync(path('data.lock')));
    assert.not(existsSync(path('data.new')));
  }));

test('resetting and restoring hold for the file too', () =>
  withFolder(async (path) => {
    const { db, admin, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('PutItem', put('a'));
    const kept = (await admin?.snapshot()) ?? '';
    await db.execute('PutItem', put('b'));
    // What is asked for meanwhile waits until the file is whole again.
    const [restored] = await Promise.all([admin?.restore(kept), db.execute('PutItem', put('c'))]);
    assert.is(restored, true);
    assert.is(await admin?.restore('7'), false);
    const ids = linesOf(path('data')).flatMap((line) => /"id":\{"S":"(.)"/.exec(line)?.[1] ?? []);
    assert.equal(ids, ['a', 'c']);
    await admin?.reset();
    assert.is(linesOf(path('data')).length, 1);
    await close();
  }));

test('a last line that breaks off is dropped', () =>
  withFolder(async (path) => {
    writeFileSync(
      path('data'),
      `${header}\n${JSON.stringify({ operation: 'CreateTable', input: tableOf('films') })}\n{"operation":"Pu`,
    );
    const { db, close } = await open(path('data'));
    assert.equal((await db.execute('ListTables', {})).TableNames, ['films']);
    await close();
  }));

const broken: readonly (readonly [string, string, string])[] = [
  [
    'is damaged in its middle',
    `${header}\n{"operation":"Pu\n{"operation":"ListTables","input":{}}\n`,
    'line 2 holds no request',
  ],
  [
    'holds what cannot be carried out',
    `${header}\n{"operation":"PutItem","input":{"TableName":"films"}}\n`,
    'line 2 cannot be carried out',
  ],
  ['is of a later version', '{"dynarepo":2}\n', 'was written by a later dynarepo, in form 2'],
  ['is something else', 'hello\n', 'is no file of dynarepo'],
  ['is empty', '', 'is no file of dynarepo'],
];
for (const [what, content, message] of broken) {
  test(`a file that ${what} is refused and left alone`, () =>
    withFolder(async (path) => {
      writeFileSync(path('data'), content);
      const error: unknown = await open(path('data')).catch((thrown: unknown) => thrown);
      if (!(error instanceof UsageError)) throw new Error('it was taken');
      assert.match(error.message, message);
      assert.is(readFileSync(path('data'), 'utf8'), content);
      assert.not(existsSync(path('data.lock')));
    }));
}

test('a lock of a process that is gone is taken over', () =>
  withFolder(async (path) => {
    writeFileSync(path('data.lock'), '999999999');
    await (await open(path('data'))).close();
  }));

test.run();
