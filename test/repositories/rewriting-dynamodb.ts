import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from 'dynarepo';

/** Executes a request in another way: `execute` is the engine's. */
export type Rewrite = (
  operation: OperationName,
  input: object,
  execute: (input: object) => Promise<object>,
) => Promise<object> | undefined;

/** A `DynamoDb` that changes requests and outputs, as another engine might. */
export class RewritingDynamoDb implements DynamoDb {
  readonly #db: DynamoDb;
  readonly #rewrite: Rewrite;

  constructor(db: DynamoDb, rewrite: Rewrite) {
    this.#db = db;
    this.#rewrite = rewrite;
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    // The tests give outputs of the operation, or malformed ones on purpose.
    const execute = (changed: object) => this.#db.execute(operation, changed as Input<N>, options);
    const rewritten = this.#rewrite(operation, input, execute);
    return (await (rewritten ?? execute(input))) as Output<N>;
  }
}
