// Looked up once, because every value of every request is checked.
const kindOf = Object.prototype.toString;

/**
 * Returns whether a value is an object with named members: a plain object or a class instance, but not an array and
 * not a built-in such as `Map`, `Date` or `Uint8Array`.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  // Measured on Node 20 and 24: asking for the prototype and the tag first, as plain objects pass, takes twice the time.
  return kindOf.call(value) === '[object Object]';
}
