import * as assert from 'uvu/assert';
import { excerpt } from '../../src/domain/excerpt.ts';
import { suite } from '../support/suite.ts';

const test = suite('excerpt of a text');

test('is the whole text up to the limit', () => {
  assert.is(excerpt(''), '');
  assert.is(excerpt('a'.repeat(100)), 'a'.repeat(100));
  assert.is(excerpt('abc', 3), 'abc');
});

test('ends with an ellipsis if the text is longer', () => {
  assert.is(excerpt('a'.repeat(1_000_000)), `${'a'.repeat(100)}…`);
  assert.is(excerpt('abcd', 3), 'abc…');
});

test('does not split a character', () => {
  assert.is(excerpt('ab😀c', 3), 'ab…');
  assert.is(excerpt('ab😀c', 4), 'ab😀…');
});

test.run();
