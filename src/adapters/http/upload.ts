/**
 * The body of a request that arrives in pieces. It grows by doubling: so it never takes more than twice the memory of what has
 * arrived, whatever length the client announced and however small its pieces are.
 */
export class Upload {
  readonly #lengthBytes: number;
  #bytes: Buffer;
  #end = 0;

  constructor(lengthBytes: number, first: Buffer) {
    this.#lengthBytes = lengthBytes;
    this.#bytes = Buffer.allocUnsafe(Math.min(lengthBytes, Math.max(2 * first.length, leastBytes)));
    this.add(first);
  }

  /** Whether everything has arrived. */
  get isComplete(): boolean {
    return this.#end === this.#lengthBytes;
  }

  /** What has arrived. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  /** Adds what of `bytes` belongs to the body, and returns how many bytes that are. */
  add(bytes: Buffer): number {
    const end = Math.min(this.#end + bytes.length, this.#lengthBytes);
    if (end > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#lengthBytes, 2 * end));
      grown.set(this.bytes);
      this.#bytes = grown;
    }
    const added = bytes.copy(this.#bytes, this.#end, 0, end - this.#end);
    this.#end = end;
    return added;
  }
}

/** Most bodies that arrive in two pieces are not larger. */
const leastBytes = 64 * 1024;
