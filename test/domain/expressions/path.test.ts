import * as assert from 'uvu/assert';
import { formatPath, isSamePath, parsePath, path } from '../../../src/domain/expressions/path.ts';
import { suite } from '../../support/suite.ts';

const test = suite('document paths');

test('are read from the notation of people', () => {
  assert.equal(parsePath('a.b[0][12].c'), path('a', 'b', 0, 12, 'c'));
  assert.equal(parsePath('status'), path('status'));
  assert.equal(parsePath('__proto__.two words.-1'), path('__proto__', 'two words', '-1'));
});

test('are not read from what is no path', () => {
  for (const text of ['', '.', 'a.', '.a', 'a..b', '[0]', 'a[', 'a[]', 'a[01]', 'a[-1]', 'a[x]', 'a[0]b', 'a]']) {
    assert.is(parsePath(text), undefined, text);
  }
});

test('are shown as the service shows them', () => {
  assert.is(formatPath(path('a')), '[a]');
  assert.is(formatPath(path('a', 'b', 0, 'c')), '[a, b, [0], c]');
});

test('are the same where all their steps are', () => {
  assert.ok(isSamePath(path('a', 0), path('a', 0)));
  assert.not.ok(isSamePath(path('a', 0), path('a', '0')));
  assert.not.ok(isSamePath(path('a'), path('a', 'b')));
  assert.not.ok(isSamePath(path('a.b'), path('a', 'b')));
});

test.run();
