import * as assert from 'uvu/assert';
import { hasTest, linkedTests, runsOnEveryAdapter } from '../support/docs/linked-tests.ts';
import { readPage } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const page = readPage('docs/pynamodb.md');
const states = ['yes', 'differently', 'partly', 'not built yet', 'not wanted'];

interface Row {
  readonly number: number;
  readonly state: string;
  readonly text: string;
}

const [features = '', behaviours = ''] = page.text.split('\n## Tutorial behaviours\n');
const featureRows = rowsOf(features);
const behaviourRows = rowsOf(behaviours);
const rows = [...featureRows, ...behaviourRows];

const test = suite('the page on PynamoDB');

test('has each of the 94 features and 24 behaviours once, in order', () => {
  assert.equal(
    featureRows.map(({ number }) => number),
    Array.from({ length: 94 }, (_, index) => index + 1),
  );
  assert.equal(
    behaviourRows.map(({ number }) => number),
    Array.from({ length: 24 }, (_, index) => index + 1),
  );
});

test('gives every row a state', () => {
  for (const { number, state } of rows) assert.ok(states.includes(state), `row ${number}: "${state}"`);
});

test('names only tests that exist', () => {
  const missing = linkedTests(page, page.text).filter((linked) => !hasTest(linked));
  assert.equal(missing, []);
});

test('names a test for every row that is built', () => {
  for (const { number, state, text } of rows) {
    const isBuilt = state === 'yes' || state === 'differently' || state === 'partly';
    assert.ok(!isBuilt || linkedTests(page, text).length > 0, `row ${number} is built, but names no test`);
  }
});

test('names a test on every adapter for every tutorial behaviour that is built', () => {
  for (const { number, state, text } of behaviourRows) {
    const isBuilt = state === 'yes' || state === 'differently' || state === 'partly';
    const isProven = linkedTests(page, text).some(runsOnEveryAdapter);
    assert.ok(!isBuilt || isProven, `behaviour ${number} has no test that runs on every adapter`);
  }
});

test('says what is missing in every row that is not built', () => {
  for (const { number, state, text } of rows) {
    if (state === 'partly') assert.match(text, 'not built yet', `row ${number}`);
  }
});

test.run();

function rowsOf(text: string): Row[] {
  const lines = text.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  return lines.map((line) => {
    const [, number = '', , state = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { number: Number(number), state, text: line };
  });
}
