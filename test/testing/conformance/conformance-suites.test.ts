import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conformanceSuites } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';

const test = suite('conformance suites');

test('every suite has a test file, and every test file has a suite', () => {
  const folder = fileURLToPath(new URL('../../conformance', import.meta.url));
  const files = readdirSync(folder).map((file) => file.replace(/\.test\.ts$/, ''));
  assert.equal(files.sort(), conformanceSuites.map(({ name }) => name).sort());
});

test('no suite is empty, and test names are unique in a suite', () => {
  for (const { name, tests } of conformanceSuites) {
    const names = tests.map((each) => each.name);
    assert.ok(names.length > 0, name);
    assert.equal(names, [...new Set(names)], name);
  }
});

test.run();
