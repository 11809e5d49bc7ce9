import { formOfInput } from '../../domain/api/plain-input.ts';
import type { DynamoDb, ExecuteOptions, Input, OperationName, Operations, Output } from '../../domain/dynamodb.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions, executeOptionNames } from '../../domain/options.ts';
import { setOwnProperty } from '../../domain/own-property.ts';
import { registerTimedExecution } from '../../domain/timed-execution.ts';
import { adoptObjects } from './adopt-objects.ts';
import { type Attempt, type AttemptLimits, inTime } from './attempt.ts';
import { checkAwsOptions } from './check-options.ts';
import {
  type AwsDynamoDbClients,
  type AwsDynamoDbSettings,
  loadStreamsPackage,
  makeClient,
  makeStreamsClient,
} from './clients.ts';
import {
  type CommandTable,
  commandMissing,
  commands,
  isKnown,
  isStreamsOperation,
  streamsCommands,
} from './commands.ts';
import { loadModel } from './load-model.ts';
import { type SdkClient, sendCommand } from './send-command.ts';
import { abortedError } from './translate-error.ts';

/** Settings of an `AwsDynamoDb`, or the SDK's clients that it uses. */
export type AwsDynamoDbOptions = AwsDynamoDbSettings | AwsDynamoDbClients;

/**
 * DynamoDB itself, or any engine that speaks its HTTP API, through the AWS SDK.
 *
 * Sends each request once and translates the response; retries are up to the caller. Rejects a value of a wrong JavaScript
 * type as the service would, where the SDK would convert it silently.
 *
 * @example
 * import { AwsDynamoDb } from 'dynarepo/dynamodb';
 *
 * const db = new AwsDynamoDb({ region: 'eu-west-1' });
 * const { TableNames } = await db.execute('ListTables', {});
 * db.close();
 */
export class AwsDynamoDb implements DynamoDb {
  readonly #clients: Clients;
  readonly #tables: Side;
  #streams: Promise<Side> | undefined;
  readonly #requestTimeoutMs: number;
  #isClosed = false;

  /** @throws DynarepoError - BAD_INPUT: an option is misspelt or invalid. */
  constructor(options: AwsDynamoDbOptions = {}) {
    checkAwsOptions(options);
    const { requestTimeoutMs = 30_000, ...others } = options;
    this.#requestTimeoutMs = requestTimeoutMs;
    this.#clients = takeClients(others);
    this.#tables = { client: this.#clients.client, commands };
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

  /** Closes the connections, but not those of a client passed by the caller. Later requests are rejected. */
  close(): void {
    if (!this.#isClosed && this.#clients.areOurs) this.#clients.client.destroy();
    this.#isClosed = true;
  }

  async #execute<N extends OperationName>(
    operation: N,
    input: Input<N>,
    { abortSignal, limit }: Pick<AttemptLimits, 'abortSignal' | 'limit'>,
  ): Promise<Output<N>> {
    if (this.#isClosed) throw new DynarepoError('BAD_INPUT', `${operation} was called on an AwsDynamoDb after close()`);
    if (!isKnown(operation)) (await loadModel()).rejectUnknown(operation);
    if (abortSignal?.aborted) throw abortedError(operation, abortSignal);
    const form = formOfInput(operation, input);
    if (form === 'unknown') (await loadModel()).rejectWrongTypes(operation, input);
    // JSON has no bytes and dates.
    const adopted = form === 'json' ? input : adoptObjects(input);
    const limits = { abortSignal, limit, requestTimeoutMs: this.#requestTimeoutMs };
    return outputOf(operation, await inTime(operation, limits, (attempt) => this.#send(operation, adopted, attempt)));
  }

  async #send<N extends OperationName>(operation: N, input: Input<N>, attempt: Attempt) {
    const side = isStreamsOperation(operation) ? await this.#openStreams() : this.#tables;
    const Command = side.commands[operation];
    if (Command === undefined) throw commandMissing(operation);
    // `send` returns the output of the command; only the SDK's own overloads could express its type.
    return (await sendCommand(side.client, new Command(input), attempt)) as Operations[N]['output'];
  }

  /** Opened by the first request that needs it; the next request tries again after a failure. */
  async #openStreams(): Promise<Side> {
    this.#streams ??= openStreams(this.#clients);
    try {
      return await this.#streams;
    } catch (error) {
      this.#streams = undefined;
      throw error;
    }
  }
}

const ownExecute = AwsDynamoDb.prototype.execute;

/** A client, or a stub of one, can return anything. */
function outputOf<N extends OperationName>(operation: N, output: unknown): Output<N> {
  if (typeof output !== 'object' || output === null) {
    const hint = `a stubbed client needs an output for ${operation}Command`;
    throw new DynarepoError('NO_RESPONSE', `${operation}: the client returned ${String(output)}; ${hint}`);
  }
  // The SDK's output; a stub may have no metadata.
  const { $metadata } = output as Partial<Operations[N]['output']>;
  const members: Record<string, unknown> = {};
  // One copy: leaving out a member by a pattern makes a first one.
  for (const name of Object.keys(output)) {
    if (name !== '$metadata') setOwnProperty(members, name, (output as Record<string, unknown>)[name]);
  }
  members.requestId = $metadata?.requestId;
  return members as Output<N>; // the members of the output
}

/** A client of the SDK with the commands that it runs. */
interface Side {
  readonly client: SdkClient;
  readonly commands: CommandTable;
}

interface Clients extends AwsDynamoDbClients {
  /** Whether they were created here, so that `close` destroys them. */
  readonly areOurs: boolean;
}

function takeClients({ streamsClient, ...settings }: AwsDynamoDbOptions): Clients {
  if ('client' in settings) {
    return { client: settings.client, streamsClient, areOurs: false };
  }
  return { client: makeClient(settings), streamsClient, areOurs: true };
}

async function openStreams({ client, streamsClient }: Clients): Promise<Side> {
  const sdk = await loadStreamsPackage();
  return { client: streamsClient ?? makeStreamsClient(sdk, client), commands: streamsCommands(sdk) };
}
