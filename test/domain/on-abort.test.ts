import { getEventListeners } from 'node:events';
import * as assert from 'uvu/assert';
import { onAbort } from '../../src/domain/on-abort.ts';
import { suite } from '../support/suite.ts';

const test = suite('onAbort');

test('calls every function once, unless it was cancelled', () => {
  const abort = new AbortController();
  const calls: string[] = [];
  onAbort(abort.signal, () => calls.push('one'));
  const cancel = onAbort(abort.signal, () => calls.push('cancelled'));
  onAbort(abort.signal, () => calls.push('other'));
  cancel();
  abort.abort();
  abort.abort();
  assert.equal(calls, ['one', 'other']);
});

test('listens to a signal once for all functions, until the last of them is cancelled', () => {
  const { signal } = new AbortController();
  const countListeners = () => getEventListeners(signal, 'abort').length;
  const cancels = Array.from({ length: 50 }, () => onAbort(signal, () => {}));
  assert.is(countListeners(), 1);
  const last = cancels.pop();
  for (const cancel of cancels) cancel();
  assert.is(countListeners(), 1);
  last?.();
  assert.is(countListeners(), 0);
});

test('calls functions that were added after others were cancelled, even if those are cancelled again', () => {
  const abort = new AbortController();
  const calls: string[] = [];
  const cancel = onAbort(abort.signal, () => calls.push('cancelled'));
  cancel();
  onAbort(abort.signal, () => calls.push('later'));
  cancel();
  onAbort(abort.signal, () => calls.push('last'));
  abort.abort();
  assert.equal(calls, ['later', 'last']);
});

test.run();
