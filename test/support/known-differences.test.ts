import { ConformanceFailure, conformanceSuites, dynamoDbLocalImage } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { candidatesFor, type DifferenceRow, expectDifference } from './known-differences/known-difference.ts';
import { dynamoDbLocalVersion, knownDifferences } from './known-differences/known-differences.ts';
import { suite } from './suite.ts';

const test = suite('known differences');

const differing = (outcome: DifferenceRow[2]) => [
  { fact: 'It does one thing.', row: ['some', /./, outcome] satisfies DifferenceRow },
];
const failing = (outcome: string, expected?: string) => () =>
  Promise.reject(new ConformanceFailure('it failed', outcome, expected));

test('are those of the version that is pinned', () => {
  assert.ok(dynamoDbLocalImage.endsWith(`:${dynamoDbLocalVersion}`));
});

test('each row is about a test that there is', () => {
  const rows = Object.values(knownDifferences)
    .flat()
    .flatMap((difference) => difference.rows);
  for (const row of rows) {
    const [name, tests] = row;
    const family = conformanceSuites.find((each) => each.name === name);
    const met = family?.tests.filter((each) => candidatesFor(each.name, [{ fact: '', row }]).length > 0);
    assert.ok((met?.length ?? 0) > 0, `${name}: ${tests}`);
  }
});

test('explain a failure with that outcome, as text, by a pattern, or from what was expected', async () => {
  await expectDifference(failing('other'), differing('other'));
  await expectDifference(failing('another'), differing(/other$/));
  await expectDifference(
    failing('less', 'more than less'),
    differing((expected) => expected.replace('more than ', '')),
  );
  await expectDifference(() => Promise.reject(new TypeError('broken')), differing('TypeError: broken'));
});

test('explain no other failure, and no success', async () => {
  const messageOf = (run: () => Promise<void>, outcome: DifferenceRow[2]) =>
    expectDifference(run, differing(outcome)).then(
      () => 'it was explained',
      (error: Error) => error.message,
    );
  assert.match(await messageOf(failing('something else'), 'other'), /^fails in another way than is known of "It does/);
  assert.match(await messageOf(failing('same', 'same'), (expected) => `not the ${expected}`), /^fails in another way/);
  assert.match(await messageOf(async () => {}, 'other'), /^passes, so it is no known difference any more: "It does/);
});

test.run();
