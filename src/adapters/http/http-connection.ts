/** What is kept of a connection: on it everything happens one after the other, as answers must come in turn. */
export class Connection {
  #last: Promise<void> = Promise.resolve();
  #isBroken = false;
  #giveUp: () => void = () => {};

  /** Whether nothing more can be read from it: what came was no HTTP, or came too slowly. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** Does something when all that came before it is done. */
  inTurn(work: () => Promise<void> | void): void {
    this.#last = this.#last.then(work);
  }

  /** Nothing more can be read. What is complete is still answered, and `work` done after it. */
  break(work: () => void): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#giveUp();
    this.inTurn(work);
  }

  /** What to do once nothing more can be read; at once where that is so already. One thing at a time. */
  onBroken(giveUp: () => void): void {
    this.#giveUp = giveUp;
    if (this.#isBroken) giveUp();
  }
}
