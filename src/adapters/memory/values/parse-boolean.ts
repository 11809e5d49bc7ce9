const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map((word) => [word, false] as const),
]);

/** Whether that may stand for true or false in a request. */
export function isBoolean(input: unknown): boolean {
  return parseBoolean(input) !== undefined;
}

/** A truth value as requests may give it: the service takes some words for one as well, in any case. */
export function parseBoolean(input: unknown): boolean | undefined {
  if (typeof input === 'boolean') return input;
  return typeof input === 'string' && input.length <= 5 ? words.get(input.toLowerCase()) : undefined;
}
