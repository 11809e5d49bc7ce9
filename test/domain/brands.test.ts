import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { isAbortSignal, isBytes, isDate, isError, isSet } from '../../src/domain/brands.ts';
import { suite } from '../support/suite.ts';

const test = suite('brands');

const brands: Readonly<Record<string, readonly [(value: unknown) => boolean, expression: string]>> = {
  Set: [isSet, 'new Set([1])'],
  Date: [isDate, 'new Date(NaN)'],
  Uint8Array: [isBytes, 'Uint8Array.of(1)'],
  Error: [isError, 'new RangeError("no")'],
};
const others = [
  '[]',
  '({})',
  'new Map()',
  'new WeakSet()',
  'new Uint8ClampedArray(1)',
  'new Int8Array(1)',
  'new DataView(new ArrayBuffer(1))',
  '"a"',
  '1',
  'null',
  'undefined',
];

for (const [name, [is, expression]] of Object.entries(brands)) {
  test(`recognizes a ${name} of this realm and of another`, () => {
    assert.ok(is(runInThisRealm(expression)));
    assert.ok(is(runInNewContext(expression)));
  });

  test(`takes nothing else for a ${name}`, () => {
    const rest = [...others, ...Object.values(brands).map(([, other]) => other)].filter((each) => each !== expression);
    for (const each of rest) {
      assert.not(is(runInThisRealm(each)), each);
      assert.not(is(runInNewContext(each)), each);
    }
  });
}

test('takes a subclass of another realm for what it extends', () => {
  assert.ok(isSet(runInNewContext('new (class Tags extends Set {})()')));
  assert.ok(isDate(runInNewContext('new (class Day extends Date {})()')));
  assert.ok(isBytes(runInNewContext('new (class Hash extends Uint8Array {})()')));
});

test('takes no object for another because it has its tag', () => {
  const tagged = (tag: string) => ({ [Symbol.toStringTag]: tag, size: 0, getTime: () => 0, length: 0 });
  assert.not(isSet(tagged('Set')));
  assert.not(isDate(tagged('Date')));
  assert.not(isBytes(tagged('Uint8Array')));
});

test('takes what structuredClone gives, and the signal of another implementation', () => {
  assert.ok(isSet(structuredClone(new Set())));
  assert.ok(isDate(structuredClone(new Date(0))));
  assert.ok(isBytes(structuredClone(Uint8Array.of(1))));
  assert.ok(isAbortSignal(AbortSignal.abort()));
  assert.ok(isAbortSignal({ [Symbol.toStringTag]: 'AbortSignal', aborted: false }));
  assert.not(isAbortSignal({ aborted: false }));
});

function runInThisRealm(expression: string): unknown {
  return new Function(`return ${expression}`)();
}

test.run();
