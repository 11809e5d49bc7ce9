import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as assert from 'uvu/assert';
import { lockFile } from '../../src/cli/file-lock.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('lock of a file');

/** The lock as another process would have written it: what this one writes, but for some members. */
async function writeLock(path: (name: string) => string, members: object): Promise<void> {
  const own = await lockFile(path('data'));
  const parsed: unknown = JSON.parse(readFileSync(path('data.dynarepo-lock'), 'utf8'));
  own.release();
  writeFileSync(path('data.dynarepo-lock'), JSON.stringify({ ...Object(parsed), ...members }));
}

function touch(lock: string, secondsAgo: number): void {
  const { mtimeMs } = statSync(lock);
  utimesSync(lock, mtimeMs / 1000 - secondsAgo, mtimeMs / 1000 - secondsAgo);
}

async function refusalOf(lock: Promise<unknown>): Promise<string> {
  const error: unknown = await lock.catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was taken');
  return error.message;
}

const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;

test('names machine and process, and goes with its holder', () =>
  withFolder(async (path) => {
    const lock = await lockFile(path('data'));
    const { host, pid, startedMs } = Object(JSON.parse(readFileSync(path('data.dynarepo-lock'), 'utf8')));
    assert.equal([host, pid, typeof startedMs], [hostname(), process.pid, 'number']);
    assert.ok(lock.isHeld());
    lock.release();
    assert.not.ok(existsSync(path('data.dynarepo-lock')));
  }));

test('is refused while this process or another one of this machine has it, however long ago it was touched', () =>
  withFolder(async (path) => {
    const own = await lockFile(path('data'));
    assert.match(
      await refusalOf(lockFile(path('data'))),
      `${path('data')} is in use by process ${process.pid}; if that`,
    );
    own.release();
    await writeLock(path, { pid: process.ppid });
    touch(path('data.dynarepo-lock'), 1000);
    assert.match(
      await refusalOf(lockFile(path('data'))),
      `${path('data')} is in use by process ${process.ppid}; if that`,
    );
  }));

test('is taken over at once from a process of this machine that is gone, or had this number before', () =>
  withFolder(async (path) => {
    for (const members of [{ pid: goneProcess() }, { startedMs: 1 }]) {
      await writeLock(path, members);
      const taken = await lockFile(path('data'));
      assert.ok(taken.isHeld());
      taken.release();
    }
  }));

for (const members of [{ host: 'elsewhere' }, { space: 'pid:[1]' }]) {
  const where = JSON.stringify(members);
  test(`of another machine or container is taken over when it was not touched for ten seconds: ${where}`, () =>
    withFolder(async (path) => {
      await writeLock(path, { ...members, pid: goneProcess() });
      touch(path('data.dynarepo-lock'), 9.5);
      const taken = await lockFile(path('data'));
      assert.ok(taken.isHeld());
      taken.release();
    }));

  test(`of another machine or container is refused when it is touched, though no such process is here: ${where}`, () =>
    withFolder(async (path) => {
      await writeLock(path, { ...members, pid: goneProcess() });
      const holder = setInterval(() => touch(path('data.dynarepo-lock'), 0.1), 50);
      const refusal = await refusalOf(lockFile(path('data')));
      clearInterval(holder);
      assert.match(refusal, /is in use by process \d+ of .*, another machine or container$/);
    }));
}

test('is touched every two seconds', () =>
  withFolder(async (path) => {
    const lock = await lockFile(path('data'));
    touch(path('data.dynarepo-lock'), 60);
    const { mtimeMs } = statSync(path('data.dynarepo-lock'));
    for (let looks = 0; looks < 60 && statSync(path('data.dynarepo-lock')).mtimeMs === mtimeMs; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(statSync(path('data.dynarepo-lock')).mtimeMs > mtimeMs + 50_000);
    lock.release();
  }));

test('that was removed or taken is known, and not removed from who has it now', () =>
  withFolder(async (path) => {
    const first = await lockFile(path('data'));
    rmSync(path('data.dynarepo-lock'));
    assert.not.ok(first.isHeld());
    const second = await lockFile(path('data'));
    assert.not.ok(first.isHeld());
    first.release();
    assert.ok(second.isHeld());
    second.release();
  }));

test.run();
