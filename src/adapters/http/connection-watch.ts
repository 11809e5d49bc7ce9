/** A connection that a client may not keep waiting for ever. */
export interface WatchedConnection {
  /** The step of the watch at which the client has taken too long. */
  readonly dueAtStep: number;
  /** Ends the connection because its client has taken too long. */
  expire(): void;
  /** Ends the connection at once. */
  destroy(): void;
}

/**
 * Ends connections whose clients take too long. It counts steps of an interval, as `node:http` does for its limits: a timer or the
 * time for each request would cost more than everything else that is done for it here.
 */
export class ConnectionWatch {
  readonly #intervalMs: number;
  readonly #connections = new Set<WatchedConnection>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #step = 0;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Starts to count. The process may end in the meantime. */
  start(): void {
    this.#timer ??= setInterval(() => this.#check(), this.#intervalMs).unref();
  }

  /** Ends all connections and stops counting. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    for (const connection of this.#connections) connection.destroy();
  }

  /** Watches a connection. */
  add(connection: WatchedConnection): void {
    this.#connections.add(connection);
  }

  /** Forgets a connection. */
  delete(connection: WatchedConnection): void {
    this.#connections.delete(connection);
  }

  /** Returns the first step at which `ms` milliseconds have passed. */
  stepAfter(ms: number): number {
    return this.#step + Math.ceil(ms / this.#intervalMs) + 1;
  }

  #check(): void {
    this.#step += 1;
    for (const connection of this.#connections) if (connection.dueAtStep <= this.#step) connection.expire();
  }
}
