// Looked up once, because every value of every request is checked.
const kindOf = Object.prototype.toString;

/**
 * Returns whether a value is an object with named members: a plain object or a class instance, but not an array and
 * not a built-in such as `Map`, `Date` or `Uint8Array`.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  // The common case first: it took a third of the time that parsing an item does.
  return isPlain(value) || kindOf.call(value) === '[object Object]';
}

/** Returns whether a value is surely an object literal or what `JSON.parse` returns. */
function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype && !(Symbol.toStringTag in value) && !Array.isArray(value);
}
