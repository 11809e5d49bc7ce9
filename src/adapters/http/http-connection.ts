/** Keeps the order of requests and responses on one connection: responses are sent in the order of their requests. */
export class HttpConnection {
  #last: Promise<void> = Promise.resolve();
  #isBroken = false;
  #giveUp: () => void = () => {};

  /** Whether nothing more can be read: the input was not HTTP, or came too slowly. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Runs `work` after everything that came before it. */
  inTurn(work: () => Promise<void> | void): void {
    this.#last = this.#last.then(work);
  }

  /** Marks the connection as unreadable. Complete requests still get their responses; `work` runs after them. */
  break(work: () => void): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#giveUp();
    this.inTurn(work);
  }

  /** Sets what to run once nothing more can be read, which replaces what was set before; runs it at once if that is so. */
  onBroken(giveUp: () => void): void {
    this.#giveUp = giveUp;
    if (this.#isBroken) giveUp();
  }
}
