import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import { keptEngine } from '../../src/cli/kept-engine.ts';
import { header } from '../../src/cli/record.ts';
import { reasonOf, UsageError } from '../../src/cli/usage-error.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
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
    assert.is(linesOf(path('data')).length, 4);
    assert.is(linesOf(path('data')).at(-1), '{"end":2}');
    assert.not(existsSync(path('data.dynarepo-lock')));
    assert.not(existsSync(path('data.dynarepo-new')));
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
    for (const name of ['7', `0${kept}`, '']) assert.is(await admin?.restore(name), false);
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
    'line 2 is no JSON',
  ],
  [
    'holds what cannot be carried out',
    `${header}\n{"operation":"PutItem","input":{"TableName":"films"}}\n`,
    'line 2 cannot be carried out',
  ],
  ['is of a later version', '{"dynarepo":2}\n', 'was written by a later dynarepo, in form 2'],
  ['is something else', 'hello\n', 'is no file of dynarepo'],
  ['counts other requests than it has', `${header}\n{"end":1}\n`, 'its last line counts 1 requests, and 0 are there'],
];
for (const [what, content, message] of broken) {
  test(`a file that ${what} is refused and left alone`, () =>
    withFolder(async (path) => {
      writeFileSync(path('data'), content);
      const error: unknown = await open(path('data')).catch((thrown: unknown) => thrown);
      if (!(error instanceof UsageError)) throw new Error('it was taken');
      assert.match(error.message, message);
      assert.is(readFileSync(path('data'), 'utf8'), content);
      assert.not(existsSync(path('data.dynarepo-lock')));
    }));
}

test('a file without a byte is a new one', () =>
  withFolder(async (path) => {
    writeFileSync(path('data'), '');
    await (await open(path('data'))).close();
    assert.equal(linesOf(path('data')), [header, '{"end":0}']);
  }));

test('a link leads to the file, which keeps its permissions', () =>
  withFolder(async (path) => {
    const { close } = await open(path('real'));
    await close();
    chmodSync(path('real'), 0o600);
    mkdirSync(path('folder'));
    symlinkSync('../real', path('folder/link'));
    const linked = await open(path('folder/link'));
    await linked.db.execute('CreateTable', tableOf('films'));
    await linked.close();
    assert.ok(lstatSync(path('folder/link')).isSymbolicLink());
    assert.is(linesOf(path('real')).length, 3);
    assert.is(statSync(path('real')).mode & 0o777, 0o600);
    assert.equal(readdirSync(path('folder')), ['link']);
  }));

const impossible: readonly (readonly [string, string])[] = [
  ['/dev/null', '/dev/null is no file that can keep anything'],
  ['missing/data', 'missing/data cannot be written: the folder missing is not there'],
];
for (const [file, message] of impossible) {
  test(`${file} keeps nothing`, async () => {
    const error: unknown = await open(file).catch((thrown: unknown) => thrown);
    if (!(error instanceof UsageError)) throw new Error('it was taken');
    assert.is(error.message, message);
  });
}

const losses: readonly (readonly [string, (path: (name: string) => string) => void, RegExp])[] = [
  ['is put in its place', (path) => renameSync(path('other'), path('data')), /another file put in its place/],
  ['was removed', (path) => rmSync(path('data')), /it was removed/],
  ['was cut off', (path) => truncateSync(path('data'), 20), /it was cut off/],
  ['has lost its lock', (path) => rmSync(path('data.dynarepo-lock')), /its lock was removed or taken/],
];
for (const [what, lose, reason] of losses) {
  test(`nothing is acknowledged, and nothing written, where a file ${what}`, () =>
    withFolder(async (path) => {
      const { db, close } = await open(path('data'));
      await db.execute('CreateTable', tableOf('films'));
      writeFileSync(path('other'), 'other');
      lose(path);
      const left = readdirSync(path('')).map((name) => [name, readFileSync(path(name), 'utf8')]);
      const error: unknown = await db.execute('PutItem', put('a')).catch((thrown: unknown) => thrown);
      if (!(error instanceof ServiceError)) throw new Error('it was acknowledged');
      assert.is(error.name, 'InternalServerError');
      assert.is(error.statusCode, 500);
      assert.match(error.message, /^the data file cannot be written \(/);
      assert.match(error.message, reason);
      assert.equal(await db.execute('GetItem', get('a')).then(({ Item }) => Item), undefined);
      const refusal: unknown = await close().catch((thrown: unknown) => thrown);
      assert.match(reasonOf(refusal), reason);
      assert.equal(
        readdirSync(path('')).map((name) => [name, readFileSync(path(name), 'utf8')]),
        left.filter(([name]) => name !== 'data.dynarepo-lock'),
      );
    }));
}

test('a file that has become large is written anew while requests go on, and has all of them at every moment', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    const long = { S: 'a'.repeat(390_000) };
    const { ino } = statSync(path('data'));
    const copies: { readonly name: string; readonly count: number }[] = [];
    let count = 0;
    for (let more = 3; more > 0 && count < 400; await setImmediate()) {
      await db.execute('PutItem', { TableName: 'films', Item: { id: { S: 'same' }, long } });
      await db.execute('PutItem', put(String(count)));
      count += 1;
      if (statSync(path('data')).ino !== ino) more -= 1;
      // What is in the file now is all there would be after a kill.
      if ((count > 43 && count % 4 === 0) || more < 3) {
        copies.push({ name: path(`copy-${count}`), count });
        copyFileSync(path('data'), path(`copy-${count}`));
      }
    }
    assert.ok(count > 43 && count < 400, `it was never written anew, or too early: ${count}`);
    assert.ok(statSync(path('data')).size < (count - 35) * 390_000);
    await close();
    for (const { name, count } of copies.slice(-6)) {
      const after = await open(name);
      assert.is((await after.db.execute('Scan', { TableName: 'films', Select: 'COUNT' })).Count, count + 1);
      await after.close();
    }
  }));

test.run();
