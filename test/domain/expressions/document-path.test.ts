import * as assert from 'uvu/assert';
import { formatPath, isSamePath, path } from '../../../src/domain/expressions/document-path.ts';
import { suite } from '../../support/suite.ts';

const test = suite('document paths');

test("are formatted as in DynamoDB's messages", () => {
  assert.is(formatPath(path('a')), '[a]');
  assert.is(formatPath(path('a', 'b', 0, 'c')), '[a, b, [0], c]');
});

test('are equal if all their elements are', () => {
  assert.ok(isSamePath(path('a', 0), path('a', 0)));
  assert.not.ok(isSamePath(path('a', 0), path('a', '0')));
  assert.not.ok(isSamePath(path('a'), path('a', 'b')));
  assert.not.ok(isSamePath(path('a.b'), path('a', 'b')));
});

test.run();
