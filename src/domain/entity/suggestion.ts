/** `; did you mean "name"?` where a name is a likely slip of one of those known, else nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const near = [...known].find((candidate) => isSlip(name.toLowerCase(), candidate.toLowerCase()));
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

/** One letter too many, missing or other, or two neighbours swapped; of a single letter, that says nothing. */
function isSlip(written: string, meant: string): boolean {
  if (written.length < 2) return false;
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start += 1;
  const [rest, wanted] = [written.slice(start), meant.slice(start)];
  return (
    rest === wanted ||
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    (rest.slice(2) === wanted.slice(2) && rest[0] === wanted[1] && rest[1] === wanted[0])
  );
}
