import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { itemSizeBytes, utf8Bytes, valueSizeBytes } from '../../../src/domain/values/size.ts';
import { suite } from '../../support/suite.ts';

const test = suite('size');

test('counts the UTF-8 bytes of a string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) =>
      assert.is(utf8Bytes(text), new TextEncoder().encode(text).length),
    ),
  );
  assert.is(utf8Bytes('é𝄞'), 6);
});

test('counts long strings with multibyte characters at any position', () => {
  for (const character of ['a', 'é', '€', '𝄞', '\ud834', '\udd1e']) {
    for (const before of [0, 1, 2, 3]) {
      const text = 'a'.repeat(before) + character.repeat(5_000);
      assert.is(utf8Bytes(text), new TextEncoder().encode(text).length, JSON.stringify(text.slice(0, 8)));
    }
  }
});

test('counts a lone surrogate as U+FFFD, as encoders replace it', () => {
  for (const text of ['\ud834', '\udd1e\ud834', '\ud834a', 'a\udd1e']) {
    assert.is(utf8Bytes(text), new TextEncoder().encode(text).length, JSON.stringify(text));
  }
});

test('counts each type as DynamoDB does', () => {
  assert.is(valueSizeBytes({ S: 'é' }), 2);
  assert.is(valueSizeBytes({ N: '-3.14159' }), 6);
  assert.is(valueSizeBytes({ B: Uint8Array.of(1, 2, 3) }), 3);
  assert.is(valueSizeBytes({ BOOL: false }), 1);
  assert.is(valueSizeBytes({ NULL: true }), 1);
  assert.is(valueSizeBytes({ SS: ['a', 'bcd'] }), 4);
  assert.is(valueSizeBytes({ NS: ['1', '123456'] }), 6);
  assert.is(valueSizeBytes({ BS: [Uint8Array.of(1), Uint8Array.of(1, 2)] }), 3);
  assert.is(valueSizeBytes({ L: [] }), 3);
  assert.is(valueSizeBytes({ L: [{ S: 'ab' }, { NULL: true }] }), 3 + 1 + 2 + 1 + 1);
  assert.is(valueSizeBytes({ M: {} }), 3);
  assert.is(valueSizeBytes({ M: { name: { S: 'ab' } } }), 3 + 1 + 4 + 2);
});

test('counts names and values of all attributes of an item', () => {
  assert.is(itemSizeBytes({ pk: { S: 'abc' }, größe: { N: '42' } }), 2 + 3 + 7 + 2);
  assert.is(itemSizeBytes(JSON.parse('{"__proto__":{"S":"a"}}')), 10);
});

test.run();
