import type { ErrorOf } from '../../wording/expression-errors.ts';

/** Parses the text of an expression. */
export type Parser<Parsed> = (text: string, errorOf: ErrorOf) => Parsed;

/** Maximum number of cached texts per parser. */
const maxEntries = 1000;

/**
 * Adds a cache to a parser, because programs send the same few texts many times. A full cache removes its oldest
 * entries. Texts with errors are not cached.
 */
export function cached<Parsed>(parse: Parser<Parsed>): Parser<Parsed> {
  const cache = new Map<string, Parsed>();
  return (text, errorOf) => {
    const found = cache.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text, errorOf);
    for (const oldest of cache.keys()) {
      if (cache.size < maxEntries) break;
      cache.delete(oldest);
    }
    cache.set(text, parsed);
    return parsed;
  };
}
