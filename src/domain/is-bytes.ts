/** Returns whether a value holds bytes: a `Uint8Array`, such as a Node `Buffer`, but not a proxy of one. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && value instanceof Uint8Array;
}
