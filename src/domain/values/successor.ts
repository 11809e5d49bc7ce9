/**
 * Returns the least string that is greater than every string with a prefix, in DynamoDB's order; `undefined` if there is none,
 * as for the empty prefix.
 */
export function successorOfPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  const last = points.findLastIndex((point) => point < 0x10ffff);
  if (last === -1) return undefined;
  const next = (points[last] ?? 0) + 1;
  // Surrogates are no characters of their own.
  return String.fromCodePoint(...points.slice(0, last), next === 0xd800 ? 0xe000 : next);
}
