import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeUtf8, encodeUtf8 } from '../../../src/domain/values/utf8.ts';
import { suite } from '../../support/suite.ts';

const test = suite('utf8');

test('encodes in the same way with and without an encoder of the platform', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(encodeUtf8(text, undefined), new TextEncoder().encode(text));
      assert.equal(encodeUtf8(text), new TextEncoder().encode(text));
    }),
  );
  for (const text of ['aé€𝄞', '\ud834', '\udd1e\ud834', '\ud834a', 'a\udd1e']) {
    assert.equal(encodeUtf8(text, undefined), new TextEncoder().encode(text), JSON.stringify(text));
  }
});

test('decodes what it encodes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.is(decodeUtf8(encodeUtf8(text)), text)));
});

test('decodes nothing of bytes that are no UTF-8', () => {
  for (const bytes of [[0x80], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
    assert.is(decodeUtf8(Uint8Array.from(bytes)), undefined, String(bytes));
  }
});

test.run();
