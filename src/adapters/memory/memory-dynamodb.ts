import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { type Clock, systemClock } from '../../domain/environment.ts';
import { AbortedError, DynarepoError, ServiceError } from '../../domain/errors.ts';
import { checkOptions, executeOptionNames, type OptionNames } from '../../domain/options.ts';
import { registerSharedExecutions } from '../../domain/shared-execution.ts';
import { type Account, emptyAccount, withNewOwner, withRequests } from './account/account.ts';
import { accountSettings } from './account-settings.ts';
import { type ActionResults, type AdministrativeAction, applyAction } from './administrative-action.ts';
import { type AccountChange, changeObserverOf } from './change-observer.ts';
import { runDueEvents } from './event-handlers.ts';
import {
  type AccountSettings,
  type Environment,
  environmentAt,
  type Moment,
  noFailures,
} from './request-environment.ts';
import { faultOf } from './simulation/fault-of.ts';
import type { Faults } from './simulation/faults.ts';
import { ManualClock } from './simulation/manual-clock.ts';
import { requestIdOf } from './simulation/request-id.ts';
import type { StreamOptions } from './simulation/stream-options.ts';
import { fromSnapshot, type Snapshot, toSnapshot } from './snapshot/snapshot.ts';
import { step } from './step.ts';
import { copyReadable, shareReadable } from './storage/flat-item.ts';
import { type RememberedToken, rememberedTokens } from './transactions/tokens.ts';
import { readableInput } from './validation/members/readable-input.ts';
import { type WordingName, wordingNames } from './wording/wording-profile.ts';

/** Settings of a `MemoryDynamoDb`. */
export interface MemoryDynamoDbOptions {
  /** The source of time. Default: the system clock. A `ManualClock` stands still until it is advanced. */
  readonly clock?: Clock | undefined;
  /** The Region in ARNs. Default: `us-east-1`. */
  readonly region?: string | undefined;
  /** The account id in ARNs: twelve digits. Default: `000000000000`. */
  readonly accountId?: string | undefined;
  /**
   * How long each change of a table takes, such as its creation, an update or the backfill of a new index: milliseconds, or
   * `'service'` for about as long as in the service. Default: 0.
   */
  readonly tableDelayMs?: number | 'service' | undefined;
  /**
   * How long after its expiry an item is deleted if its table has a time to live, in milliseconds; until then it can be
   * read. Default: ten minutes. 0 deletes it as soon as it has expired. {@link MemoryDynamoDb.sweepExpiredItems} doesn't wait.
   */
  readonly sweepDelayMs?: number | undefined;
  /**
   * How current the item counts and sizes in descriptions of tables are: `'exact'`, or `'six-hourly'` as in the service, where they
   * are from the last of every six hours. Default: `'exact'`.
   */
  readonly statistics?: 'exact' | 'six-hourly' | undefined;
  /** How streams created from now on are divided into shards. Default: one shard, which is not split. */
  readonly streams?: StreamOptions | undefined;
  /**
   * The texts of validation errors. Default: `current`, those of most Regions. `older`: those that eu-south-2 and
   * me-central-1 still report.
   */
  readonly wording?: WordingName | undefined;
  /** Called before every request; returns the fault to simulate, if any. Default: no faults. */
  readonly faults?: Faults | undefined;
}

/** How a caller wants a request executed. */
interface Execution {
  readonly options: ExecuteOptions | undefined;
  readonly copyItem: Environment['copyItem'];
}

/** That of most requests. */
const copying: Execution = { options: undefined, copyItem: copyReadable };

const optionNames: OptionNames<MemoryDynamoDbOptions> = {
  accountId: {
    expected: 'a text of twelve digits',
    isValid: (value) => typeof value === 'string' && /^\d{12}$/.test(value),
  },
  clock: 'clock',
  faults: 'function',
  region: 'text',
  statistics: { expected: "'exact' or 'six-hourly'", isValid: (value) => value === 'exact' || value === 'six-hourly' },
  streams: 'object',
  sweepDelayMs: 'duration',
  tableDelayMs: {
    expected: "a number of milliseconds or 'service'",
    isValid: (value) => value === 'service' || (Number.isFinite(value) && Number(value) >= 0),
  },
  wording: {
    expected: wordingNames.join(' or '),
    isValid: (value) => wordingNames.some((name) => name === value),
  },
};

/**
 * DynamoDB in this process: one account in one Region. It responds to every request as the service does, and holds
 * everything in memory only.
 *
 * A request is executed completely and synchronously at the call; the promise resolves with its output.
 */
export class MemoryDynamoDb implements DynamoDb {
  readonly #options: MemoryDynamoDbOptions;
  readonly #settings: AccountSettings;
  readonly #clock: Clock;
  #account: Account = emptyAccount();
  /** Requests received. The account counts them in snapshots only, so that a request that changes nothing creates no account. */
  #requests = 0;
  #isBusy = false;

  constructor(options: MemoryDynamoDbOptions = {}) {
    checkOptions('MemoryDynamoDb', options, optionNames);
    this.#options = { ...options };
    this.#settings = accountSettings(options);
    this.#clock = options.clock ?? systemClock;
  }

  static {
    registerSharedExecutions((db) => {
      // A proxy is an instance, but has no account.
      if (!(db instanceof MemoryDynamoDb && #account in db)) return undefined;
      return {
        execute: ownExecute,
        executeShared: (operation, input, options) =>
          db.#execute(operation, input, { options, copyItem: shareReadable }),
      };
    });
  }

  async execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>> {
    return this.#execute(operation, input, options === undefined ? copying : { options, copyItem: copyReadable });
  }

  /** Takes a snapshot of all tables and items, in constant time. Later requests don't change it. */
  snapshot(): Snapshot {
    return toSnapshot(this.#detach());
  }

  /**
   * Restores a snapshot of this database or another one, in constant time. A snapshot can be restored more than once.
   *
   * @throws DynarepoError - BAD_INPUT: the argument is not a snapshot of a `MemoryDynamoDb`.
   */
  restore(snapshot: Snapshot): void {
    this.#checkNotBusy();
    this.#attach(fromSnapshot(snapshot));
  }

  /**
   * Creates an independent copy of this database, in constant time. It has the same settings except for `options`, which
   * change nothing that is due already; a `ManualClock` is forked with it.
   */
  fork(options: MemoryDynamoDbOptions = {}): MemoryDynamoDb {
    checkOptions('fork', options, optionNames);
    const { clock } = this.#options;
    this.#alone(() => this.#runDueEvents());
    const fork = new MemoryDynamoDb({
      ...this.#options,
      clock: clock instanceof ManualClock ? clock.fork() : clock,
      ...options,
    });
    // Not by a snapshot, whose entry in a WeakMap took a third of a fork.
    fork.#attach(this.#detach());
    return fork;
  }

  /**
   * Deletes the expired items of all tables with a time to live, without waiting for `sweepDelayMs`.
   *
   * @returns the number of deleted items.
   */
  sweepExpiredItems(): number {
    return this.#administer({ kind: 'sweep expired items' });
  }

  /**
   * Closes an open shard of a stream, which two others continue, each for half of its partition keys.
   *
   * @param shardId - default: the only open shard of the stream.
   * @returns the ids of the shards that continue it.
   * @throws DynarepoError - BAD_INPUT: the stream does not exist, or has no such open shard; without `shardId`, it has several.
   */
  splitShard(streamArn: string, shardId?: string): readonly string[] {
    return this.#administer({ kind: 'split shard', streamArn, shardId });
  }

  /** Returns the client request tokens of the transactions of the last ten minutes, in the order in which they are forgotten. */
  listTokens(): readonly RememberedToken[] {
    return this.#alone(() => {
      this.#runDueEvents();
      return rememberedTokens(this.#account);
    });
  }

  /**
   * Executes a request. It has no closures, and looks up nothing that most requests don't need: with them, this took a sixth of
   * a GetItem.
   */
  #execute<N extends OperationName>(operation: N, input: Input<N>, { options, copyItem }: Execution): Output<N> {
    if (options !== undefined) checkExecution(operation, options);
    this.#checkNotBusy();
    this.#isBusy = true;
    try {
      const number = this.#requests + 1;
      const { faults } = this.#options;
      const fault = faults === undefined ? noFailures : faultOf(faults, { operation, input, number });
      const simulation = fault instanceof ServiceError ? noFailures : fault;
      const environment = environmentAt(this.#clock, { settings: this.#settings, simulation, copyItem });
      this.#requests = number;
      this.#runEventsDue(environment);
      const requestId = requestIdOf(number);
      try {
        if (fault instanceof ServiceError) throw fault;
        return withId(this.#step(operation, input, environment), requestId);
      } catch (error) {
        throw error instanceof ServiceError ? withRequestId(error, requestId) : error;
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #step<N extends OperationName>(operation: N, input: Input<N>, environment: Environment): Output<N> {
    if (changeObserverOf(this) === undefined) {
      const { account, output } = step(this.#account, { operation, input }, environment);
      this.#account = account;
      return output;
    }
    const { nowMs } = environment;
    return this.#change(
      (before) => step(before, { operation, input }, environment),
      () => ({ operation, input: readableInput(operation, input), nowMs }),
    ).output;
  }

  /** Returns the account, which later requests leave as it is. */
  #detach(): Account {
    this.#checkNotBusy();
    const account = withRequests(this.#account, this.#requests);
    this.#account = withNewOwner(account);
    return account;
  }

  /** Continues with an account, which later requests leave as it is. */
  #attach(account: Account): void {
    this.#account = withNewOwner(account);
    this.#requests = account.counters.requests;
  }

  #administer<Kind extends AdministrativeAction['kind']>(
    action: Extract<AdministrativeAction, { readonly kind: Kind }>,
  ): ActionResults[Kind] {
    return this.#alone(() => {
      const moment = this.#runDueEvents();
      return this.#change(
        (before) => applyAction(before, action, moment),
        () => ({ action, nowMs: moment.nowMs }),
      ).result;
    });
  }

  /** Returns the current moment, before which all events of the agenda have happened. */
  #runDueEvents(): Moment {
    const moment = { nowMs: this.#clock.nowMs(), settings: this.#settings };
    this.#runEventsDue(moment);
    return moment;
  }

  #runEventsDue(moment: Moment): void {
    if (this.#account.agenda.size === 0) return;
    this.#account = runDueEvents(this.#account, moment);
  }

  /** Executes a change of the account, and describes it to the observer if there was one. */
  #change<Result extends { readonly account: Account }>(
    execute: (before: Account) => Result,
    describe: () => AccountChange,
  ): Result {
    const observe = changeObserverOf(this);
    // The new owner keeps the old account valid, so that it stays current if the observer throws.
    const before = observe === undefined ? this.#account : withNewOwner(this.#account);
    const result = execute(before);
    if (result.account !== before) observe?.(describe());
    this.#account = result.account;
    return result;
  }

  #alone<Result>(run: () => Result): Result {
    this.#checkNotBusy();
    this.#isBusy = true;
    try {
      return run();
    } finally {
      this.#isBusy = false;
    }
  }

  /**
   * An input can run code of the caller, for example in a getter. That code must not see a request that is half
   * executed.
   */
  #checkNotBusy(): void {
    if (this.#isBusy) throw new DynarepoError('BAD_INPUT', 'a request cannot start during another one');
  }
}

function checkExecution(operation: OperationName, options: ExecuteOptions): void {
  checkOptions('execute', options, executeOptionNames);
  const { abortSignal } = options;
  if (abortSignal?.aborted) throw new AbortedError(`${operation} was aborted`, { cause: abortSignal.reason });
}

/** Adds the id to an output, which no other request shares. */
function withId<N extends OperationName>(output: Output<N>, requestId: string): Output<N> {
  const own: { requestId?: string | undefined } = output;
  own.requestId = requestId;
  return output;
}

function withRequestId(error: ServiceError, requestId: string): ServiceError {
  const { statusCode, item, cancellationReasons, throttlingReasons, retryAfterMs, cause } = error;
  const details = { statusCode, requestId, item, cancellationReasons, throttlingReasons, retryAfterMs };
  return new ServiceError(error.name, error.message, cause === undefined ? details : { ...details, cause });
}

/** The original method, even if a caller replaces it on the prototype later. */
const ownExecute = MemoryDynamoDb.prototype.execute;
