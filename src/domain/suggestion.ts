/** Returns `; did you mean "name"?` if a name is probably a typo of a known one, otherwise an empty text. */
export function suggestion(name: string, known: Iterable<string>): string {
  const candidates = [...known];
  for (let typos = 0; typos <= maxTypos(name); typos += 1) {
    const near = candidates.find((candidate) => isWithinTypos(typos, name.toLowerCase(), candidate.toLowerCase()));
    if (near !== undefined) return `; did you mean "${near}"?`;
  }
  return '';
}

/** Fewer typos for short names, because unrelated short names are often similar. */
function maxTypos({ length }: string): number {
  return length < 8 ? Math.min(1, length - 1) : 2;
}

/**
 * Returns whether this many typos turn `intended` into `written`. A typo is an added, missing or replaced letter, or two
 * swapped adjacent letters.
 */
function isWithinTypos(typos: number, written: string, intended: string): boolean {
  let start = 0;
  while (start < written.length && written[start] === intended[start]) start += 1;
  const [rest, expected] = [written.slice(start), intended.slice(start)];
  if (typos === 0) return rest === expected;
  const isSwapped = rest[0] === expected[1] && rest[1] === expected[0];
  return (
    isWithinTypos(typos - 1, rest.slice(1), expected) ||
    isWithinTypos(typos - 1, rest, expected.slice(1)) ||
    isWithinTypos(typos - 1, rest.slice(1), expected.slice(1)) ||
    (isSwapped && isWithinTypos(typos - 1, rest.slice(2), expected.slice(2)))
  );
}
