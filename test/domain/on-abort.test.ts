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

test('listens to a signal once for all functions', () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const { addEventListener } = signal;
  signal.addEventListener = (...rest: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(signal, rest);
  };
  for (let count = 0; count < 50; count += 1) onAbort(signal, () => {})();
  assert.is(listeners, 1);
});

test.run();
