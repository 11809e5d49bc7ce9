import type { DynamoDb, ExecuteOptions, Input, Item, OperationName, Output } from '../../domain/dynamodb.ts';
import { type Clock, systemClock } from '../../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../../domain/errors.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { registerSharedExecution } from '../../domain/shared-execution.ts';
import { copyItem } from '../../domain/values/attribute-value.ts';
import { type Account, emptyAccount, withIncremented, withNewOwner } from './account/account.ts';
import { runDueEvents } from './event-handlers.ts';
import { type AccountSettings, type Environment, noTrouble } from './request-environment.ts';
import type { Faults } from './simulation/faults.ts';
import { ManualClock } from './simulation/manual-clock.ts';
import { requestIdOf } from './simulation/request-id.ts';
import { fromSnapshot, type Snapshot, toSnapshot } from './snapshot.ts';
import { step } from './step.ts';

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
  readonly copyItem: Environment['copyItem'];
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
  readonly #settings: AccountSettings;
  readonly #clock: Clock;
  #account: Account = emptyAccount();
  #isBusy = false;

  constructor(options: MemoryDynamoDbOptions = {}) {
    checkOptions('MemoryDynamoDb', options, optionNames);
    this.#options = { ...options };
    const { region = 'us-east-1', accountId = '000000000000', tableDelayMs = 0, clock = systemClock } = options;
    this.#settings = { region, accountId, tableDelayMs };
    this.#clock = clock;
    registerSharedExecution(this, {
      execute: ownExecute,
      executeShared: async (operation, input, executeOptions) =>
        this.#execute({ operation, input, copyItem: shared }, executeOptions),
    });
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    return this.#execute({ operation, input, copyItem }, options);
  }

  /** Everything as it is now, in constant time; whatever follows leaves it alone. */
  snapshot(): Snapshot {
    this.#beginNothingInside();
    const account = this.#account;
    this.#account = withNewOwner(account);
    return toSnapshot(account);
  }

  /**
   * Goes back to a snapshot, this database's or another's, in constant time; it can be gone back to again.
   *
   * @throws DynarepoError - BAD_INPUT: it is no snapshot.
   */
  restore(snapshot: Snapshot): void {
    this.#beginNothingInside();
    this.#account = withNewOwner(fromSnapshot(snapshot));
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

  #answer<N extends OperationName>({ operation, input, copyItem }: Call<N>): Output<N> {
    const number = this.#account.counters.requests + 1;
    const fault = this.#options.faults?.({ operation, input, number });
    const nowMs = this.#clock.nowMs();
    this.#account = runDueEvents(withIncremented(this.#account, 'requests'), nowMs);
    const requestId = requestIdOf(number);
    try {
      if (fault?.kind === 'error') throw typeof fault.error === 'function' ? fault.error(operation) : fault.error;
      const simulation = fault === undefined ? noTrouble : { ...noTrouble, unprocessedEntries: fault.entries };
      const environment: Environment = { nowMs, settings: this.#settings, simulation, copyItem };
      const result = step(this.#account, { operation, input }, environment);
      this.#account = result.account;
      return Object.assign(result.output, { requestId }); // the output was made for this request alone
    } catch (error) {
      throw error instanceof ServiceError ? withRequestId(error, requestId) : error;
    }
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

function shared(item: Item): Item {
  return item;
}
