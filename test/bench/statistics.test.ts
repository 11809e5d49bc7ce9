import * as assert from 'uvu/assert';
import { compareLoads, percentile, spreadOf } from '../../bench/statistics.ts';
import { suite } from '../support/suite.ts';

const test = suite('statistics of the bench');

const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-9, String(actual));
const steady = (value: number) => Array.from({ length: 40 }, () => value);

test('a percentile is one of the samples, in whichever order they come', () => {
  const samples = [50, 10, 40, 20, 30, 60];
  assert.is(percentile(samples, 0), 10);
  assert.is(percentile(samples, 0.2), 20);
  assert.is(percentile(samples, 1), 60);
  assert.is(percentile([7], 0.2), 7);
  assert.equal(samples, [50, 10, 40, 20, 30, 60]);
});

test('a percentile of no samples is not a number', () => {
  assert.ok(Number.isNaN(percentile([], 0.2)));
});

test('the spread is that of the middle half, as a fraction of the median', () => {
  close(spreadOf([1, 8, 10, 12, 99]), 0.4);
});

test('a build is compared by the mean of its two loads', () => {
  const { otherNs, ownNs, ratio } = compareLoads([steady(90), steady(110)], [steady(118), steady(122)]);
  assert.is(otherNs, 100);
  assert.is(ownNs, 120);
  close(ratio, 1.2);
});

test('the noise is how far two loads of a build differ, for the build where it is more', () => {
  close(compareLoads([steady(100), steady(104)], [steady(100), steady(130)]).noise, 0.3);
  close(compareLoads([steady(130), steady(100)], [steady(100), steady(104)]).noise, 0.3);
});

test('the noise is also how far the slices of even and odd rounds differ', () => {
  const alternating = Array.from({ length: 40 }, (_, round) => (round % 2 === 0 ? 100 : 120));
  close(compareLoads([alternating, alternating], [steady(100), steady(100)]).noise, 0.2);
});

for (const [own, isSlower] of [
  [104, false],
  [106, true],
  [50, false],
] as const) {
  test(`without noise a ratio of ${own / 100} ${isSlower ? 'has a' : 'has no'} mark`, () => {
    assert.is(compareLoads([steady(100), steady(100)], [steady(own), steady(own)]).isSlower, isSlower);
  });
}

test('a ratio within the noise has no mark', () => {
  assert.is(compareLoads([steady(90), steady(110)], [steady(120), steady(120)]).isSlower, false);
  assert.is(compareLoads([steady(90), steady(110)], [steady(125), steady(125)]).isSlower, true);
});

test.run();
