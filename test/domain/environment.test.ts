import * as assert from 'uvu/assert';
import { systemClock } from '../../src/domain/environment.ts';
import { suite } from '../support/suite.ts';

const test = suite('system clock');

const anHourMs = 3_600_000;

test('sleeps for the requested time', async () => {
  const before = systemClock.nowMs();
  await systemClock.sleep(1);
  assert.ok(systemClock.nowMs() - before < anHourMs);
});

test('rejects with the abort reason at once, before or during a sleep', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const sleep = systemClock.sleep(anHourMs, controller.signal).catch((error: unknown) => error);
  controller.abort(reason);
  assert.is(await sleep, reason);
  assert.is(await systemClock.sleep(anHourMs, controller.signal).catch((error: unknown) => error), reason);
});

test('does not wake early from a sleep longer than the maximum timer delay', async () => {
  const controller = new AbortController();
  const sleep = systemClock.sleep(2 ** 40, controller.signal).catch(() => 'aborted');
  const first = await Promise.race([sleep, systemClock.sleep(5).then(() => 'still asleep')]);
  controller.abort();
  assert.is(first, 'still asleep');
  assert.is(await sleep, 'aborted');
});

test.run();
