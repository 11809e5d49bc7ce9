import type { ErrorOf } from '../../wording/expression-errors.ts';

/** Reads the text of an expression. */
export type Parser<Parsed> = (text: string, refuse: ErrorOf) => Parsed;

/** How many texts of one kind of expression are remembered. */
const limit = 1000;

/**
 * A parser that remembers what it parsed, since programs send the same few texts over and over. When there are too many
 * it forgets those it has known longest. What it does not accept is not remembered.
 */
export function cached<Parsed>(parse: Parser<Parsed>): Parser<Parsed> {
  const known = new Map<string, Parsed>();
  return (text, refuse) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text, refuse);
    for (const oldest of known.keys()) {
      if (known.size < limit) break;
      known.delete(oldest);
    }
    known.set(text, parsed);
    return parsed;
  };
}
