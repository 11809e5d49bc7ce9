/** Describes the type of a value for messages: `a string`, `an array`, `undefined`. */
export function describeType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === 'Object' || name === '') return 'an object';
  return `${/^(?:A|E|I|O)/.test(name) ? 'an' : 'a'} ${name}`;
}
