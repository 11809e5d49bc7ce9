import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { lockFile } from '../../src/cli/file-lock.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('lock of a file', { timeoutMs: 120_000 });

/** Returns a lock as another process writes it: this process's lock with some members replaced. */
function textOfLock(path: (name: string) => string, members: object): string {
  const own = lockFile(path('own'));
  const parsed: unknown = JSON.parse(readFileSync(path('own.dynarepo-lock'), 'utf8'));
  own.release();
  return JSON.stringify({ ...Object(parsed), ...members });
}

function errorOf(path: string): string {
  try {
    lockFile(path);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('the file was locked');
}

const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;

test('names the process and its start, and is deleted on release', () =>
  withFolder((path) => {
    const lock = lockFile(path('data'));
    const { pid, started } = Object(JSON.parse(readFileSync(path('data.dynarepo-lock'), 'utf8')));
    assert.equal([pid, typeof started], [process.pid, 'string']);
    assert.ok(lock.isHeld());
    lock.release();
    assert.equal(readdirSync(path('')), []);
  }));

test('cannot be taken while this or another process of this machine holds it', () =>
  withFolder(async (path) => {
    const own = lockFile(path('data'));
    assert.match(errorOf(path('data')), `${path('data')} is in use by process ${process.pid}; if that`);
    own.release();
    const racer = startRacer();
    await ask(racer, path('data'));
    assert.match(errorOf(path('data')), `${path('data')} is in use by process ${racer.pid}; if that`);
    racer.kill();
  }));

test('cannot be taken while it names no process, as when another process is writing it', () =>
  withFolder((path) => {
    for (const text of ['', '{"pid":', '{"pid":-1,"started":"x"}', '{"pid":1}']) {
      writeFileSync(path('data.dynarepo-lock'), text);
      const expected = `is in use by another process; if that is not dynarepo, remove ${path('data.dynarepo-lock')}`;
      assert.match(errorOf(path('data')), expected);
      assert.is(readFileSync(path('data.dynarepo-lock'), 'utf8'), text);
    }
  }));

test('is taken over at once from a process that has ended, even if another process has its id', () =>
  withFolder((path) => {
    for (const members of [{ pid: goneProcess() }, { started: '1' }, { started: '1', pid: process.ppid }]) {
      writeFileSync(path('data.dynarepo-lock'), textOfLock(path, members));
      const taken = lockFile(path('data'));
      assert.ok(taken.isHeld());
      assert.match(errorOf(path('data')), `in use by process ${process.pid}`);
      taken.release();
      assert.equal(readdirSync(path('')), []);
    }
  }));

test('is taken over at once from a killed process that its parent has not waited for', () =>
  withFolder(async (path) => {
    const racer = startRacer();
    assert.is(await ask(racer, path('data')), 'taken');
    racer.kill('SIGKILL');
    if (process.platform === 'linux')
      while (!isZombie(racer)); // this process is notified when it yields
    else await once(racer, 'exit');
    const taken = lockFile(path('data'));
    assert.ok(taken.isHeld());
    taken.release();
  }));

test('is taken over by exactly one of several processes at the same time', () =>
  withFolder(async (path) => {
    const racers = Array.from({ length: 4 }, startRacer);
    const gone = goneProcess();
    for (let round = 0; round < 40; round += 1) {
      const data = path(`data-${round}`);
      writeFileSync(`${data}.dynarepo-lock`, textOfLock(path, { pid: gone }));
      const outcomes = await Promise.all(racers.map((racer) => ask(racer, data)));
      assert.is(outcomes.filter((outcome) => outcome === 'taken').length, 1, outcomes.join(', '));
      await Promise.all(racers.map((racer) => ask(racer, 'release')));
      assert.not.ok(readdirSync(path('')).some((name) => name.includes(`data-${round}.`)));
    }
    for (const racer of racers) racer.kill();
  }));

test('is taken over after a process was killed while taking it over', () =>
  withFolder((path) => {
    const gone = textOfLock(path, { pid: goneProcess() });
    const claim = `data.dynarepo-lock-${createHash('sha256').update(gone).digest('hex').slice(0, 8)}`;
    writeFileSync(path('data.dynarepo-lock'), gone);
    writeFileSync(path(claim), textOfLock(path, {}));
    assert.match(errorOf(path('data')), `in use by process ${process.pid}`);
    writeFileSync(path(claim), textOfLock(path, { started: '1' }));
    const taken = lockFile(path('data'));
    assert.ok(taken.isHeld());
    assert.equal(readdirSync(path('')), ['data.dynarepo-lock']);
    taken.release();
  }));

test('reports that it was removed or taken, and does not delete the lock of the new holder', () =>
  withFolder((path) => {
    const first = lockFile(path('data'));
    rmSync(path('data.dynarepo-lock'));
    assert.not.ok(first.isHeld());
    const second = lockFile(path('data'));
    assert.not.ok(first.isHeld());
    first.release();
    assert.ok(second.isHeld());
    second.release();
    assert.not.ok(existsSync(path('data.dynarepo-lock')));
  }));

test.run();

/** Starts a process that locks and unlocks files on request. */
function startRacer(): ChildProcess {
  return fork(fileURLToPath(new URL('lock-racer.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
}

/** Sends a racer the path of a file to lock, or `release`, and returns its response. */
async function ask(racer: ChildProcess, message: string): Promise<unknown> {
  racer.send(message);
  const [response] = await once(racer, 'message');
  return response;
}

function isZombie({ pid }: ChildProcess): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
