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

const test = suite('lock of a file', { timeoutMs: 30_000 });

/** A lock as another process would have written it: what this one writes, but for some members. */
function textOfLock(path: (name: string) => string, members: object): string {
  const own = lockFile(path('own'));
  const parsed: unknown = JSON.parse(readFileSync(path('own.dynarepo-lock'), 'utf8'));
  own.release();
  return JSON.stringify({ ...Object(parsed), ...members });
}

function refusalOf(path: string): string {
  try {
    lockFile(path);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was taken');
}

const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;

test('names the process and its start, and goes with its holder', () =>
  withFolder((path) => {
    const lock = lockFile(path('data'));
    const { pid, started } = Object(JSON.parse(readFileSync(path('data.dynarepo-lock'), 'utf8')));
    assert.equal([pid, typeof started], [process.pid, 'string']);
    assert.ok(lock.isHeld());
    lock.release();
    assert.equal(readdirSync(path('')), []);
  }));

test('is refused while this process or another one of this machine has it', () =>
  withFolder(async (path) => {
    const own = lockFile(path('data'));
    assert.match(refusalOf(path('data')), `${path('data')} is in use by process ${process.pid}; if that`);
    own.release();
    const racer = startRacer();
    await told(racer, path('data'));
    assert.match(refusalOf(path('data')), `${path('data')} is in use by process ${racer.pid}; if that`);
    racer.kill();
  }));

test('is refused where it names no process, as one does that is just being taken', () =>
  withFolder((path) => {
    for (const text of ['', '{"pid":', '{"pid":-1,"started":"x"}', '{"pid":1}']) {
      writeFileSync(path('data.dynarepo-lock'), text);
      const expected = `is in use by another process; if that is no dynarepo, remove ${path('data.dynarepo-lock')}`;
      assert.match(refusalOf(path('data')), expected);
      assert.is(readFileSync(path('data.dynarepo-lock'), 'utf8'), text);
    }
  }));

test('is taken over at once from a process that is gone, or had the number of a process of now', () =>
  withFolder((path) => {
    for (const members of [{ pid: goneProcess() }, { started: '1' }, { started: '1', pid: process.ppid }]) {
      writeFileSync(path('data.dynarepo-lock'), textOfLock(path, members));
      const taken = lockFile(path('data'));
      assert.ok(taken.isHeld());
      assert.match(refusalOf(path('data')), `in use by process ${process.pid}`);
      taken.release();
      assert.equal(readdirSync(path('')), []);
    }
  }));

test('is taken over at once from a process that was killed, though its parent does not know yet', () =>
  withFolder(async (path) => {
    const racer = startRacer();
    assert.is(await told(racer, path('data')), 'taken');
    racer.kill('SIGKILL');
    if (process.platform === 'linux')
      while (!isZombie(racer)); // this process learns of it when it yields
    else await once(racer, 'exit');
    const taken = lockFile(path('data'));
    assert.ok(taken.isHeld());
    taken.release();
  }));

test('is taken over by one of several processes that find it at the same time', () =>
  withFolder(async (path) => {
    const racers = Array.from({ length: 4 }, startRacer);
    const gone = goneProcess();
    for (let round = 0; round < 40; round += 1) {
      const data = path(`data-${round}`);
      writeFileSync(`${data}.dynarepo-lock`, textOfLock(path, { pid: gone }));
      const outcomes = await Promise.all(racers.map((racer) => told(racer, data)));
      assert.is(outcomes.filter((outcome) => outcome === 'taken').length, 1, outcomes.join(', '));
      await Promise.all(racers.map((racer) => told(racer, 'release')));
      assert.not.ok(readdirSync(path('')).some((name) => name.includes(`data-${round}.`)));
    }
    for (const racer of racers) racer.kill();
  }));

test('is taken over though a process was killed while it took it over', () =>
  withFolder((path) => {
    const gone = textOfLock(path, { pid: goneProcess() });
    const claim = `data.dynarepo-lock-${createHash('sha256').update(gone).digest('hex').slice(0, 8)}`;
    writeFileSync(path('data.dynarepo-lock'), gone);
    writeFileSync(path(claim), textOfLock(path, {}));
    assert.match(refusalOf(path('data')), `in use by process ${process.pid}`);
    writeFileSync(path(claim), textOfLock(path, { started: '1' }));
    const taken = lockFile(path('data'));
    assert.ok(taken.isHeld());
    assert.equal(readdirSync(path('')), ['data.dynarepo-lock']);
    taken.release();
  }));

test('that was removed or taken is known, and not removed from who has it now', () =>
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

/** A process that takes the locks it is told to take, and lets them go when told. */
function startRacer(): ChildProcess {
  return fork(fileURLToPath(new URL('lock-racer.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
}

/** Sends a racer the path of a file to lock, or `release`, and returns what it answers. */
async function told(racer: ChildProcess, message: string): Promise<unknown> {
  racer.send(message);
  const [answer] = await once(racer, 'message');
  return answer;
}

function isZombie({ pid }: ChildProcess): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
