import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { encodeBase64 } from '../../../src/domain/values/base64.ts';
import { suite } from '../../support/suite.ts';

const test = suite('base64');

/** @see RFC 4648 §10; plus the last two characters of the alphabet */
const cases: readonly (readonly [bytes: readonly number[], text: string])[] = [
  [[], ''],
  [[0x66], 'Zg=='],
  [[0x66, 0x6f], 'Zm8='],
  [[0x66, 0x6f, 0x6f], 'Zm9v'],
  [[0x66, 0x6f, 0x6f, 0x62], 'Zm9vYg=='],
  [[0x66, 0x6f, 0x6f, 0x62, 0x61], 'Zm9vYmE='],
  [[0x66, 0x6f, 0x6f, 0x62, 0x61, 0x72], 'Zm9vYmFy'],
  [[0], 'AA=='],
  [[0xfb, 0xef, 0xff], '++//'],
];
for (const [bytes, text] of cases) {
  test(`${JSON.stringify(bytes)} is "${text}"`, () => assert.is(encodeBase64(Uint8Array.from(bytes)), text));
}

test('encodes any bytes as Node does, also those of a subarray', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const within = Uint8Array.of(1, ...bytes, 2).subarray(1, -1);
      assert.is(encodeBase64(within), Buffer.from(bytes).toString('base64'));
    }),
  );
});

test.run();
