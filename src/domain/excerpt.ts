/**
 * Returns a text from outside for a message: its first characters, followed by `…` if there are more.
 *
 * @param maxLength - in UTF-16 code units. Default: 100.
 */
export function excerpt(text: string, maxLength = 100): string {
  if (text.length <= maxLength) return text;
  const start = text.slice(0, maxLength);
  return `${start.replace(/[\uD800-\uDBFF]$/, '')}…`; // no half of a surrogate pair
}
