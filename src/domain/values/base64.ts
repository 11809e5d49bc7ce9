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
