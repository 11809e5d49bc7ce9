/** The body of a response before compression. */
export interface EncodedBody {
  readonly bytes: Uint8Array;
  /** Their CRC-32, if it is known. */
  readonly crc32?: number;
}

/** Returns a body that is a text. */
export function encodeText(text: string): EncodedBody {
  return { bytes: Buffer.from(text) };
}
