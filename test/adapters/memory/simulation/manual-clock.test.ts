import { ManualClock } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';

const test = suite('manual clock');

test('stands still until it is advanced', () => {
  const clock = new ManualClock(1000);
  assert.is(clock.nowMs(), 1000);
  clock.advance(250);
  assert.is(clock.nowMs(), 1250);
});

test('resolves due sleeps in order of due time', async () => {
  const clock = new ManualClock();
  const woken: string[] = [];
  const sleep = (name: string, delayMs: number) => clock.sleep(delayMs).then(() => woken.push(name));
  const sleepers = [sleep('long', 300), sleep('short', 100), sleep('middle', 200)];
  clock.advance(99);
  await settled();
  assert.equal(woken, []);
  clock.advance(101);
  await settled();
  assert.equal(woken, ['short', 'middle']);
  clock.advance(100);
  await Promise.all(sleepers);
  assert.equal(woken, ['short', 'middle', 'long']);
});

test('a sleep of 0 ms resolves at once', async () => {
  await new ManualClock().sleep(0);
});

test('rejects an aborted sleep with the reason, before or during it', async () => {
  const clock = new ManualClock();
  const reason = new Error('enough');
  const controller = new AbortController();
  const sleep = clock.sleep(100, controller.signal).catch((error: unknown) => error);
  controller.abort(reason);
  assert.is(await sleep, reason);
  assert.is(await clock.sleep(100, controller.signal).catch((error: unknown) => error), reason);
});

test('forks into an independent clock with the same time', () => {
  const clock = new ManualClock(1000);
  const fork = clock.fork();
  clock.advance(1);
  fork.advance(10);
  assert.equal([clock.nowMs(), fork.nowMs()], [1001, 1010]);
});

test.run();

/** Waits until all resolved promises have run. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await undefined;
}
