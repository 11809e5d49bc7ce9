import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { UsageError } from '../../../bench/arguments.ts';
import {
  type Build,
  checkCheckout,
  copyBuild,
  exportsOf,
  isSameFolder,
  loadBuild,
  MissingExport,
} from '../../../bench/builds/build.ts';
import { reasonToBuild } from '../../../bench/builds/own-build.ts';
import { suite } from '../../support/suite.ts';

const test = suite('builds that are measured');

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynarepo-builds-'));
});
test.after.each(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const checkout = {
  'package.json': '{ "name": "dynarepo", "type": "module" }',
  'dist/adapters/memory/index.js': 'export const MemoryDynamoDb = class {}; export const state = {};',
};

test('a built checkout is accepted', () => {
  write(checkout);
  checkCheckout(folder);
});

for (const [what, files, expected] of [
  ['a folder without a package', {}, 'is not a checkout of dynarepo'],
  ['another package', { ...checkout, 'package.json': '{ "name": "other" }' }, 'is not a checkout of dynarepo'],
  ['a package that is not JSON', { ...checkout, 'package.json': '{' }, 'is not a checkout of dynarepo'],
  ['a checkout that is not built', { 'package.json': checkout['package.json'] }, 'has no complete dist folder'],
] as const) {
  test(`rejects ${what}`, () => {
    write(files);
    assert.throws(
      () => checkCheckout(folder),
      (error: unknown) => error instanceof UsageError && error.message.includes(expected),
    );
  });
}

test('rejects a folder that does not exist', () => {
  assert.throws(
    () => checkCheckout(join(folder, 'nowhere')),
    (error: unknown) => error instanceof UsageError && error.message.endsWith('nowhere does not exist'),
  );
});

test('a link leads to the same folder', () => {
  write({ 'real/file': '' });
  symlinkSync(join(folder, 'real'), join(folder, 'link'), 'junction');
  assert.ok(isSameFolder(join(folder, 'real'), join(folder, 'link')));
  assert.not.ok(isSameFolder(join(folder, 'real'), folder));
});

test('a copy of a build is loaded as modules of its own', async () => {
  write(checkout);
  copyBuild(folder, join(folder, 'copy'));
  const [build, copy] = [await loadBuild(folder), await loadBuild(join(folder, 'copy'))];
  assert.ok(build.memory.MemoryDynamoDb);
  assert.ok(copy.memory.MemoryDynamoDb);
  assert.is.not(build.memory.MemoryDynamoDb, copy.memory.MemoryDynamoDb);
});

test('an entry point that a build lacks has no exports', async () => {
  write(checkout);
  const { http } = await loadBuild(folder);
  assert.equal(http, {});
});

test('an entry point that cannot be loaded is an error', async () => {
  write({ ...checkout, 'dist/index.js': 'import "./nowhere.js";' });
  const error: unknown = await loadBuild(folder).catch((thrown: unknown) => thrown);
  assert.instance(error, UsageError);
  assert.match(String(error), /index\.js cannot be loaded: .*nowhere/);
});

test('an export that a build lacks is missing', () => {
  const build: Build = { dynarepo: {}, memory: {}, http: {}, dynamodb: {} };
  assert.throws(
    () => exportsOf(build, 'http', 'requestHandler'),
    (error: unknown) => error instanceof MissingExport && error.message === 'http has no export requestHandler',
  );
});

test('a checkout is built where its dist is missing or older than its sources', () => {
  const setTime = (path: string, seconds: number) => utimesSync(join(folder, path), seconds, seconds);
  write({ 'src/index.ts': '' });
  assert.is(reasonToBuild(folder), 'dist is missing');
  write({ 'dist/index.js': '' });
  for (const path of ['src', 'src/index.ts']) setTime(path, 1_000);
  for (const path of ['dist', 'dist/index.js']) setTime(path, 2_000);
  assert.is(reasonToBuild(folder), undefined);
  setTime('src/index.ts', 3_000);
  assert.is(reasonToBuild(folder), 'dist is older than src');
});

test('a checkout is built where a source was deleted since', () => {
  write({ 'src/index.ts': '', 'dist/index.js': '' });
  for (const path of ['src/index.ts', 'dist', 'dist/index.js']) utimesSync(join(folder, path), 2_000, 2_000);
  utimesSync(join(folder, 'src'), 3_000, 3_000);
  assert.is(reasonToBuild(folder), 'dist is older than src');
});

test.run();
