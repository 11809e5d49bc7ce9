import * as assert from 'uvu/assert';
import { profileRun } from '../../bench/profile-run.ts';
import { suite } from '../support/suite.ts';

const test = suite('profile of the bench');

test('functions are ordered by their shares, which are those of a whole', async () => {
  const functions = await profileRun(busy, 10, { warmUpMs: 5, sampleMs: 50 });
  const shares = functions.map(({ share }) => share);
  assert.ok(functions.length > 0);
  assert.equal(
    shares,
    shares.toSorted((a, b) => b - a),
  );
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
});

test.run();

function busy(index: number): number {
  let sum = index;
  for (let turn = 0; turn < 10_000; turn += 1) sum += Math.sqrt(turn);
  return sum;
}
