import fc from 'fast-check';
import * as assert from 'uvu/assert';
import {
  addNumbers,
  compareNumbers,
  numberSizeBytes,
  parseNumber,
  subtractNumbers,
  toDecimal,
} from '../../../src/domain/values/decimal.ts';
import { canonicalNumbers, fromScaledInteger, toScaledInteger } from '../../property/arbitraries/numbers.ts';
import { suite } from '../../support/suite.ts';

const test = suite('decimal');

test('prints numbers without exponent, plus sign and zeros at either end', () => {
  const written = {
    '0042.1200': '42.12',
    '+5': '5',
    '.5': '0.5',
    '5.': '5',
    '-0': '0',
    '-0.00': '0',
    '0.0': '0',
    '1.0': '1',
    '00.5': '0.5',
    '-0.50': '-0.5',
    '0e125': '0',
    '0.0e126': '0',
    '1e3': '1000',
    '1.5E-3': '0.0015',
    '-120e-1': '-12',
    '1E125': `1${'0'.repeat(125)}`,
    '1e-130': `0.${'0'.repeat(129)}1`,
    '1e+0000000000000000000000005': '100000',
  };
  for (const [text, canonical] of Object.entries(written)) assert.equal(parseNumber(text), { text: canonical }, text);
});

test('accepts at most 38 significant digits, not counting zeros at either end', () => {
  const digits = '12345678901234567890123456789012345678';
  assert.equal(parseNumber(digits), { text: digits });
  assert.equal(parseNumber(`000${digits}000`), { text: `${digits}000` });
  assert.equal(parseNumber(`0.000${digits}`), { text: `0.000${digits}` });
  assert.equal(parseNumber(`${digits}9`), { violation: 'too many digits' });
  assert.equal(parseNumber(`${digits}.9`), { violation: 'too many digits' });
});

test('rejects text that is not a number', () => {
  const texts = [
    '',
    ' ',
    'abc',
    '1+2',
    '1.2.3',
    '+e2',
    '1e',
    'NaN',
    'Infinity',
    '0x10',
    ' 1',
    '1 ',
    '.',
    '-',
    '1_000',
    '١',
  ];
  for (const text of texts) assert.equal(parseNumber(text), { violation: 'not a number' }, text);
});

test('rejects numbers out of range, and zeros as if their last digit were a one', () => {
  const problems = {
    '1e126': 'overflow',
    '-1e126': 'overflow',
    '9.99e125': undefined,
    '1e-131': 'underflow',
    '0e126': 'overflow',
    '0e-131': 'underflow',
    '0.0e-130': 'underflow',
    '1e2147483647': 'overflow',
    '1e99999999999': 'overflow',
    '1e-99999999999': 'underflow',
  };
  for (const [text, problem] of Object.entries(problems)) assert.is(parseNumber(text).violation, problem, text);
});

test('parses exponents as 64-bit integers and rejects longer ones as not a number', () => {
  assert.equal(parseNumber('1e9223372036854775807'), { violation: 'overflow' });
  assert.equal(parseNumber('1e9223372036854775808'), { violation: 'not a number' });
  assert.equal(parseNumber('1e-9223372036854775808'), { violation: 'underflow' });
  assert.equal(parseNumber('1e-9223372036854775809'), { violation: 'not a number' });
});

test('parses numerals of any length quickly', () => {
  assert.equal(parseNumber('9'.repeat(400_000)), { violation: 'overflow' });
  assert.equal(parseNumber(`1e${'9'.repeat(400_000)}`), { violation: 'not a number' });
  assert.equal(parseNumber(`1e${'0'.repeat(400_000)}5`), { text: '100000' });
  assert.equal(parseNumber(`1e${'0'.repeat(400_000)}x`), { violation: 'not a number' });
});

test('counts half a byte for each digit, rounded up on either side of the point, and one for the sign', () => {
  const sizes = {
    '0': 1,
    '1': 2,
    '42': 2,
    '-42': 3,
    '123456': 4,
    '3.14159': 5,
    '1000': 2,
    '0.001': 2,
    '10.5': 3,
    [`1${'0'.repeat(125)}`]: 2,
    '12345678901234567890123456789012345678': 20,
  };
  for (const [text, bytes] of Object.entries(sizes)) assert.is(numberSizeBytes(text), bytes, text);
});

test('does not change canonical numbers', () => {
  fc.assert(fc.property(canonicalNumbers, (text) => assert.equal(parseNumber(text), { text })));
});

test('parses the parts of a number to the same number', () => {
  fc.assert(
    fc.property(canonicalNumbers, (text) => {
      const { negative, digits, lastExponent } = toDecimal(text);
      assert.equal(parseNumber(`${negative ? '-' : ''}${digits || '0'}e${digits ? lastExponent : 0}`), { text });
    }),
  );
});

test('adds and subtracts exactly, or rejects the result as it rejects a number', () => {
  fc.assert(
    fc.property(canonicalNumbers, canonicalNumbers, (left, right) => {
      const [a, b] = [toScaledInteger(left), toScaledInteger(right)];
      assert.equal(addNumbers(left, right), parseNumber(fromScaledInteger(a + b)));
      assert.equal(subtractNumbers(left, right), parseNumber(fromScaledInteger(a - b)));
    }),
  );
});

test('rejects sums that need rounding or are out of range', () => {
  assert.equal(addNumbers(`1${'0'.repeat(38)}`, '1'), { violation: 'too many digits' });
  const largest = '9'.repeat(38) + '0'.repeat(88);
  assert.equal(addNumbers(largest, `1${'0'.repeat(88)}`), { violation: 'overflow' });
  assert.equal(subtractNumbers('5', '5'), { text: '0' });
  assert.equal(subtractNumbers('0.3', '0.1'), { text: '0.2' });
});

test('orders numbers by value', () => {
  fc.assert(
    fc.property(canonicalNumbers, canonicalNumbers, (left, right) => {
      const [a, b] = [toScaledInteger(left), toScaledInteger(right)];
      assert.is(Math.sign(compareNumbers(left, right)), a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

test.run();
