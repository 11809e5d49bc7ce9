import fc from 'fast-check';

/** A number that DynamoDB can store, as canonical text. */
export const canonicalNumbers: fc.Arbitrary<string> = fc.oneof(
  fc.constant('0'),
  fc.integer().map(String),
  fc
    .record({
      negative: fc.boolean(),
      digits: fc.stringMatching(/^[1-9]([0-9]{0,36}[1-9])?$/),
      firstExponent: fc.oneof(fc.integer({ min: -130, max: 125 }), fc.integer({ min: -3, max: 3 })),
    })
    .map(({ negative, digits, firstExponent }) => (negative ? '-' : '') + written(digits, firstExponent)),
);

/** Returns a canonical number times 10^300, which is always a whole number. */
export function toScaledInteger(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const magnitude = BigInt(whole + fraction.padEnd(300, '0'));
  return text.startsWith('-') ? -magnitude : magnitude;
}

/** Returns a whole number divided by 10^300 as text; it can be too long or too large for DynamoDB. */
export function fromScaledInteger(scaled: bigint): string {
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(301, '0');
  const fraction = digits.slice(-300).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -300)}${fraction === '' ? '' : `.${fraction}`}`;
}

function written(digits: string, firstExponent: number): string {
  const point = firstExponent + 1;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
