import { isDeepStrictEqual } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';
import { Chance, partSeed } from './chance.ts';
import { history } from './history.ts';

const test = suite('random histories');

test('a seed always gives the same history, and different seeds give different histories', () => {
  assert.ok(isDeepStrictEqual(history(7), history(7)));
  assert.not.ok(isDeepStrictEqual(history(7), history(8)));
});

test('histories begin with their tables and contain every operation', () => {
  const steps = Array.from({ length: 40 }, (_, part) => history(partSeed(1, part)));
  assert.ok(steps.every(([first]) => first?.operation === 'CreateTable'));
  assert.is(new Set(steps.flat().map(({ operation }) => operation)).size, 18);
});

test('choices are evenly distributed for every seed', () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const chance = new Chance(seed);
    const heads = chance.times(2000, () => chance.happens(0.5)).filter(Boolean).length;
    assert.ok(heads > 900 && heads < 1100, `${heads} of 2000 from seed ${seed}`);
  }
});

test('a choice with weight 0 is never made', () => {
  const chance = new Chance(1);
  const made = chance.times(200, () =>
    chance.weighted([
      [0, () => 'never'],
      [1, () => 'always'],
    ]),
  );
  assert.equal([...new Set(made)], ['always']);
});

test.run();
