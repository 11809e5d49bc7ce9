import { createHash } from 'node:crypto';
import * as assert from 'uvu/assert';
import { md5Prefix } from '../../../../src/adapters/memory/storage/md5.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('md5');

test('returns the first six bytes of the digest, for texts of all lengths around the block size', () => {
  for (let length = 0; length <= 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff);
    const digest = createHash('md5').update(bytes).digest();
    assert.is(md5Prefix(bytes), digest.readUIntBE(0, 6), `${length} bytes`);
  }
});

test.run();
