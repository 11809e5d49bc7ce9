import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { comparisonCount } from '../../../src/domain/values/comparison-count.ts';
import { includesBytes, includesText } from '../../../src/domain/values/includes-part.ts';
import { suite } from '../../support/suite.ts';

const test = suite('parts of strings and binary values');

/** Few different units, so that parts often match for a while. */
const units = (maxLength: number) => fc.array(fc.constantFrom(97, 98), { maxLength });

test('are found as JavaScript finds them', () => {
  const shared = units(40);
  fc.assert(
    fc.property(units(100), shared, units(100), units(60), (before, part, after, other) => {
      const whole = [...before, ...part, ...after];
      for (const each of [part, other]) {
        const expected = String.fromCharCode(...whole).includes(String.fromCharCode(...each));
        assert.is(includesText(String.fromCharCode(...whole), String.fromCharCode(...each)), expected);
        assert.is(includesBytes(Uint8Array.from(whole), Uint8Array.from(each)), expected);
      }
    }),
  );
});

test('are compared by code units', () => {
  const text = 'é\u{1f600}'.repeat(40);
  assert.ok(includesText(text, text.slice(3, 60)));
  assert.not.ok(includesText(text, `${text.slice(3, 60)}e`));
});

test('are found with at most two comparisons a unit', () => {
  const [whole, part] = ['a'.repeat(20_000), `b${'a'.repeat(10_000)}`];
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  for (const search of [() => includesText(whole, part), () => includesBytes(bytes(whole), bytes(part))]) {
    for (const reversed of [part, [...part].reverse().join('')]) {
      const before = comparisonCount.value;
      assert.not.ok(search());
      assert.ok(comparisonCount.value - before <= 2 * (whole.length + reversed.length));
    }
  }
});

test.run();
