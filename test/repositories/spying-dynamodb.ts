import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from 'dynarepo';

/** One request that was sent. */
export interface Sent {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
}

/** A `DynamoDb` that remembers every request it passes on. */
export class SpyingDynamoDb implements DynamoDb {
  readonly #db: DynamoDb;
  #sent: Sent[] = [];

  constructor(db: DynamoDb) {
    this.#db = db;
  }

  execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    this.#sent.push({ operation, input });
    return this.#db.execute(operation, input, options);
  }

  /** What was sent since the last call. */
  take(): readonly Sent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  /** The names of the operations that were sent since the last call. */
  takeNames(): readonly OperationName[] {
    return this.take().map(({ operation }) => operation);
  }
}
