import type { DynamoDb, ExecuteOptions, Input, Item, OperationName, Output } from '../../domain/dynamodb.ts';
import { type Clock, systemClock } from '../../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../../domain/errors.ts';
import { offerToLend } from '../../domain/lending.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { copyItem } from '../../domain/values/attribute-value.ts';
import type { Account } from './account/account.ts';
import type { Environment } from './operation.ts';
import type { Fault, Faults } from './simulation/faults.ts';
import { ManualClock } from './simulation/manual-clock.ts';
import { requestIdOf } from './simulation/request-id.ts';
import { fromSnapshot, type Snapshot, toSnapshot } from './snapshot.ts';
import { step } from './step.ts';
import { emptyDatabase, withNewOwner, withRequestCounted } from './storage/database.ts';

/** Settings of a `MemoryDynamoDb`. */
export interface MemoryDynamoDbOptions {
  /** Where time comes from: the machine's clock unless told otherwise; a `ManualClock` stands still until it is moved. */
  readonly clock?: Clock | undefined;
  /** The Region that ARNs name; `us-east-1` unless told otherwise. */
  readonly region?: string | undefined;
  /** The account that ARNs name, twelve digits; `000000000000` unless told otherwise. */
  readonly accountId?: string | undefined;
  /** How long a new table is CREATING and a deleted one DELETING, in milliseconds; 0, at once, unless told otherwise. */
  readonly tableDelayMs?: number | undefined;
  /** Asked before every request whether it meets with a fault. */
  readonly faults?: Faults | undefined;
}

interface Call<N extends OperationName> {
  readonly operation: N;
  readonly input: Input<N>;
  readonly handOut: (item: Item) => Item;
}

const optionNames: OptionNames<MemoryDynamoDbOptions> = {
  accountId: true,
  clock: true,
  faults: true,
  region: true,
  tableDelayMs: true,
};

/**
 * DynamoDB in this process: an account of its own in one Region, which answers every request as the service does and
 * forgets everything when it goes.
 *
 * A request is carried out whole at the moment of the call; its answer comes with the promise.
 */
export class MemoryDynamoDb implements DynamoDb {
  readonly #options: MemoryDynamoDbOptions;
  #database: Account = emptyDatabase();
  #isBusy = false;

  constructor(options: MemoryDynamoDbOptions = {}) {
    checkOptions('MemoryDynamoDb', options, optionNames);
    this.#options = { ...options };
    offerToLend(this, {
      execute: ownExecute,
      lend: async (operation, input, executeOptions) =>
        this.#execute({ operation, input, handOut: asItIs }, executeOptions),
    });
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    return this.#execute({ operation, input, handOut: copyItem }, options);
  }

  /** Everything as it is now, in constant time; whatever follows leaves it alone. */
  snapshot(): Snapshot {
    this.#beginNothingInside();
    const database = this.#database;
    this.#database = withNewOwner(database);
    return toSnapshot(database);
  }

  /**
   * Goes back to a snapshot, this database's or another's, in constant time; it can be gone back to again.
   *
   * @throws DynarepoError - BAD_INPUT: it is no snapshot.
   */
  restore(snapshot: Snapshot): void {
    this.#beginNothingInside();
    this.#database = withNewOwner(fromSnapshot(snapshot));
  }

  /**
   * Another database that holds the same, in constant time; from then on neither sees what is done to the other. It has
   * the same settings but for those given, and a `ManualClock` of its own in the place of this one's.
   */
  fork(options: MemoryDynamoDbOptions = {}): MemoryDynamoDb {
    const { clock } = this.#options;
    const fork = new MemoryDynamoDb({
      ...this.#options,
      clock: clock instanceof ManualClock ? clock.fork() : clock,
      ...options,
    });
    fork.restore(this.snapshot());
    return fork;
  }

  #execute<N extends OperationName>(call: Call<N>, { abortSignal }: ExecuteOptions = {}): Output<N> {
    if (abortSignal?.aborted) throw new AbortedError(`${call.operation} was aborted`, { cause: abortSignal.reason });
    this.#beginNothingInside();
    this.#isBusy = true;
    try {
      return this.#answer(call);
    } finally {
      this.#isBusy = false;
    }
  }

  #answer<N extends OperationName>({ operation, input, handOut }: Call<N>): Output<N> {
    const number = this.#database.requests + 1;
    const fault = this.#options.faults?.({ operation, input, number });
    this.#database = withRequestCounted(this.#database);
    const requestId = requestIdOf(number);
    try {
      if (fault?.kind === 'error') throw typeof fault.error === 'function' ? fault.error(operation) : fault.error;
      const answer = step(this.#database, { operation, input }, { ...this.#environment(fault), handOut });
      this.#database = answer.database;
      return Object.assign(answer.output, { requestId }); // the output was made for this request alone
    } catch (error) {
      throw error instanceof ServiceError ? withRequestId(error, requestId) : error;
    }
  }

  #environment(fault: Fault | undefined): Omit<Environment, 'handOut'> {
    const { clock = systemClock, region = 'us-east-1', accountId = '000000000000', tableDelayMs = 0 } = this.#options;
    const unprocessedEntries = fault?.kind === 'unprocessed' ? fault.entries : 0;
    return { nowMs: clock.nowMs(), region, accountId, tableDelayMs, unprocessedEntries };
  }

  /** An input can run code of its owner's, in a getter say, and that must not meet with a request half carried out. */
  #beginNothingInside(): void {
    if (this.#isBusy) throw new DynarepoError('BAD_INPUT', 'a request cannot be made from within another one');
  }
}

function withRequestId(error: ServiceError, requestId: string): ServiceError {
  const { statusCode, item, cancellationReasons, throttlingReasons, cause } = error;
  const details = { statusCode, requestId, item, cancellationReasons, throttlingReasons };
  return new ServiceError(error.name, error.message, cause === undefined ? details : { ...details, cause });
}

/** As it is here, whatever is put in its place later. */
const ownExecute = MemoryDynamoDb.prototype.execute;

function asItIs(item: Item): Item {
  return item;
}
