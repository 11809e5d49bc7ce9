/** An encoder of the platform. */
export type Utf8Encoder = InstanceType<typeof TextEncoder>;

/** The platform's encoder; `undefined` where there is none, as in the jsdom environment of Jest. */
export const utf8Encoder: Utf8Encoder | undefined = typeof TextEncoder === 'undefined' ? undefined : new TextEncoder();

/**
 * Encodes a text as UTF-8. Lone surrogates become U+FFFD.
 *
 * @param encoder - The platform's encoder, if any.
 */
export function encodeUtf8(text: string, encoder: Utf8Encoder | undefined = utf8Encoder): Uint8Array {
  if (encoder !== undefined) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) pushCodePoint(bytes, character.codePointAt(0) ?? 0);
  return Uint8Array.from(bytes);
}

/** Decodes UTF-8; `undefined` for bytes that are not valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // Percent-decoding is UTF-8 decoding that rejects what is invalid, and exists in every runtime.
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

function pushCodePoint(bytes: number[], codePoint: number): void {
  const point = codePoint >= 0xd800 && codePoint < 0xe000 ? 0xfffd : codePoint;
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), lastSixBits(point));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), lastSixBits(point >> 6), lastSixBits(point));
  else bytes.push(0xf0 | (point >> 18), lastSixBits(point >> 12), lastSixBits(point >> 6), lastSixBits(point));
}

/** A continuation byte. */
function lastSixBits(point: number): number {
  return 0x80 | (point & 0x3f);
}
