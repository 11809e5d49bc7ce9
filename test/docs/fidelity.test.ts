import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { withFidelity } from '../support/fidelity.ts';
import { suite } from '../support/suite.ts';

const test = suite('fidelity in the README');

test('says what the suites and the lists of differences say (npm run docs:fidelity)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  assert.is(withFidelity(readme), readme);
});

test.run();
