import type { Item, OperationName } from '../../domain/dynamodb.ts';
import { systemClock } from '../../domain/environment.ts';
import {
  AbortedError,
  type CancellationReason,
  DynarepoError,
  isRetryableStatus,
  NotImplementedError,
  ServiceError,
  type ThrottlingReason,
} from '../../domain/errors.ts';
import { loadModel } from './load-model.ts';

/**
 * Converts whatever the SDK throws to an error of ours, with the original as its `cause`.
 *
 * An aborted signal wins over everything else. A response of the service becomes a `ServiceError`, or a
 * `NotImplementedError` if it has status 501 and that name. Anything else is NO_RESPONSE: `retryable` if the network failed or
 * the response was malformed, not if the request could not be created, for example without credentials.
 */
export async function translateError(
  error: unknown,
  operation: OperationName,
  abortSignal?: AbortSignal,
): Promise<DynarepoError> {
  if (abortSignal?.aborted) return abortedError(operation, abortSignal);
  if (error instanceof DynarepoError) return error;
  const thrown: Thrown = typeof error === 'object' && error !== null ? error : {};
  const isResponse = thrown.$fault !== undefined && thrown.name !== nameUnknown;
  if (isResponse || (await isModelled(operation, thrown.name))) return answeredError(operation, thrown, error);
  return noAnswer(operation, thrown, error);
}

/** Returns the error of a request whose signal is aborted. */
export function abortedError(operation: OperationName, abortSignal: AbortSignal): AbortedError {
  return new AbortedError(`${operation} was aborted`, { cause: abortSignal.reason });
}

/** The members that an error of the SDK may have. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  /** Only errors from a response of the service have it. */
  readonly $fault?: string;
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly Item?: Item;
  readonly CancellationReasons?: readonly CancellationReason[];
  readonly ThrottlingReasons?: readonly ThrottlingReason[];
  /** The spelling of ThrottlingException. */
  readonly throttlingReasons?: readonly ThrottlingReason[];
  /** From an `AggregateError`: none of a host's addresses could be reached. */
  readonly errors?: readonly Thrown[];
  /** The network failure behind an error of `fetch`. */
  readonly cause?: { readonly code?: unknown };
}

/** Returns whether the operation has an error with this name: a stubbed client can throw it without the SDK's members. */
async function isModelled(operation: OperationName, name: string | undefined): Promise<boolean> {
  if (name === undefined || commonErrors.has(name)) return name !== undefined;
  return (await loadModel()).hasError(operation, name);
}

/** Errors that every operation can return. */
const commonErrors: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ResourceNotFoundException',
  'ThrottlingException',
  'ValidationException',
]);

/** The SDK's placeholders for a response without a name or message. */
const nameUnknown = 'Unknown';
const textUnknown = 'UnknownError';

/** Codes and names of errors with which Node and the SDK report a network failure. */
const networkFailures: ReadonlySet<unknown> = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'NetworkingError',
  'TimeoutError',
]);

/** Codes of Node's HTTP parser, of its streams and of undici for a response that breaks the rules of HTTP or ends early. */
const brokenHttp = /^(?:HPE_|UND_ERR_|ERR_STREAM_PREMATURE_CLOSE$)/;

/** Returns the time of the header Retry-After, which has seconds or a date. */
function retryAfterMs({ $response }: Thrown): number | undefined {
  const [, text] =
    Object.entries($response?.headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after') ?? [];
  if (text === undefined) return undefined;
  const delayMs = /^[0-9]+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - systemClock.nowMs();
  return Number.isNaN(delayMs) ? undefined : Math.max(0, delayMs);
}

function answeredError(operation: OperationName, thrown: Thrown, cause: unknown): DynarepoError {
  // The response of a dynarepo server to an operation that its engine lacks.
  if (thrown.name === 'NotImplementedError' && thrown.$metadata?.httpStatusCode === 501) {
    return new NotImplementedError(operation, { message: thrown.message, cause });
  }
  const message = thrown.message === textUnknown ? '' : thrown.message;
  return new ServiceError(thrown.name ?? nameUnknown, message ?? '', {
    statusCode: thrown.$metadata?.httpStatusCode,
    requestId: thrown.$metadata?.requestId,
    item: thrown.Item,
    cancellationReasons: thrown.CancellationReasons,
    throttlingReasons: thrown.ThrottlingReasons ?? thrown.throttlingReasons,
    retryAfterMs: retryAfterMs(thrown),
    cause,
  });
}

function noAnswer(operation: OperationName, thrown: Thrown, cause: unknown): DynarepoError {
  const status = thrown.$metadata?.httpStatusCode;
  if (status !== undefined) {
    return new DynarepoError(
      'NO_RESPONSE',
      `${operation} got an answer that cannot be read, with HTTP status ${status}`,
      {
        cause,
        retryable: status < 300 || isRetryableStatus(status),
        retryAfterMs: retryAfterMs(thrown),
      },
    );
  }
  const reason = thrown.message || thrown.errors?.[0]?.message || String(cause);
  const codes = [thrown.code, thrown.name, thrown.cause?.code];
  const retryable = codes.some((code) => networkFailures.has(code) || brokenHttp.test(String(code)));
  return new DynarepoError('NO_RESPONSE', `${operation} got no response: ${reason}`, { cause, retryable });
}
