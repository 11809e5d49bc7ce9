import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { compareBytes, compareStrings, compareValues, toOrderedText } from '../../../src/domain/values/order.ts';
import { suite } from '../../support/suite.ts';

const test = suite('order');

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  // Around the code units where UTF-16 order and UTF-8 order differ.
  fc.string({
    unit: fc.constantFrom('a', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
  }),
);

test('orders strings by their UTF-8 bytes', () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const bytes = Math.sign(compareBytes(new TextEncoder().encode(left), new TextEncoder().encode(right)));
      assert.is(Math.sign(compareStrings(left, right)), bytes);
      const [a, b] = [toOrderedText(left), toOrderedText(right)];
      assert.is(a < b ? -1 : a > b ? 1 : 0, bytes);
    }),
  );
});

test('orders characters above U+FFFF last, unlike JavaScript', () => {
  assert.ok('\u{10000}' < '\uffff');
  assert.ok(compareStrings('\u{10000}', '\uffff') > 0);
});

test('maps a prefix to a prefix', () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => assert.ok(toOrderedText(left + right).startsWith(toOrderedText(left)))),
  );
});

test('orders binary values by unsigned bytes, a prefix first', () => {
  assert.ok(compareBytes(Uint8Array.of(0x7f), Uint8Array.of(0x80)) < 0);
  assert.ok(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0)) < 0);
  assert.is(compareBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)), 0);
});

test('does not order values of different types or of types without order', () => {
  assert.ok(Number(compareValues({ N: '9' }, { N: '10' })) < 0);
  assert.ok(Number(compareValues({ S: '9' }, { S: '10' })) > 0);
  assert.is(compareValues({ N: '9' }, { S: '9' }), undefined);
  assert.is(compareValues({ BOOL: true }, { BOOL: true }), undefined);
});

test.run();
