import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from 'dynarepo';

/** The totals of the requests since the last reading. */
export interface Reading {
  readonly requests: number;
  /** Number of items returned. */
  readonly returned: number;
  /** Number of items that queries and scans evaluated. */
  readonly evaluated: number;
  /** Sum of read and write capacity units. */
  readonly capacityUnits: number;
}

/**
 * A `DynamoDb` that requests the consumed capacity of each request and adds it up.
 *
 * Every request of a repository goes through `execute`, so no other method is needed.
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
    // In the output of every operation, a member with one of these names has this type.
    this.#add(output as Counted);
    return output;
  }

  /** Returns the totals since the last call and resets them. */
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

/** The counted members of all outputs. */
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
