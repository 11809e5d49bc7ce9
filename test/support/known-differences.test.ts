import { ConformanceFailure, conformanceSuites, dynamoDbLocalImage } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { candidatesFor, type DifferenceRow, expectDifference } from './known-differences/known-difference.ts';
import { dynamoDbLocalVersion, knownDifferences } from './known-differences/known-differences.ts';
import { suite } from './suite.ts';

const test = suite('known differences');

const differing = (outcome: DifferenceRow[2], isOccasional = false) => [
  { fact: 'It does one thing.', isOccasional, row: ['some', /./, outcome] satisfies DifferenceRow },
];
const failing = (outcome: string, expected?: string) => () =>
  Promise.reject(new ConformanceFailure('it failed', outcome, expected));

test('belong to the pinned version of DynamoDB Local', () => {
  assert.ok(dynamoDbLocalImage.endsWith(`:${dynamoDbLocalVersion}`));
});

test('each row matches an existing test', () => {
  const rows = Object.values(knownDifferences)
    .flat()
    .flatMap((difference) => difference.rows);
  for (const row of rows) {
    const [name, tests] = row;
    const family = conformanceSuites.find((each) => each.name === name);
    const matching = family?.tests.filter(
      (each) => candidatesFor(each.name, [{ fact: '', isOccasional: false, row }]).length > 0,
    );
    assert.ok((matching?.length ?? 0) > 0, `${name}: ${tests}`);
  }
});

test('explain a failure whose outcome equals a text, matches a pattern, or follows from the expected rejection', async () => {
  await expectDifference(failing('other'), differing('other'));
  await expectDifference(failing('another'), differing(/other$/));
  await expectDifference(
    failing('less', 'more than less'),
    differing((expected) => expected.replace('more than ', '')),
  );
  await expectDifference(() => Promise.reject(new TypeError('broken')), differing('TypeError: broken'));
});

test('explain a passed test only if they are occasional', async () => {
  const found = await expectDifference(() => Promise.resolve(), differing('other', true));
  assert.is(found.isOccasional, true);
});

test('do not explain other failures or a passed test', async () => {
  const messageOf = (run: () => Promise<void>, outcome: DifferenceRow[2]) =>
    expectDifference(run, differing(outcome)).then(
      () => 'it was explained',
      (error: Error) => error.message,
    );
  assert.match(
    await messageOf(failing('something else'), 'other'),
    /^fails with an outcome other than that of the known difference "It does/,
  );
  assert.match(
    await messageOf(failing('same', 'same'), (expected) => `not the ${expected}`),
    /^fails with an outcome other/,
  );
  assert.match(await messageOf(async () => {}, 'other'), /^passes, so remove the known difference: "It does/);
});

test.run();
