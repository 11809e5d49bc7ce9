import * as assert from 'uvu/assert';
import { isPresent } from '../../src/domain/is-present.ts';
import { suite } from '../support/suite.ts';

const test = suite('isPresent');

test('only undefined and null are absent', () => {
  for (const absent of [undefined, null]) assert.not(isPresent(absent));
  for (const present of [0, '', false, Number.NaN, 0n, [], {}]) assert.ok(isPresent(present));
});

test.run();
