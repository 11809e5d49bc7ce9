import type { Clock } from '../domain/environment.ts';

/** The stream that progress is shown on: the standard error. */
export interface ProgressStream {
  /** Whether it is a terminal. */
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** How to show progress. */
export interface ProgressOptions {
  readonly stream: ProgressStream;
  readonly clock: Clock;
  /** The number of items at the end. */
  readonly total: number;
}

/** Shows how many items are written, in one line of a terminal. Other streams get nothing. */
export class Progress {
  readonly #options: ProgressOptions;
  #items = 0;
  #shownAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** Adds written items, and shows their number ten times a second at most. */
  add(items: number): void {
    const { stream, clock, total } = this.#options;
    this.#items += items;
    if (!stream.isTTY || clock.nowMs() - this.#shownAtMs < intervalMs) return;
    this.#shownAtMs = clock.nowMs();
    const percent = Math.floor((100 * this.#items) / Math.max(1, total));
    stream.write(`${clearLine}dynarepo: wrote ${this.#items} of ${total} items (${percent} %)`);
  }

  /** Removes the line, so that other output can follow. */
  clear(): void {
    if (this.#shownAtMs > Number.NEGATIVE_INFINITY) this.#options.stream.write(clearLine);
    this.#shownAtMs = Number.NEGATIVE_INFINITY;
  }
}

const intervalMs = 100;
/** Moves to the start of the line and erases it. */
const clearLine = '\r\u001b[K';
