/** Calls observers, and reports their errors instead of throwing them. */
export class Notifier {
  readonly #onError: ((error: unknown) => unknown) | undefined;
  #isReported = false;

  constructor(onError: ((error: unknown) => unknown) | undefined) {
    this.#onError = onError;
  }

  /** Calls an observer without awaiting it. */
  notify(observe: () => unknown): void {
    this.attempt(() => {
      const result = observe();
      if (typeof result === 'object' && result !== null) {
        Promise.resolve(result).catch((error: unknown) => this.#report(error));
      }
    });
  }

  /** Returns the result of a function; `undefined` if it throws. */
  attempt<T>(run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }

  #report(error: unknown): void {
    if (this.#onError === undefined) {
      this.#print(error);
      return;
    }
    try {
      const result: unknown = this.#onError(error);
      if (typeof result === 'object' && result !== null) {
        Promise.resolve(result).catch((other: unknown) => this.#print(other));
      }
    } catch (other) {
      this.#print(other);
    }
  }

  /** Prints the first error only: a broken observer would fill the log. */
  #print(error: unknown): void {
    if (this.#isReported) return;
    this.#isReported = true;
    try {
      console.error('dynarepo: an observer of requests failed, which is reported once:', error);
    } catch {
      // Test setups let it throw, which would break the call that is observed.
    }
  }
}
