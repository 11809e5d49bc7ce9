const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', '0'].map((word) => [word, false] as const),
]);

/** Returns whether an input is a boolean, or a word that the service accepts as one. */
export function isBoolean(input: unknown): boolean {
  return parseBoolean(input) !== undefined;
}

/** Parses a boolean of a request; the service also accepts some words, in upper or lower case. */
export function parseBoolean(input: unknown): boolean | undefined {
  if (typeof input === 'boolean') return input;
  return typeof input === 'string' && input.length <= 5 ? words.get(input.toLowerCase()) : undefined;
}
