import * as assert from 'uvu/assert';
import { parseTags } from '../../../../src/adapters/memory/tables/tags.ts';
import { suite } from '../../../support/suite.ts';
import { rejection } from '../expressions/bound-expressions.ts';

const test = suite('tags of a table');

test('are their values by key', () => {
  assert.equal(
    [
      ...(parseTags([
        { Key: 'b', Value: 'x' },
        { Key: 'a', Value: '' },
      ]) ?? []),
    ],
    [
      ['b', 'x'],
      ['a', ''],
    ],
  );
});

test('are undefined if there are none', () => {
  assert.is(parseTags(undefined), undefined);
  assert.is(parseTags([]), undefined);
});

test('need a key', () => {
  assert.is(
    rejection(() => parseTags([{ Key: undefined, Value: 'x' }])),
    'The Tag Key provided is invalid, Key: null',
  );
});

test.run();
