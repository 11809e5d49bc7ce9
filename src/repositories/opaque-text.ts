import { decodeBase64Url, encodeBase64Url } from '../domain/values/base64url.ts';
import { decodeUtf8, encodeUtf8 } from '../domain/values/utf8.ts';

/** Encodes parts as text that is safe in a URL, with a checksum of them and of what they belong to. */
export function encodeOpaque(identity: string, parts: readonly unknown[]): string {
  return encodeBase64Url(encodeUtf8(JSON.stringify([checksum(JSON.stringify([identity, ...parts])), ...parts])));
}

/**
 * Decodes text from {@link encodeOpaque}, without checking it: a valid one encodes to the same text again.
 *
 * @param longest - maximum number of characters.
 * @returns `undefined` if it is not such text.
 */
export function parseOpaque(text: string, longest: number): readonly unknown[] | undefined {
  const bytes = text.length <= longest ? decodeBase64Url(text) : undefined;
  const json = bytes && decodeUtf8(bytes);
  if (json === undefined) return undefined;
  try {
    const payload: unknown = JSON.parse(json);
    return Array.isArray(payload) ? payload.slice(1) : undefined;
  } catch {
    // Text that is not UTF-8 or not JSON was not encoded here.
    return undefined;
  }
}

/** Two FNV-1a hashes: they detect accidental damage, not forgery. */
function checksum(text: string): string {
  let [left, right] = [0x811c9dc5, 0x050c5d1f];
  for (let index = 0; index < text.length; index += 1) {
    const codeUnit = text.charCodeAt(index);
    left = Math.imul(left ^ codeUnit, 0x01000193);
    right = Math.imul(right ^ codeUnit, 0x0100019d);
  }
  return (left >>> 0).toString(36) + (right >>> 0).toString(36);
}
