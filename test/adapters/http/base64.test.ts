import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeBase64, encodeBase64 } from '../../../src/adapters/http/base64.ts';
import { encodeBase64 as encodePortably } from '../../../src/domain/values/base64.ts';
import { suite } from '../../support/suite.ts';

const test = suite('base64 over HTTP');

test('decoding returns the encoded bytes, and both encoders agree', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64(Uint8Array.of(1, ...bytes, 2).subarray(1, -1));
      assert.is(text, encodePortably(bytes));
      assert.equal(decodeBase64(text), bytes);
    }),
  );
});

const rejected: readonly (readonly [text: string, message: RegExp])[] = [
  ['A', /multiple of 4 bytes but found: 1$/],
  ['AAA', /multiple of 4 bytes but found: 3$/],
  ['AA==A', /multiple of 4 bytes but found: 5$/],
  ['A?==', /only base-64-encoded strings/],
  ['A-_A', /only base-64-encoded strings/],
  ['A A=', /only base-64-encoded strings/],
  ['AA==AAAA', /only base-64-encoded strings/],
  ['====', /^Invalid last non-pad/],
  ['=AAA', /^Invalid last non-pad/],
  ['A===', /only base-64-encoded strings/],
  ['AB==', /^Invalid last non-pad/],
  ['AAAAAAB=', /^Invalid last non-pad/],
];
for (const [text, message] of rejected) {
  test(`"${text}" is rejected`, () => assert.throws(() => decodeBase64(text), message));
}

test.run();
