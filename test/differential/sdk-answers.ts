/**
 * An answer without the attributes named `__proto__` of its items: the SDK for JavaScript loses them on reading, though
 * not those inside of maps, so that they are in the emulator's answers alone.
 */
export function asTheSdkReads<Value>(value: Value, isMap = false): Value {
  if (Array.isArray(value)) {
    // An array of the same elements has the same type.
    return value.map((element) => asTheSdkReads(element)) as Value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  const names = Object.entries(value).filter(([name]) => isMap || name !== '__proto__');
  // A record of the same members has the same type.
  return Object.fromEntries(names.map(([name, part]) => [name, asTheSdkReads(part, name === 'M')])) as Value;
}
