import { onAbort } from '../domain/on-abort.ts';

/** The output of a request, by the number of what it reads, such as a segment. */
export interface Arrived<Fetched> {
  readonly index: number;
  readonly fetched: Fetched;
}

/** The requests of one read that have no response yet. */
export class InFlight<Fetched> {
  /** The signal for the requests. */
  readonly abortSignal: AbortSignal | undefined;
  readonly #requests = new Map<number, Promise<Arrived<Fetched>>>();
  readonly #end: (() => void) | undefined;

  /** @param isParallel - whether there can be several requests, of which the others end with the first that fails. */
  constructor(abortSignal: AbortSignal | undefined, isParallel: boolean) {
    this.abortSignal = abortSignal;
    if (!isParallel) return;
    const controller = new AbortController();
    const release = abortSignal && onAbort(abortSignal, () => controller.abort(abortSignal.reason));
    if (abortSignal?.aborted) controller.abort(abortSignal.reason);
    this.abortSignal = controller.signal;
    this.#end = () => {
      release?.();
      if (this.size > 0) controller.abort();
    };
  }

  get size(): number {
    return this.#requests.size;
  }

  /** Adds a request. */
  add(index: number, output: Promise<Fetched>): void {
    const arrived = output.then((fetched) => ({ index, fetched }));
    // An error is thrown by `first`, or does not matter because the read has ended.
    arrived.catch(() => {});
    this.#requests.set(index, arrived);
  }

  /** Returns the first output that arrives, and removes its request. */
  async first(): Promise<Arrived<Fetched>> {
    const requests = [...this.#requests.values()];
    const arrived = await (requests.length === 1 && requests[0] ? requests[0] : Promise.race(requests));
    this.#requests.delete(arrived.index);
    return arrived;
  }

  /** Aborts the requests that are left, and lets go of the caller's signal, which can live long. */
  end(): void {
    this.#end?.();
  }
}
