import * as assert from 'uvu/assert';
import { untilAborted } from '../../../src/adapters/dynamodb/until-aborted.ts';
import { suite } from '../../support/suite.ts';

const test = suite('untilAborted', { timeoutMs: 1000 });

const never = new Promise<never>(() => {});

test('settles as the promise does', async () => {
  const { signal } = new AbortController();
  assert.is(await untilAborted(Promise.resolve(1), signal), 1);
  assert.is(await untilAborted(Promise.resolve(1), undefined), 1);
  assert.is(await untilAborted(Promise.reject(2), signal).catch((reason: unknown) => reason), 2);
});

test('rejects with the reason of a signal that is aborted later', async () => {
  const abort = new AbortController();
  const waiting = untilAborted(never, abort.signal).catch((reason: unknown) => reason);
  abort.abort('enough');
  assert.is(await waiting, 'enough');
});

test('rejects with the reason of a signal that is aborted already', async () => {
  assert.is(await untilAborted(never, AbortSignal.abort('enough')).catch((reason: unknown) => reason), 'enough');
});

test('concurrent waits on one signal share one listener', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener } = signal;
  signal.addEventListener = (...rest: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, rest);
  };
  await Promise.all(Array.from({ length: 50 }, () => untilAborted(Promise.resolve(), signal)));
  assert.is(listeners, 1);
});

test.run();
