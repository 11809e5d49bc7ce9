import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from 'dynarepo';

/** What the requests since the last reading came to. */
export interface Reading {
  readonly requests: number;
  /** Items that came back. */
  readonly returned: number;
  /** Items that queries and scans looked at. */
  readonly evaluated: number;
  /** Read and write capacity units together. */
  readonly capacityUnits: number;
}

/**
 * A `DynamoDb` that asks each request for its consumed capacity and adds up what came back.
 *
 * Every request of a repository goes through one method, so this is all that metering takes.
 */
export class Meter implements DynamoDb {
  readonly #db: DynamoDb;
  #requests = 0;
  #returned = 0;
  #evaluated = 0;
  #capacityUnits = 0;

  constructor(db: DynamoDb) {
    this.#db = db;
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    const metered = metersCapacity.has(operation) ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input;
    this.#requests += 1;
    const output = await this.#db.execute(operation, metered, options);
    // Whichever operation answers: where an answer has one of these members, it is of this form.
    this.#add(output as Counted);
    return output;
  }

  /** What came together since the last call. */
  read(): Reading {
    const reading = {
      requests: this.#requests,
      returned: this.#returned,
      evaluated: this.#evaluated,
      capacityUnits: this.#capacityUnits,
    };
    this.#requests = 0;
    this.#returned = 0;
    this.#evaluated = 0;
    this.#capacityUnits = 0;
    return reading;
  }

  #add(output: Counted): void {
    const batches = Object.values(output.Responses ?? {}).flat();
    const single = output.Item ?? output.Attributes;
    this.#returned += (output.Items?.length ?? 0) + batches.length + (single === undefined ? 0 : 1);
    this.#evaluated += output.ScannedCount ?? 0;
    for (const consumed of [output.ConsumedCapacity ?? []].flat()) this.#capacityUnits += consumed.CapacityUnits ?? 0;
  }
}

/** The members of all answers that are counted. */
interface Counted {
  readonly Item?: unknown;
  readonly Attributes?: unknown;
  readonly Items?: readonly unknown[] | undefined;
  readonly Responses?: Readonly<Record<string, readonly unknown[]>> | undefined;
  readonly ScannedCount?: number | undefined;
  readonly ConsumedCapacity?: Units | readonly Units[] | undefined;
}

interface Units {
  readonly CapacityUnits?: number | undefined;
}

const metersCapacity: ReadonlySet<OperationName> = new Set<OperationName>([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
]);
