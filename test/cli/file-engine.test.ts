import {
  appendFileSync,
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
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import { encodeSnapshot } from '../../src/adapters/memory/snapshot/encode-snapshot.ts';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { header } from '../../src/cli/record.ts';
import { reasonOf, UsageError } from '../../src/cli/usage-error.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';
import { tableOf, withFolder } from './running-cli.ts';

const test = suite('database in a file');

async function open(path: string, region = 'us-east-1') {
  const engine = await fileEngine({ path, region, tables: [] });
  // The cast: this engine has one database, not a function.
  return { ...engine, db: engine.databases as DynamoDb };
}

const put = (id: string) => ({ TableName: 'films', Item: { id: { S: id }, bytes: { B: new Uint8Array([1, 2]) } } });
const get = (id: string) => ({ TableName: 'films', Key: { id: { S: id } } });
const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
/** The lines of the log, which follow the snapshot and the Region. */
const logOf = (path: string) =>
  linesOf(path).slice(linesOf(path).findIndex((line) => line.startsWith('{"region"')) + 1);
/** The kinds of the lines that a file of this form has. */
const kindsOf = (path: string) => linesOf(path).map(kindOf);
const kindOf = (line: string) => /^\{"(.*?)"/.exec(line)?.[1];
const emptyLines = [...encodeSnapshot(new MemoryDynamoDb().snapshot())];
const emptySnapshot = emptyLines.join('\n');
/** The number of lines before the log: the snapshot and the Region. */
const headLines = emptyLines.length + 1;
const emptyFile = `${emptySnapshot}\n{"region":"us-east-1"}\n`;
const emptyKinds = [...emptyLines.map(kindOf), 'region'];
const kindsWith = (...kinds: readonly string[]) =>
  emptyKinds.toSpliced(emptyLines.indexOf('{"room":"tables"}') + 1, 0, ...kinds);

test('items and the ids, ARNs and times of tables survive a close and a kill', () =>
  withFolder(async (path) => {
    const first = await open(path('data'));
    await first.db.execute('CreateTable', tableOf('actors'));
    await first.db.execute('DeleteTable', { TableName: 'actors' });
    await first.db.execute('CreateTable', tableOf('films'));
    await first.db.execute('PutItem', put('a'));
    const before = await first.db.execute('DescribeTable', { TableName: 'films' });
    copyFileSync(path('data'), path('killed'));
    await first.close();
    for (const [name, region] of [
      ['data', 'us-east-1'],
      ['killed', 'eu-west-1'],
    ] as const) {
      const second = await open(path(name), region);
      assert.equal((await second.db.execute('GetItem', get('a'))).Item, put('a').Item);
      const after = await second.db.execute('DescribeTable', { TableName: 'films' });
      assert.equal(after.Table, before.Table);
      const { TableDescription: next } = await second.db.execute('CreateTable', tableOf('actors'));
      assert.is(next?.TableId?.slice(-1), '3');
      assert.is(next?.TableArn, `arn:aws:dynamodb:${region}:000000000000:table/actors`);
      await second.close();
    }
  }));

test('the log has an acknowledged write, and no reads or rejected writes', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('PutItem', put('a'));
    await db.execute('GetItem', get('a'));
    await db.execute('PutItem', { ...put('a'), ConditionExpression: 'attribute_not_exists(id)' }).catch(() => {});
    const log = logOf(path('data'));
    assert.is(log.length, 2);
    assert.match(
      log[1] ?? '',
      '"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"},"bytes":{"B":"AQI="}}}',
    );
    await close();
  }));

test('close replaces the log with a snapshot', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    for (let count = 0; count < 10; count++) await db.execute('PutItem', put('a'));
    assert.is(logOf(path('data')).length, 11);
    await close();
    assert.is(logOf(path('data')).length, 0);
    assert.equal(kindsOf(path('data')), kindsWith('table', 'item'));
    assert.not(existsSync(path('data.dynarepo-lock')));
    assert.not(existsSync(path('data.dynarepo-new')));
  }));

test('reset and restore change the file too', () =>
  withFolder(async (path) => {
    const { db, admin, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    await db.execute('PutItem', put('a'));
    const name = (await admin?.snapshot()) ?? '';
    await db.execute('PutItem', put('b'));
    // A request during the restore waits until the file is complete.
    const [restored] = await Promise.all([admin?.restore(name), db.execute('PutItem', put('c'))]);
    assert.is(restored, true);
    for (const unknown of ['7', `0${name}`, '']) assert.is(await admin?.restore(unknown), false);
    const ids = linesOf(path('data')).flatMap((line) => /"id":\{"S":"(.)"/.exec(line)?.[1] ?? []);
    assert.equal(ids, ['a', 'c']);
    await admin?.reset();
    assert.equal(kindsOf(path('data')), emptyKinds);
    await close();
  }));

test('drops an incomplete last line', () =>
  withFolder(async (path) => {
    writeFileSync(
      path('data'),
      `${emptyFile}${JSON.stringify({ at: 1, operation: 'CreateTable', input: tableOf('films') })}\n{"operation":"Pu`,
    );
    const { db, close } = await open(path('data'));
    assert.equal((await db.execute('ListTables', {})).TableNames, ['films']);
    await close();
  }));

const broken: readonly (readonly [string, string, string | RegExp])[] = [
  [
    'is damaged in its log',
    `${emptyFile}{"operation":"Pu\n{"operation":"ListTables","input":{}}\n`,
    `is damaged: line ${headLines + 1} is not JSON`,
  ],
  [
    'is damaged in its snapshot',
    emptyFile.replace('"requests":', '"request":'),
    'cannot be read: line 3 of the snapshot: counters has the unknown member request',
  ],
  [
    'ends in its snapshot',
    emptySnapshot.slice(0, -4),
    `cannot be read: line ${emptyLines.length} of the snapshot: the line is not JSON`,
  ],
  [
    'has a request that cannot be executed',
    `${emptyFile}{"operation":"PutItem","input":{"TableName":"films"}}\n`,
    `is damaged: line ${headLines + 1} cannot be executed`,
  ],
  [
    'has invalid base64 in its log',
    `${emptyFile}${JSON.stringify({ at: 1, operation: 'CreateTable', input: tableOf('films') })}\n{"operation":"PutItem","input":{"TableName":"films","Item":{"id":{"S":"a"},"bytes":{"B":"?"}}}}\n`,
    `data is damaged: line ${headLines + 2} cannot be executed (SerializationException: Base64`,
  ],
  ['has an unknown operation', `${emptyFile}{"operation":"${'Fly'.repeat(1000)}"}\n`, /unknown operation (Fly){33}F…$/],
  [
    'has a line in its log that is not a request',
    `${emptyFile}{"end":1}\n`,
    `is damaged: line ${headLines + 1} is not a request`,
  ],
  ['has no log', `${emptySnapshot}\n`, `is damaged: line ${emptyLines.length} names no Region`],
  [
    'is of a later version',
    emptyFile.replace('snapshot":1', 'snapshot":2'),
    'cannot be read: line 1 of the snapshot: it was written by a later dynarepo, in format 2',
  ],
  ['has another format', 'hello\n', 'cannot be read: line 1 of the snapshot: the line is not JSON'],
  ['is a dump', `${header}\n{"end":0}\n`, 'is a file of dynarepo dump; load it into a server'],
  [
    'lacks a line',
    emptyFile.replace('{"room":"agenda"}\n', ''),
    `cannot be read: line ${emptyLines.length - 1} of the snapshot: it counts ${emptyLines.length - 1} lines before it, not ${emptyLines.length - 2}`,
  ],
];
for (const [defect, content, message] of broken) {
  test(`rejects a file that ${defect} and leaves it unchanged`, () =>
    withFolder(async (path) => {
      writeFileSync(path('data'), content);
      const error: unknown = await open(path('data')).catch((thrown: unknown) => thrown);
      if (!(error instanceof UsageError)) throw new Error('it was accepted');
      assert.match(error.message, message);
      assert.is(readFileSync(path('data'), 'utf8'), content);
      assert.not(existsSync(path('data.dynarepo-lock')));
    }));
}

test('treats an empty file as new', () =>
  withFolder(async (path) => {
    writeFileSync(path('data'), '');
    await (await open(path('data'))).close();
    assert.is(readFileSync(path('data'), 'utf8'), emptyFile);
  }));

test('follows a link to the file and keeps its permissions', () =>
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
    assert.equal(kindsOf(path('real')), kindsWith('table'));
    assert.is(statSync(path('real')).mode & 0o777, 0o600);
    assert.equal(readdirSync(path('folder')), ['link']);
  }));

test('rejects a read-only file and leaves it unchanged', () =>
  withFolder(async (path) => {
    writeFileSync(path('data'), emptyFile, { mode: 0o444 });
    const error: unknown = await open(path('data')).catch((thrown: unknown) => thrown);
    assert.is(reasonOf(error), `${path('data')} cannot be written (it is read-only)`);
    assert.equal(readdirSync(path('')), ['data']);
    assert.is(statSync(path('data')).mode & 0o777, 0o444);
  }));

const impossible: readonly (readonly [string, string])[] = [
  ['/dev/null', '/dev/null is not a regular file, so it cannot store data'],
  ['missing/data', 'missing/data cannot be written: the folder missing does not exist'],
];
for (const [file, message] of impossible) {
  test(`rejects the path ${file}`, async () => {
    const error: unknown = await open(file).catch((thrown: unknown) => thrown);
    if (!(error instanceof UsageError)) throw new Error('it was accepted');
    assert.is(error.message, message);
  });
}

const losses: readonly (readonly [string, (path: (name: string) => string) => void, RegExp])[] = [
  ['was replaced', (path) => renameSync(path('other'), path('data')), /it was removed or replaced/],
  ['was removed', (path) => rmSync(path('data')), /it was removed or replaced/],
  ['was appended to', (path) => appendFileSync(path('data'), 'x\n'), /another process has appended to it/],
  ['was truncated', (path) => truncateSync(path('data'), 20), /it was truncated/],
  ['has lost its lock', (path) => rmSync(path('data.dynarepo-lock')), /its lock was removed or taken over/],
];
for (const [loss, lose, reason] of losses) {
  test(`acknowledges and writes nothing if the file ${loss}`, () =>
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
      const closing: unknown = await close().catch((thrown: unknown) => thrown);
      assert.match(reasonOf(closing), reason);
      assert.equal(
        readdirSync(path('')).map((name) => [name, readFileSync(path(name), 'utf8')]),
        left.filter(([name]) => name !== 'data.dynarepo-lock'),
      );
    }));
}

test('compacts a long log between two requests without losing a write at any moment', () =>
  withFolder(async (path) => {
    const { db, close } = await open(path('data'));
    await db.execute('CreateTable', tableOf('films'));
    const long = { S: 'a'.repeat(390_000) };
    const { ino } = statSync(path('data'));
    let count = 0;
    const isReplaced = () => statSync(path('data')).ino !== ino;
    for (; !isReplaced() && count < 100; await setImmediate()) {
      copyFileSync(path('data'), path('before'));
      await db.execute('PutItem', { TableName: 'films', Item: { id: { S: 'same' }, long } });
      // A request in the same turn as the one that makes the log too long is stored as well.
      await db.execute('PutItem', put(String(count)));
      count += 1;
    }
    assert.ok(count > 40 && count < 50, `it was compacted after ${count} writes`);
    assert.ok(statSync(path('before')).size > (16 << 20) - 400_000);
    assert.ok(statSync(path('data')).size < 500_000);
    assert.is(logOf(path('data')).length, 0);
    copyFileSync(path('data'), path('after'));
    await close();
    for (const [name, expected] of [
      ['before', count - 1],
      ['after', count],
    ] as const) {
      const killed = await open(path(name));
      assert.is((await killed.db.execute('Scan', { TableName: 'films', Select: 'COUNT' })).Count, expected + 1);
      await killed.close();
    }
  }));

test.run();
