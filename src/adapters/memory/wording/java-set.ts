/**
 * Names as the service prints a set of them, `[b, a]`: in the order in which Java's hash set holds them. Its table is
 * `capacity` places wide at first and doubles when it is more than three quarters full.
 *
 * Observed: October 2026, in what CreateTable and UpdateTable say of attribute definitions.
 */
export function javaSet(names: readonly string[], capacity = 16): string {
  const members = [...new Set(names)];
  let width = 1;
  while (width < capacity || members.length > 0.75 * width) width *= 2;
  const place = (name: string) => spread(hashCode(name)) & (width - 1);
  return `[${members.toSorted((a, b) => place(a) - place(b)).join(', ')}]`;
}

function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (31 * hash + text.charCodeAt(index)) | 0;
  return hash;
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16);
}
