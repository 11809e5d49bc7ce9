import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { operationNames, operations } from '../../domain/api/operation-models.ts';
import type { DynamoDb, Input, OperationName } from '../../domain/dynamodb.ts';
import { type Clock, type Random, systemClock, systemRandom } from '../../domain/environment.ts';
import { AbortedError, ServiceError } from '../../domain/errors.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import { sharedExecutionOf } from '../../domain/shared-execution.ts';
import { type Caller, callerOf, readAuthorization } from './authorization.ts';
import { decodeBody, encodeBody } from './content-encoding.ts';
import { corsHeaders, preflightHeaders } from './cross-origin.ts';
import { decodeMembers } from './decode-members.ts';
import { encodeError } from './encode-error.ts';
import { type EncodeOutput, encodeOutput, sharedOutputEncoder } from './encode-output.ts';
import { type Headers, type HttpRequest, type HttpResponse, pathOf, withoutParameters } from './message.ts';
import { toServiceError } from './service-failure.ts';
import { verifySignature } from './verify-signature.ts';

/** One database for all, or one for each access key and Region. */
export type Databases = DynamoDb | ((caller: Caller) => DynamoDb);

/** Settings of the wire protocol. */
export interface WireOptions {
  /** Secret keys by access key: requests must be signed with one of them. Unless given, any signature will do. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  /** The Region that the health answer names; `us-east-1` unless told otherwise. */
  readonly region?: string | undefined;
  /** Tells the age of signatures, and when requests came; the machine's clock unless told otherwise. */
  readonly clock?: Clock | undefined;
  /** What the ids of requests that reach no database are made of; the machine's chance unless told otherwise. */
  readonly random?: Random | undefined;
  /** Told of what a database threw that is no answer of the service's; it is answered with status 500 or 503. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * DynamoDB's protocol as a function of requests to answers, for any implementation of the port. It opens no connection.
 *
 * @throws AbortedError - `abortSignal` was aborted before there was an answer.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export type Wire = (request: HttpRequest, abortSignal?: AbortSignal) => Promise<HttpResponse>;

/** Makes the function that answers requests. */
export function wire(databases: Databases, options: WireOptions = {}): Wire {
  const { region = 'us-east-1', random = systemRandom } = options;
  const encodeLent = sharedOutputEncoder();
  return async (request, abortSignal) => {
    if (request.body.length > batchLimitBytes) return tooLarge(request.headers);
    const answer =
      request.method === 'POST'
        ? await answerPost({ request, abortSignal, databases, encodeLent, options })
        : answerOther(request, region);
    return finish(answer, request, random);
  };
}

/** What the service says of a body that is too large to be read. */
export function tooLarge(headers: Headers): HttpResponse {
  return {
    statusCode: 413,
    headers: { 'transfer-encoding': 'chunked', ...corsHeaders(headers) },
    body: new Uint8Array(),
  };
}

interface Call {
  readonly request: HttpRequest;
  readonly abortSignal: AbortSignal | undefined;
  readonly databases: Databases;
  /** Writes answers of databases that lend. */
  readonly encodeLent: EncodeOutput;
  readonly options: WireOptions;
}

/** An answer before what all answers have is added to it. */
interface WireResponse {
  readonly statusCode: number;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string | undefined;
}

const notFound: WireResponse = { statusCode: 404, body: '<UnknownOperationException/>\n' };

function answerOther(request: HttpRequest, region: string): WireResponse {
  if (request.method === 'OPTIONS' && request.headers.origin !== undefined) {
    return { statusCode: 200, body: '', headers: preflightHeaders(request) };
  }
  if (request.method !== 'GET' || pathOf(request) !== '/') return notFound;
  return { statusCode: 200, body: `healthy: dynamodb.${region}.amazonaws.com ` };
}

const mediaTypes: ReadonlySet<string> = new Set(['application/x-amz-json-1.0', 'application/json']);

async function answerPost(call: Call): Promise<WireResponse> {
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
    const answer = toServiceError(error);
    if (answer !== error && answer.statusCode !== 501) options.onFailure?.(error);
    const { statusCode, requestId } = answer;
    return { statusCode, headers, requestId, body: JSON.stringify(encodeError(answer, operation)) };
  }
}

const targets: ReadonlyMap<string, OperationName> = new Map(
  operationNames.map((name) => [`${operations[name].service}_20120810.${name}`, name]),
);

/** Checks a request in the service's order, and has it carried out. */
async function executeOperation(
  operation: OperationName | undefined,
  { request, abortSignal, databases, encodeLent, options }: Call,
): Promise<Pick<WireResponse, 'body' | 'requestId'>> {
  const content = await decodeBody(request.body, request.headers['content-encoding'] ?? '');
  if (content === undefined) throw new ServiceError('InternalFailure', '');
  const input = content.length === 0 ? undefined : parseJson(content);
  if (operation === undefined) throw new ServiceError('UnknownOperationException', '');
  const authorization = readAuthorization(request);
  if (input === undefined) throw unreadable();
  const { credentials, clock = systemClock } = options;
  if (credentials !== undefined) verifySignature(request, authorization, { credentials, nowMs: clock.nowMs() });
  const model = operations[operation];
  decodeMembers(input, model.input);
  const db = typeof databases === 'function' ? databases(callerOf(authorization)) : databases;
  const lend = sharedExecutionOf(db);
  // The cast: what kind of request it is, its target says; an implementation of the port checks what is in it.
  const output = await (lend ?? db.execute).call(db, operation, input as Input<OperationName>, { abortSignal });
  // An operation without any output answers nothing at all.
  const isEmpty = Object.keys(model.output).length === 0;
  const encode = lend === undefined ? encodeOutput : encodeLent;
  return { requestId: output.requestId, body: isEmpty ? '' : encode(output, model.output) };
}

function parseJson(content: Uint8Array): unknown {
  if (!isUtf8(content)) throw unreadable();
  const { buffer, byteOffset, length } = content;
  try {
    return JSON.parse(Buffer.from(buffer, byteOffset, length).toString());
  } catch {
    throw unreadable();
  }
}

/** What is no JSON; the service says no more of it than that. */
function unreadable(): ServiceError {
  return new ServiceError('SerializationException', '');
}

async function finish(answer: WireResponse, request: HttpRequest, random: Random): Promise<HttpResponse> {
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const { body, headers } = await encodeBody(bytes, request.headers['accept-encoding'] ?? '');
  return {
    statusCode: answer.statusCode,
    headers: {
      server: 'Server',
      ...answer.headers,
      ...headers,
      'content-length': String(body.length),
      'x-amzn-requestid': answer.requestId ?? randomRequestId(random),
      'x-amz-crc32': String(crc32(body)),
      ...corsHeaders(request.headers),
    },
    body,
  };
}

/** An id of the form of the service's: 52 digits and capital letters. */
function randomRequestId(random: Random): string {
  return Array.from({ length: 52 }, () => Math.floor(random() * 36).toString(36))
    .join('')
    .toUpperCase();
}
