/**
 * Encodes bytes as base64 text, with padding (RFC 4648 §4).
 *
 * It works without `Buffer`. The HTTP adapter uses Node's encoder, several times as fast from about 1 kB.
 */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Decodes base64 text with padding; returns `undefined` if it isn't such text. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
