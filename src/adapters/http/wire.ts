import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { operationNames, operations } from '../../domain/api/operation-models.ts';
import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { type Random, systemClock, systemRandom } from '../../domain/environment.ts';
import { AbortedError, ServiceError } from '../../domain/errors.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import { checkOptions } from '../../domain/options.ts';
import { sharedExecutionOf } from '../../domain/shared-execution.ts';
import { callerOf, parseAuthorization } from './authorization.ts';
import { decodeBody, type Encoding, encodeBody, encodingFor } from './content-encoding.ts';
import { corsHeaders, preflightHeaders } from './cross-origin.ts';
import { decodeMembers } from './decode-members.ts';
import { encodeError } from './encode-error.ts';
import { type EncodeOutput, encodeOutput, sharedOutputEncoder } from './encode-output.ts';
import { type Headers, type HttpRequest, type HttpResponse, pathOf, withoutParameters } from './message.ts';
import { toServiceError } from './service-failure.ts';
import { verifySignature } from './verify-signature.ts';
import { checkDatabases, type Databases, type WireOptions, wireOptionNames } from './wire-options.ts';

/**
 * DynamoDB's protocol as a function from request to response, for any implementation of the port. It opens no connection.
 *
 * @throws AbortedError - `abortSignal` was aborted before the response was ready.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export type Wire = (request: HttpRequest, abortSignal?: AbortSignal) => Promise<HttpResponse>;

/**
 * Returns the function that responds to requests.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument or option is invalid.
 */
export function wire(databases: Databases, options: WireOptions = {}): Wire {
  checkDatabases('wire', databases);
  checkOptions('wire', options, wireOptionNames);
  return wireOf(databases, options);
}

/** Does what `wire` does for checked arguments. */
export function wireOf(databases: Databases, options: WireOptions): Wire {
  const respond = responder(databases, options);
  return (request, abortSignal) =>
    respond(request, {
      get isGone() {
        return abortSignal?.aborted === true;
      },
      abortSignal,
    });
}

/** The caller that waits for a response. */
export interface Waiting {
  /** Whether it has stopped waiting. */
  readonly isGone: boolean;
  /** Aborts when it stops waiting. Only read if needed, because a signal takes longer to make than much else of a request. */
  readonly abortSignal: AbortSignal | undefined;
}

/** Returns the function that responds to requests, for checked arguments. */
export function responder(
  databases: Databases,
  options: WireOptions,
): (request: HttpRequest, waiting: Waiting) => Promise<HttpResponse> {
  const { region = 'us-east-1', random = systemRandom } = options;
  const encodeShared = sharedOutputEncoder();
  return async (request, waiting) => {
    if (request.body.length > batchLimitBytes) return tooLarge(request.headers);
    const response =
      request.method === 'POST'
        ? await respondToPost({ request, waiting, databases, encodeShared, options })
        : respondToOther(request, region);
    const bytes = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
    const encoding = encodingFor(bytes, request.headers['accept-encoding'] ?? '');
    const body = encoding === undefined ? bytes : await encodeBody(bytes, encoding);
    const { statusCode, headers, requestId = randomRequestId(random) } = response;
    return { statusCode, headers: headersOf({ headers, requestId, body, encoding }, request), body };
  };
}

/** Returns the response to a body of more than 16 MB. */
export function tooLarge(headers: Headers): HttpResponse {
  return {
    statusCode: 413,
    headers: { 'transfer-encoding': 'chunked', ...corsHeaders(headers) },
    body: new Uint8Array(),
  };
}

interface Call {
  readonly request: HttpRequest;
  readonly waiting: Waiting;
  readonly databases: Databases;
  /** Encodes outputs of databases that share their items. */
  readonly encodeShared: EncodeOutput;
  readonly options: WireOptions;
}

/** A response without the headers that all responses have. */
interface PlainResponse {
  readonly statusCode: number;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string | undefined;
}

const notFound: PlainResponse = { statusCode: 404, body: '<UnknownOperationException/>\n' };

function respondToOther(request: HttpRequest, region: string): PlainResponse {
  if (request.method === 'OPTIONS' && request.headers.origin !== undefined) {
    return { statusCode: 200, body: '', headers: preflightHeaders(request) };
  }
  if (request.method !== 'GET' || pathOf(request) !== '/') return notFound;
  return { statusCode: 200, body: `healthy: dynamodb.${region}.amazonaws.com ` };
}

const mediaTypes: ReadonlySet<string> = new Set(['application/x-amz-json-1.0', 'application/json']);

async function respondToPost(call: Call): Promise<PlainResponse> {
  const { request, options } = call;
  const mediaType = withoutParameters(request.headers['content-type'] ?? '');
  if (!mediaTypes.has(mediaType) || pathOf(request) !== '/') return notFound;
  const headers = { 'content-type': mediaType };
  const operation = targets.get(request.headers['x-amz-target'] ?? '');
  try {
    const { requestId, body } = await executeOperation(operation, call);
    return { statusCode: 200, headers, requestId, body };
  } catch (error) {
    if (error instanceof AbortedError) throw error;
    const serviceError = toServiceError(error);
    if (serviceError !== error && serviceError.statusCode !== 501) options.onFailure?.(error);
    const { statusCode, requestId } = serviceError;
    return { statusCode, headers, requestId, body: JSON.stringify(encodeError(serviceError, operation)) };
  }
}

const targets: ReadonlyMap<string, OperationName> = new Map(
  operationNames.map((name) => [`${operations[name].service}_20120810.${name}`, name]),
);

/** Checks a request in the service's order, then executes it. */
async function executeOperation(
  operation: OperationName | undefined,
  { request, waiting, databases, encodeShared, options }: Call,
): Promise<Pick<PlainResponse, 'body' | 'requestId'>> {
  const decoded = decodeBody(request.body, request.headers['content-encoding'] ?? '');
  const content = decoded instanceof Promise ? await decoded : decoded;
  if (content === undefined) throw new ServiceError('InternalFailure', '');
  const input = content.length === 0 ? undefined : parseJson(content);
  if (operation === undefined) throw new ServiceError('UnknownOperationException', '');
  const authorization = parseAuthorization(request);
  if (input === undefined) throw unreadable();
  const { credentials, clock = systemClock } = options;
  if (credentials !== undefined) verifySignature(request, authorization, { credentials, nowMs: clock.nowMs() });
  const model = operations[operation];
  decodeMembers(input, model.input);
  const db = typeof databases === 'function' ? databases(callerOf(authorization)) : databases;
  const executeShared = sharedExecutionOf(db);
  // A database that executes within the call can't be interrupted: it only asks whether it is too late to start.
  const abortSignal = executeShared === undefined || waiting.isGone ? waiting.abortSignal : undefined;
  // The target names the operation; the port validates its input, so the cast is safe.
  const output = await (executeShared ?? db.execute).call(db, operation, input as Input<OperationName>, {
    abortSignal,
  });
  // An operation without output has an empty body.
  const isEmpty = Object.keys(model.output).length === 0;
  const encode = executeShared === undefined ? encodeOutput : encodeShared;
  return { requestId: output.requestId, body: isEmpty ? '' : encode(output, model.output) };
}

function parseJson(content: Uint8Array): unknown {
  if (!isUtf8(content)) throw unreadable();
  const { buffer, byteOffset, length } = content;
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(buffer, byteOffset, length);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw unreadable();
  }
}

/** Returns the error for a body that is not JSON; the service gives no message. */
function unreadable(): ServiceError {
  return new ServiceError('SerializationException', '');
}

interface Sent {
  readonly headers?: PlainResponse['headers'];
  readonly requestId: string;
  readonly body: Uint8Array;
  readonly encoding: Encoding | undefined;
}

function headersOf({ headers, requestId, body, encoding }: Sent, request: HttpRequest): HttpResponse['headers'] {
  return {
    server: 'Server',
    ...headers,
    ...(encoding === undefined ? undefined : { 'content-encoding': encoding }),
    'content-length': String(body.length),
    'x-amzn-requestid': requestId,
    'x-amz-crc32': String(crc32(body)),
    ...(request.headers.origin === undefined ? undefined : corsHeaders(request.headers)),
  };
}

/** Returns a request id in the service's form: 52 digits and capital letters. */
function randomRequestId(random: Random): string {
  return Array.from({ length: 52 }, () => Math.floor(random() * 36).toString(36))
    .join('')
    .toUpperCase();
}
