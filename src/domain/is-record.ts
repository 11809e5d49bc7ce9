// Looked up once, because this is asked of every value of every request.
const kindOf = Object.prototype.toString;

/**
 * Whether a value is an object that means its own members, of a class or not: not an array, and not one of JavaScript's own
 * such as a map, a date or bytes.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && kindOf.call(value) === '[object Object]';
}
