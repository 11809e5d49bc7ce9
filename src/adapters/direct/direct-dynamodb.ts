import { randomUUID } from 'node:crypto';
import { formOfInput } from '../../domain/api/plain-input.ts';
import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isPresent } from '../../domain/is-present.ts';
import { checkOptions, executeOptionNames } from '../../domain/options.ts';
import { registerTimedExecution, timedExecutionOf } from '../../domain/timed-execution.ts';
import { type Attempt, type AttemptLimits, inTime } from '../dynamodb/attempt.ts';
import { AwsDynamoDb } from '../dynamodb/aws-dynamodb.ts';
import { abortedError } from '../dynamodb/translate-error.ts';
import { decodeOutput, mayHaveBytes } from './decode-output.ts';
import { checkDirectOptions, type DirectDynamoDbSettings } from './direct-options.ts';
import { encodeInput } from './encode-input.ts';
import type { DirectResponse } from './exchange.ts';
import { errorNameOf, mayBeClockSkew, requestIdOf, responseError, unreadable } from './response-error.ts';
import { openRoute, type Route } from './route.ts';

/**
 * DynamoDB itself, without the AWS SDK for requests for items: these it encodes, signs and sends on its own, at a fraction of the
 * processor time. Credentials, Region and endpoint are those that the SDK finds. All other requests go through an
 * `AwsDynamoDb` with the same settings, and so do inputs with legacy parameters or values of wrong types.
 *
 * Sends each request once; retries are up to the caller.
 *
 * @example
 * import { DirectDynamoDb } from 'dynarepo/direct';
 *
 * const db = new DirectDynamoDb({ region: 'eu-west-1' });
 * export const getUser = (id: string) => db.execute('GetItem', { TableName: 'users', Key: { id: { S: id } } });
 */
export class DirectDynamoDb implements DynamoDb {
  readonly #settings: DirectDynamoDbSettings;
  readonly #requestTimeoutMs: number;
  #sdk: AwsDynamoDb | undefined;
  #route: Promise<Route> | undefined;
  #clockOffsetMs = 0;
  #isClosed = false;
  /** The requests on their way. */
  readonly #calls = new Set<Call>();

  /** @throws DynarepoError - BAD_INPUT: an option is misspelt or invalid. */
  constructor(options: DirectDynamoDbSettings = {}) {
    checkDirectOptions(options);
    this.#settings = { ...options };
    this.#requestTimeoutMs = options.requestTimeoutMs ?? 30_000;
    registerTimedExecution(this, {
      execute: ownExecute,
      executeInTime: (operation, input, limits) => this.#execute(operation, input, limits),
    });
  }

  async execute<N extends OperationName>(
    operation: N,
    input: Input<N>,
    options: ExecuteOptions = {},
  ): Promise<Output<N>> {
    checkOptions('execute', options, executeOptionNames);
    return await this.#execute(operation, input, options);
  }

  /** Closes the connections. Requests on their way fail, those that wait for a connection are not sent, later ones are rejected. */
  close(): void {
    this.#isClosed = true;
    this.#sdk?.close();
    for (const { attempt, operation } of this.#calls) attempt.end(closedError(operation));
    this.#route?.then(
      (route) => route.close(),
      () => {}, // there are no connections
    );
  }

  #openSdk(): AwsDynamoDb {
    const { maxConnections, ...settings } = this.#settings;
    this.#sdk ??= new AwsDynamoDb(settings);
    return this.#sdk;
  }

  async #execute<N extends OperationName>(operation: N, input: Input<N>, options: TimedOptions): Promise<Output<N>> {
    if (this.#isClosed)
      throw new DynarepoError('BAD_INPUT', `${operation} was called on a DirectDynamoDb after close()`);
    const form = directOperations.has(operation) ? formOfInput(operation, input) : 'unknown';
    if (form === 'unknown') return await executeOn(this.#openSdk(), { operation, input, options });
    const { abortSignal, limit } = options;
    if (abortSignal?.aborted) throw abortedError(operation, abortSignal);
    const body = encodeInput(input, form, tokenFor(operation, input));
    const limits = { abortSignal, limit, requestTimeoutMs: this.#requestTimeoutMs };
    let call: Call | undefined;
    try {
      const output = await inTime(operation, limits, (attempt) => {
        call = { operation, body, attempt, clockOffsetMs: 0 };
        this.#calls.add(call);
        return this.#send(call);
      });
      return output as Output<N>; // what the service returns for this operation
    } finally {
      if (call !== undefined) this.#calls.delete(call);
    }
  }

  async #send(call: Call): Promise<object> {
    const { operation } = call;
    const response = await this.#sendSigned(call);
    if (response.statusCode >= 300) throw await responseError(response, operation);
    let output: Record<string, unknown>;
    try {
      output = decodeOutput(response.body);
    } catch (error) {
      throw unreadable(error, response);
    }
    if (mayHaveBytes(response.body)) (await import('./decode-bytes.ts')).decodeOutputBytes(output, operation);
    output.requestId = requestIdOf(response.headers);
    return output;
  }

  /** Sends a request, and once more if the service rejected its signature and its time differs: nothing was executed then. */
  async #sendSigned(call: Call): Promise<DirectResponse> {
    const response = await this.#sendOnce(call);
    if (response.statusCode < 400 || !mayBeClockSkew(errorNameOf(response))) return response;
    const offsetMs = Date.parse(String(response.headers.date)) - systemClock.nowMs();
    // Another request may have corrected the clock in the meantime.
    if (!(Math.abs(offsetMs - call.clockOffsetMs) > skewMs && Math.abs(offsetMs) < mostOffsetMs)) return response;
    this.#clockOffsetMs = offsetMs;
    return await this.#sendOnce(call);
  }

  async #sendOnce(call: Call): Promise<DirectResponse> {
    const route = await this.#openRoute();
    const credentials = await route.credentials();
    const { operation, body, attempt } = call;
    if (attempt.failure !== undefined) throw attempt.failure;
    call.clockOffsetMs = this.#clockOffsetMs;
    const date = new Date(systemClock.nowMs() + call.clockOffsetMs);
    const exchange = route.send({ target: `DynamoDB_20120810.${operation}`, body, credentials, date });
    attempt.cancel = exchange.end;
    return await exchange.response;
  }

  /** Opened by the first request; the next request tries again after a failure. */
  async #openRoute(): Promise<Route> {
    this.#route ??= openRoute(this.#settings);
    try {
      return await this.#route;
    } catch (error) {
      this.#route = undefined;
      throw error;
    }
  }
}

const ownExecute = DirectDynamoDb.prototype.execute;

function closedError(operation: OperationName): DynarepoError {
  return new DynarepoError('NO_RESPONSE', `${operation} got no response: the DirectDynamoDb was closed`);
}

/** The SDK gives every transaction without a token one of its own. */
function tokenFor(operation: OperationName, input: object): string | undefined {
  const lacksToken = operation === 'TransactWriteItems' && !isPresent(Reflect.get(input, 'ClientRequestToken'));
  return lacksToken ? randomUUID() : undefined;
}

/** The options of `execute`, and the limit of the caller's retries, if they have one. */
type TimedOptions = Omit<AttemptLimits, 'requestTimeoutMs'>;

/** Executes a request on another adapter, in the caller's time. */
function executeOn<N extends OperationName>(
  db: DynamoDb,
  { operation, input, options }: { readonly operation: N; readonly input: Input<N>; readonly options: TimedOptions },
): Promise<Output<N>> {
  const { limit, ...others } = options;
  const executeInTime = timedExecutionOf(db);
  return limit === undefined || executeInTime === undefined
    ? db.execute(operation, input, others)
    : executeInTime(operation, input, { ...others, limit });
}

/** A request on its way. */
interface Call {
  readonly operation: OperationName;
  readonly body: string;
  readonly attempt: Attempt;
  /** What its signature adds to the time of this machine. */
  clockOffsetMs: number;
}

/** How far the service's time may differ from that of a signature; the service accepts 5 to 15 minutes. */
const skewMs = 4 * 60_000;

/** A hundred years: no clock differs by more, and a time must stay one that a date can have. */
const mostOffsetMs = 100 * 365 * 24 * 3_600_000;

/** The operations whose inputs and outputs have no values but items, texts, numbers and booleans. */
const directOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
]);
