/**
 * Removes the attributes named `__proto__` from the items of an output, except in maps: the SDK for JavaScript drops
 * them when it parses an output, so that only the emulator's outputs have them.
 */
export function asTheSdkParses<Value>(value: Value, isMap = false): Value {
  if (Array.isArray(value)) {
    // An array of the same elements has the same type.
    return value.map((element) => asTheSdkParses(element)) as Value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  const names = Object.entries(value).filter(([name]) => isMap || name !== '__proto__');
  // A record of the same members has the same type.
  return Object.fromEntries(names.map(([name, part]) => [name, asTheSdkParses(part, name === 'M')])) as Value;
}
