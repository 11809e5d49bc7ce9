import type { Identified } from './key-matches.ts';

/** The entries of a batch that are not in flight: unprocessed ones, and those still to be read from an array or iterable. */
export class BatchQueue<Entry extends Identified> {
  readonly #array: readonly Entry[] | undefined;
  readonly #iterator: Iterator<Entry> | AsyncIterator<Entry>;
  /** The identities of the entries that were taken and are not processed. */
  readonly #held = new Set<string>();
  #unprocessed: Entry[] = [];
  /** The entry that was read and is not taken yet. */
  #next: Entry | undefined;
  #takenCount = 0;

  constructor(entries: Iterable<Entry> | AsyncIterable<Entry>) {
    this.#array = Array.isArray(entries) ? entries : undefined;
    this.#iterator = Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
  }

  /** Number of entries that were put back. */
  get unprocessed(): number {
    return this.#unprocessed.length;
  }

  /**
   * Returns the entries of the next request: unprocessed ones, then new ones up to one with the identity of an entry that is in
   * flight or among them, because a request can have each item only once.
   */
  async take(size: number): Promise<readonly Entry[]> {
    const chunk = this.#unprocessed.splice(0, size);
    try {
      while (chunk.length < size) {
        // An array costs no wait.
        const next = this.#next ?? (this.#array === undefined ? await this.#read() : this.#array[this.#takenCount]);
        this.#next = next;
        if (next === undefined || this.#held.has(next.identity)) break;
        this.#held.add(next.identity);
        chunk.push(next);
        this.#takenCount += 1;
        this.#next = undefined;
      }
    } catch (error) {
      this.#unprocessed.unshift(...chunk);
      throw error;
    }
    return chunk;
  }

  /** Takes back the entries of a request that were not processed. */
  putBack(chunk: readonly Entry[], unprocessed: readonly Entry[]): void {
    for (const { identity } of chunk) this.#held.delete(identity);
    for (const { identity } of unprocessed) this.#held.add(identity);
    this.#unprocessed.push(...unprocessed);
  }

  /** Ends the iterable, and returns the entries that were not processed: of an array all, else those that were read. */
  async close(): Promise<readonly Entry[]> {
    if (this.#array !== undefined) return [...this.#unprocessed, ...this.#array.slice(this.#takenCount)];
    try {
      await this.#iterator.return?.();
    } catch {
      // The error that ended the batch is the one to report.
    }
    return this.#next === undefined ? this.#unprocessed : [...this.#unprocessed, this.#next];
  }

  async #read(): Promise<Entry | undefined> {
    const { done, value } = await this.#iterator.next();
    return done === true ? undefined : value;
  }
}
