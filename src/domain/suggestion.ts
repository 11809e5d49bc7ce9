/** Returns `; did you mean "name"?` if a name is probably a misspelling of a known one, otherwise an empty text. */
export function suggestion(name: string, known: Iterable<string>): string {
  const candidates = [...known];
  for (let slips = 0; slips <= mostSlips(name); slips += 1) {
    const near = candidates.find((candidate) => isWithin(slips, name.toLowerCase(), candidate.toLowerCase()));
    if (near !== undefined) return `; did you mean "${near}"?`;
  }
  return '';
}

/** A short name is soon like another one that has nothing to do with it. */
function mostSlips({ length }: string): number {
  return length < 8 ? Math.min(1, length - 1) : 2;
}

/** Whether so many slips suffice; each is a letter added, left out or replaced, or two neighbouring letters swapped. */
function isWithin(slips: number, written: string, meant: string): boolean {
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start += 1;
  const [rest, wanted] = [written.slice(start), meant.slice(start)];
  if (slips === 0) return rest === wanted;
  const isSwapped = rest[0] === wanted[1] && rest[1] === wanted[0];
  return (
    isWithin(slips - 1, rest.slice(1), wanted) ||
    isWithin(slips - 1, rest, wanted.slice(1)) ||
    isWithin(slips - 1, rest.slice(1), wanted.slice(1)) ||
    (isSwapped && isWithin(slips - 1, rest.slice(2), wanted.slice(2)))
  );
}
