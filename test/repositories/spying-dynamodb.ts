import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from 'dynarepo';

/** A request that was sent. */
export interface Sent {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
}

/** A `DynamoDb` that records every request and forwards it. */
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

  /** Returns the requests sent since the last call. */
  take(): readonly Sent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  /** Returns the names of the operations sent since the last call. */
  takeNames(): readonly OperationName[] {
    return this.take().map(({ operation }) => operation);
  }
}
