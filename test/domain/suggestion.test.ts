import * as assert from 'uvu/assert';
import { suggestion } from '../../src/domain/suggestion.ts';
import { suite } from '../support/suite.ts';

const test = suite('suggestions');

const members = ['TableName', 'KeySchema', 'BillingMode', 'LocalSecondaryIndexes', 'GlobalSecondaryIndexes', 'Tags'];

const cases: readonly (readonly [what: string, name: string, known: readonly string[], meant: string | undefined])[] = [
  ['another case', 'tablename', members, 'TableName'],
  ['a letter too many', 'naame', ['email', 'name'], 'name'],
  ['a letter left out', 'nme', ['email', 'name'], 'name'],
  ['another letter', 'nane', ['email', 'name'], 'name'],
  ['two neighbours swapped', 'nmae', ['email', 'name'], 'name'],
  ['two swapped at the end', 'naem', ['email', 'name'], 'name'],
  ['a first letter swapped', 'di', ['name', 'id'], 'id'],
  ['two slips in a long name', 'GlobalSecondaryIndex', members, 'GlobalSecondaryIndexes'],
  ['two slips far apart', 'BilingMod', members, 'BillingMode'],
  ['a swap and another slip', 'firtsNme', ['firstName'], 'firstName'],
  ['two slips in a short name', 'tabs', ['tables'], undefined],
  ['three slips in a long name', 'GlobalSecondaryInd', members, undefined],
  ['another name altogether', 'Colour', members, undefined],
  ['a single letter', 'a', ['b', 'ab'], undefined],
  ['no name', '', ['a', 'b'], undefined],
  ['nothing known', 'name', [], undefined],
  ['the nearest of several, whatever their order', 'firstNam', ['firstNames', 'firstName'], 'firstName'],
  ['the same but for its case before one with a slip', 'names', ['name', 'Names'], 'Names'],
  ['the first of two as near', 'nam', ['name', 'names', 'nap'], 'name'],
];
for (const [what, name, known, meant] of cases) {
  test(`${what}: "${name}"`, () => {
    assert.is(suggestion(name, known), meant === undefined ? '' : `; did you mean "${meant}"?`);
  });
}

test('accepts a name of the maximum length', () => {
  const name = 'a'.repeat(65_535);
  assert.is(suggestion(`${name}bc`, [`${name}cb`, `b${name}`]), `; did you mean "${name}cb"?`);
});

test.run();
