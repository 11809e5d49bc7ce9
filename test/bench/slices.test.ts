import * as assert from 'uvu/assert';
import { measureSlices, orderIn } from '../../bench/slices.ts';
import { suite } from '../support/suite.ts';

const test = suite('slices of the bench');

test('rounds alternate their order, and no runner follows itself', () => {
  const rounds = [0, 1, 2].map((round) => orderIn(round, ['a', 'b', 'c', 'd']).join(''));
  assert.equal(rounds, ['abcd', 'adcb', 'abcd']);
});

test('runners of the same operation have slices of the same size', async () => {
  let calls = 0;
  const clock = () => calls * 1_000;
  const runner = (name: string, cost: number) => ({
    name,
    run: () => {
      calls += cost;
      return calls;
    },
  });
  const runners = [runner('fast', 1), runner('slow', 4)];
  const effort = { rounds: 3, sliceMs: 1 };
  const slices = await measureSlices(runners, { itemCount: 10, effort, clock, isEqualWork: true });
  assert.equal(slices, [
    { ...runners[0], iterations: 1_000, nsPerOperation: [1_000, 1_000, 1_000] },
    { ...runners[1], iterations: 1_000, nsPerOperation: [4_000, 4_000, 4_000] },
  ]);
});

test('a clock that moves in steps fills slices with about as many iterations as another', async () => {
  let calls = 0;
  const run = () => {
    calls += 1;
    return calls;
  };
  const clock = () => Math.floor(calls / 400) * 400_000;
  const [slices] = await measureSlices([{ name: 'stepped', run }], {
    itemCount: 10,
    effort: { rounds: 3, sliceMs: 1 },
    clock,
  });
  assert.ok(slices && slices.iterations >= 500 && slices.iterations <= 2_000, `${slices?.iterations} iterations`);
});

test('an operation that returns nothing is an error', async () => {
  let now = 0;
  const clock = () => {
    now += 1e6;
    return now;
  };
  const measuring = measureSlices([{ name: 'idle', run: () => undefined }], {
    itemCount: 10,
    effort: { rounds: 1, sliceMs: 1 },
    clock,
  });
  const error: unknown = await measuring.catch((thrown: unknown) => thrown);
  assert.match(String(error), 'idle: an operation came back empty');
});

test.run();
