import { parseNumber } from '../../src/domain/values/decimal.ts';

/** Returns the value, such as an output, with every number in DynamoDB's normalized form. */
export function withCanonicalNumbers<Value>(value: Value): Value {
  if (Array.isArray(value)) {
    // An array of the same elements has the same type.
    return value.map(withCanonicalNumbers) as Value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).map(([name, part]) => {
    if (name === 'N' && typeof part === 'string') return [name, canonicalNumber(part)] as const;
    if (name === 'NS' && Array.isArray(part)) return [name, part.map((each) => canonicalNumber(String(each)))] as const;
    return [name, withCanonicalNumbers(part)] as const;
  });
  // A record of the same members has the same type.
  return Object.fromEntries(entries) as Value;
}

function canonicalNumber(text: string): string {
  return parseNumber(text).text ?? text;
}
