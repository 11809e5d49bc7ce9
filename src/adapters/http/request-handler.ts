import { isAbortSignal, isBytes } from '../../domain/brands.ts';
import { AbortedError, DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import type { Headers } from './message.ts';
import { wireOf } from './wire.ts';
import { checkDatabases, type Databases, type WireOptions, wireOptionNames } from './wire-options.ts';

/** The parts of an SDK client's request that its request handler uses. */
export interface SdkRequest {
  /** In upper case, such as `POST`. */
  readonly method: string;
  /** Starts with a slash; without the query. */
  readonly path: string;
  /** The query parameters by name; `null` for one without a value. */
  readonly query?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  /** The headers by name, in any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text or bytes. */
  readonly body?: unknown;
}

/** The result of a request handler. */
export interface SdkResponse {
  /** The HTTP response, which the client decodes. */
  readonly response: {
    /** The HTTP status. */
    statusCode: number;
    /** The headers, by names in lower case. */
    headers: Record<string, string>;
    /** The bytes of the body. */
    body: Uint8Array;
  };
}

/** A request handler of the AWS SDK for JavaScript, version 3. */
export interface SdkRequestHandler {
  /** Names the protocol, `http/1.1`, which the SDK looks up. */
  readonly metadata: { readonly handlerProtocol: string };
  /** Executes a request. An aborted one rejects with an `AbortError`, as the SDK's own handlers do. */
  handle(request: SdkRequest, options?: { readonly abortSignal?: unknown }): Promise<SdkResponse>;
  /** Does nothing: there are no connections to close. */
  destroy(): void;
  /** Does nothing: there is nothing to configure. */
  updateHttpClientConfig(): void;
  /** Returns an empty object: there is nothing to configure. */
  httpHandlerConfigs(): Record<string, never>;
}

/**
 * Returns a request handler that replaces the network in any client of the AWS SDK, so that everything built on the client
 * runs on `db`, in this process and without sockets. Unexpected errors of `db` reach the client's caller unchanged.
 *
 * @example
 * import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
 * import { fakeCredentials, requestHandler } from 'dynarepo/http';
 * import { MemoryDynamoDb } from 'dynarepo/memory';
 *
 * const db = new MemoryDynamoDb();
 * const client = new DynamoDBClient({ region: 'eu-west-1', credentials: fakeCredentials, requestHandler: requestHandler(db) });
 * await client.send(new ListTablesCommand());
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument or option is invalid.
 */
export function requestHandler(db: Databases, options: WireOptions = {}): SdkRequestHandler {
  checkDatabases('requestHandler', db);
  checkOptions('requestHandler', options, wireOptionNames);
  const respond = wireOf(db, { ...options, onFailure: options.onFailure ?? rethrow });
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, { abortSignal } = {}) {
      const signal = isAbortSignal(abortSignal) ? abortSignal : undefined;
      if (signal?.aborted) throw abortError(signal.reason);
      const { method } = request;
      const headers = lowerCased(request.headers);
      const sent = { method, path: pathWithQuery(request), headers, body: bytesOf(request.body) };
      const { statusCode, headers: responseHeaders, body } = await respond(sent, signal).catch(throwAsSdkDoes);
      return { response: { statusCode, headers: { ...responseHeaders }, body } };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

/** Credentials for clients whose requests stay on this machine. */
export const fakeCredentials: { readonly accessKeyId: string; readonly secretAccessKey: string } = {
  accessKeyId: 'fake',
  secretAccessKey: 'fake',
};

function rethrow(error: unknown): never {
  throw error;
}

function throwAsSdkDoes(error: unknown): never {
  throw error instanceof AbortedError ? abortError(error.cause) : error;
}

/** Returns the error by which the SDK's clients recognize an abort. */
function abortError(cause: unknown): Error {
  const error = new Error('Request aborted', { cause });
  error.name = 'AbortError';
  return error;
}

function lowerCased(headers: SdkRequest['headers']): Headers {
  const lowered: Record<string, string> = {};
  for (const name of Object.keys(headers)) lowered[name.toLowerCase()] = String(headers[name]);
  return lowered;
}

function pathWithQuery({ path, query = {} }: SdkRequest): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value ?? ''].flat()) parameters.append(name, each);
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (isBytes(body)) return body;
  if (typeof body === 'string') return Buffer.from(body);
  throw new DynarepoError('BAD_INPUT', 'the body of a request must be text or bytes');
}
