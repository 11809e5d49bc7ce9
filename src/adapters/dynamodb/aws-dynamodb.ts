import { isOperationName, operations } from '../../domain/api/operation-models.ts';
import { typeViolation } from '../../domain/api/type-violation.ts';
import type { DynamoDb, ExecuteOptions, Input, OperationName, Operations, Output } from '../../domain/dynamodb.ts';
import { DynarepoError, NotImplementedError, ServiceError } from '../../domain/errors.ts';
import { adoptObjects } from './adopt-objects.ts';
import {
  type AwsDynamoDbClients,
  type AwsDynamoDbSettings,
  loadStreamsPackage,
  makeClient,
  makeStreamsClient,
} from './clients.ts';
import { type CommandTable, commandMissing, commands, isStreamsOperation, streamsCommands } from './commands.ts';
import { abortedError, translateError } from './translate-error.ts';
import { untilAborted } from './until-aborted.ts';

/** Settings of an `AwsDynamoDb`, or the SDK's clients that it uses. */
export type AwsDynamoDbOptions = AwsDynamoDbSettings | AwsDynamoDbClients;

/**
 * DynamoDB itself, or any engine that speaks its HTTP API, through the AWS SDK.
 *
 * Sends each request once and translates the response; retries are up to the caller. Rejects a value of a wrong JavaScript
 * type as the service would, where the SDK would convert it silently.
 *
 * @example
 * const db = new AwsDynamoDb({ region: 'eu-west-1' });
 * const { TableNames } = await db.execute('ListTables', {});
 * db.close();
 */
export class AwsDynamoDb implements DynamoDb {
  readonly #clients: Clients;
  #streams: Promise<Side> | undefined;
  #isClosed = false;

  constructor(options: AwsDynamoDbOptions = {}) {
    this.#clients = takeClients(options);
  }

  async execute<N extends OperationName>(
    operation: N,
    input: Input<N>,
    { abortSignal }: ExecuteOptions = {},
  ): Promise<Output<N>> {
    if (this.#isClosed) throw new DynarepoError('BAD_INPUT', `${operation} was called on an AwsDynamoDb after close()`);
    if (!isOperationName(operation)) throw new NotImplementedError(operation);
    if (abortSignal?.aborted) throw abortedError(operation, abortSignal);
    const problem = typeViolation(input, operations[operation].input, isBoolean);
    if (problem !== undefined) throw new ServiceError('SerializationException', problem);
    try {
      const { $metadata, ...output } = await untilAborted(this.#send(operation, input, abortSignal), abortSignal);
      return { ...output, requestId: $metadata.requestId };
    } catch (error) {
      throw translateError(error, operation, abortSignal);
    }
  }

  /** Closes the connections, but not those of a client passed by the caller. Later requests are rejected. */
  close(): void {
    if (!this.#isClosed && this.#clients.areOurs) this.#clients.client.destroy();
    this.#isClosed = true;
  }

  async #send<N extends OperationName>(operation: N, input: Input<N>, abortSignal: AbortSignal | undefined) {
    const tables: Side = { client: this.#clients.client, commands };
    const side = isStreamsOperation(operation) ? await this.#openStreams() : tables;
    const Command = side.commands[operation];
    if (Command === undefined) throw commandMissing(operation);
    const answer = await side.client.send(
      new Command(adoptObjects(input)),
      abortSignal === undefined ? {} : { abortSignal },
    );
    // `send` returns the output of the command; only the SDK's own overloads could express its type.
    return answer as Operations[N]['output'];
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

/** The service accepts some strings as booleans, but the SDK would send every string as `true`. */
function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** A client of the SDK with the commands that it runs. */
interface Side {
  readonly client: { send(command: object, options: { abortSignal?: AbortSignal }): Promise<unknown> };
  readonly commands: CommandTable;
}

interface Clients extends AwsDynamoDbClients {
  /** Whether they were created here, so that `close` destroys them. */
  readonly areOurs: boolean;
}

function takeClients({ streamsClient, ...settings }: AwsDynamoDbOptions): Clients {
  if ('client' in settings) return { client: settings.client, streamsClient, areOurs: false };
  return { client: makeClient(settings), streamsClient, areOurs: true };
}

async function openStreams({ client, streamsClient }: Clients): Promise<Side> {
  const sdk = await loadStreamsPackage();
  return { client: streamsClient ?? makeStreamsClient(sdk, client), commands: streamsCommands(sdk) };
}
