import { createHash } from 'node:crypto';
import * as assert from 'uvu/assert';
import { partitionHash, segmentHashes } from '../../../../src/adapters/memory/storage/partition-hash.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('partition hash');

test('sorts b before a, as observed in two Regions', () => {
  assert.ok(partitionHash({ S: 'b' }) < partitionHash({ S: 'a' }));
});

test('hashes the bytes of a string or binary value after a salt', () => {
  assert.is(partitionHash({ S: 'größe' }), hashOf(new TextEncoder().encode('größe')));
  assert.is(partitionHash({ S: 'x'.repeat(2000) }), hashOf(new TextEncoder().encode('x'.repeat(2000))));
  assert.is(partitionHash({ B: Uint8Array.of(0, 255) }), hashOf(Uint8Array.of(0, 255)));
});

test('hashes a number in the encoding of the service', () => {
  const kept: Record<string, readonly number[]> = {
    '0': [0x80],
    '1': [0xc1, 2],
    '10': [0xc1, 11],
    '100': [0xc2, 2],
    '123': [0xc2, 2, 24],
    '1.5': [0xc1, 2, 51],
    '0.5': [0xc0, 51],
    '0.05': [0xc0, 6],
    '0.005': [0xbf, 51],
    '-1': [0x3e, 100, 102],
    '-123': [0x3d, 100, 78, 102],
    '-12345678901234567890123456789012345678': [
      0x2c, 89, 67, 45, 23, 11, 89, 67, 45, 23, 11, 89, 67, 45, 23, 11, 89, 67, 45, 23, 102,
    ],
  };
  for (const [number, bytes] of Object.entries(kept)) {
    assert.is(partitionHash({ N: number }), hashOf(Uint8Array.from(bytes)), number);
  }
});

test('a string and a number with the same text have different hashes, also when cached', () => {
  const [text, number] = [partitionHash({ S: '1' }), partitionHash({ N: '1' })];
  assert.is.not(text, number);
  assert.is(partitionHash({ S: '1' }), text);
  assert.is(partitionHash({ N: '1' }), number);
});

test('hashes all values of a key together', () => {
  assert.is(partitionHash({ S: 'a' }, { S: 'b' }), hashOf(new TextEncoder().encode('ab')));
});

test('divides a table into contiguous segments without gaps', () => {
  for (const total of [1, 2, 3, 7, 4096, 5000]) {
    let end = 0;
    for (let segment = 0; segment < total; segment += 1) {
      const { from, to } = segmentHashes(segment, total);
      assert.is(from, end);
      end = to;
    }
    assert.is(end, 2 ** 48);
  }
  assert.equal(segmentHashes(1, 3), { from: 0x556 * 2 ** 36, to: 0xaab * 2 ** 36 });
});

test.run();

function hashOf(bytes: Uint8Array): number {
  return createHash('md5').update('Outliers').update(bytes).digest().readUIntBE(0, 6);
}
