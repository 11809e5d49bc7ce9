import { isUtf8 } from 'node:buffer';
import { operationNames, operations } from '../../domain/api/operation-models.ts';
import type { Structure } from '../../domain/api/shape.ts';
import type { Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import { AbortedError, ServiceError } from '../../domain/errors.ts';
import { sharedExecutionOf } from '../../domain/shared-execution.ts';
import { callerOf, parseAuthorization } from './authorization.ts';
import { decodeBody } from './content-encoding.ts';
import { decodeMembers } from './decode-members.ts';
import { encodeError } from './encode-error.ts';
import { type EncodeOutput, encodeOutput } from './encode-output.ts';
import { type EncodedBody, encodeText } from './encoded-body.ts';
import { type HttpRequest, pathOf, withoutParameters } from './message.ts';
import { rememberLast } from './remember-last.ts';
import { toServiceError } from './service-failure.ts';
import { verifySignature } from './verify-signature.ts';
import type { Databases, WireOptions } from './wire-options.ts';

/** The caller that waits for a response. */
export interface Waiting {
  /** Whether it has stopped waiting. */
  readonly isGone: boolean;
  /** Aborts when it stops waiting. Only read if needed, because a signal takes longer to make than much else of a request. */
  readonly abortSignal: AbortSignal | undefined;
}

/** A request to a database, and what it is executed with. */
export interface Call {
  readonly request: HttpRequest;
  readonly waiting: Waiting;
  readonly databases: Databases;
  /** Encodes outputs of databases that share their items. */
  readonly encodeShared: EncodeOutput;
  readonly options: WireOptions;
}

/** A response without the headers that all responses have. */
export interface BareResponse {
  readonly statusCode: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: EncodedBody;
  readonly requestId?: string | undefined;
}

/** Returns the response to a request that no operation can be found for. */
export function notFound(): BareResponse {
  return { statusCode: 404, body: encodeText('<UnknownOperationException/>\n') };
}

/**
 * Executes a request and returns the response: at once, unless the request is compressed or the database is one that doesn't execute
 * within the call, because a promise costs a small request more than its own execution.
 */
export function respondToPost(call: Call): BareResponse | Promise<BareResponse> {
  const { headers } = call.request;
  const contentType = mediaTypeOf(headers['content-type'] ?? '');
  if (contentType === undefined || pathOf(call.request) !== '/') return notFound();
  const operation = operationOf(headers['x-amz-target'] ?? '');
  const succeeded = ({ requestId, body }: Executed): BareResponse => ({
    statusCode: 200,
    contentType,
    requestId,
    body,
  });
  const failed = (error: unknown): BareResponse => ({ contentType, ...failure(error, operation, call) });
  try {
    const executed = executeCall(operation, call);
    return executed instanceof Promise ? executed.then(succeeded, failed) : succeeded(executed);
  } catch (error) {
    return failed(error);
  }
}

const mediaTypes: ReadonlySet<string> = new Set(['application/x-amz-json-1.0', 'application/json']);

const mediaTypeOf = rememberLast((contentType) => {
  const mediaType = withoutParameters(contentType);
  return mediaTypes.has(mediaType) ? mediaType : undefined;
});

const targets: ReadonlyMap<string, OperationName> = new Map(
  operationNames.map((name) => [`${operations[name].service}_20120810.${name}`, name]),
);

const operationOf = rememberLast((target) => targets.get(target));

type Executed = Pick<BareResponse, 'body' | 'requestId'>;

function failure(error: unknown, operation: OperationName | undefined, { options }: Call): BareResponse {
  if (error instanceof AbortedError) throw error;
  const serviceError = toServiceError(error);
  if (serviceError !== error && serviceError.statusCode !== 501) options.onFailure?.(error);
  const { statusCode, requestId } = serviceError;
  return { statusCode, requestId, body: encodeText(JSON.stringify(encodeError(serviceError, operation))) };
}

function executeCall(operation: OperationName | undefined, call: Call): Executed | Promise<Executed> {
  const { body, headers } = call.request;
  const decoded = decodeBody(body, headers['content-encoding']);
  if (!(decoded instanceof Promise)) return executeContent(decoded, operation, call);
  return decoded.then((content) => executeContent(content, operation, call));
}

/** Checks a request in the service's order, then executes it. */
function executeContent(
  content: Uint8Array | undefined,
  operation: OperationName | undefined,
  { request, waiting, databases, encodeShared, options }: Call,
): Executed | Promise<Executed> {
  if (content === undefined) throw new ServiceError('InternalFailure', '');
  const input = content.length === 0 ? undefined : parseJson(content);
  if (operation === undefined) throw new ServiceError('UnknownOperationException', '');
  const authorization = parseAuthorization(request);
  if (input === undefined) throw unreadable();
  const { credentials, clock = systemClock } = options;
  if (credentials !== undefined) verifySignature(request, authorization, { credentials, nowMs: clock.nowMs() });
  const model = operations[operation];
  decodeMembers(input, model.input);
  const checked = input as Input<OperationName>; // the target names the operation; the port validates its input
  const db = typeof databases === 'function' ? databases(callerOf(authorization)) : databases;
  const executeShared = sharedExecutionOf(db);
  if (executeShared === undefined) {
    const { abortSignal } = waiting;
    const output = Promise.resolve(db.execute(operation, checked, { abortSignal }));
    return output.then((awaited) => encoded(awaited, model.output, encodeOutput));
  }
  // A database that executes within the call can't be interrupted: it only asks whether it is too late to start.
  const executeOptions = waiting.isGone ? { abortSignal: waiting.abortSignal } : undefined;
  return encoded(executeShared(operation, checked, executeOptions), model.output, encodeShared);
}

function encoded(output: Output<OperationName>, structure: Structure, encode: EncodeOutput): Executed {
  // An operation without output has an empty body.
  for (const _ in structure) return { requestId: output.requestId, body: encode(output, structure) };
  return { requestId: output.requestId, body: noBody };
}

const noBody = encodeText('');

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
