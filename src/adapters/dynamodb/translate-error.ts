import type { Item, OperationName } from '../../domain/dynamodb.ts';
import {
  AbortedError,
  type CancellationReason,
  DynarepoError,
  NotImplementedError,
  ServiceError,
  type ThrottlingReason,
} from '../../domain/errors.ts';

/**
 * Our error for whatever the SDK threw, which is kept as its `cause`.
 *
 * An aborted signal comes before all else, whatever the SDK made of it. What the service answered becomes a
 * `ServiceError`, or a `NotImplementedError` where it has status 501 and says so. Anything else is NO_RESPONSE: `retryable` where the network failed or the answer was broken, and not
 * where the request could not be made, for want of credentials say.
 */
export function translateError(error: unknown, operation: OperationName, abortSignal?: AbortSignal): DynarepoError {
  if (abortSignal?.aborted) return abortedError(operation, abortSignal);
  if (error instanceof DynarepoError) return error;
  const thrown: Thrown = typeof error === 'object' && error !== null ? error : {};
  if (thrown.$fault !== undefined && thrown.name !== nameUnknown) return answeredError(operation, thrown, error);
  return noAnswer(operation, thrown, error);
}

/** The error of a request whose signal is aborted. */
export function abortedError(operation: OperationName, abortSignal: AbortSignal): AbortedError {
  return new AbortedError(`${operation} was aborted`, { cause: abortSignal.reason });
}

/** What may be found on an error of the SDK, the modelled ones and any other. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  /** Only errors that the service answered with have it. */
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly Item?: Item;
  readonly CancellationReasons?: readonly CancellationReason[];
  readonly ThrottlingReasons?: readonly ThrottlingReason[];
  /** How ThrottlingException alone spells it. */
  readonly throttlingReasons?: readonly ThrottlingReason[];
  /** Of an `AggregateError`, when none of a host's addresses could be reached. */
  readonly errors?: readonly Thrown[];
}

/** What the SDK puts where the answer has no name or no text. */
const nameUnknown = 'Unknown';
const textUnknown = 'UnknownError';

/** Codes and names of errors by which Node and the SDK say that the network failed. */
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

function answeredError(operation: OperationName, thrown: Thrown, cause: unknown): DynarepoError {
  // An engine behind dynarepo's own HTTP door says so of what it does not have.
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
        retryable: status < 300 || status >= 500,
      },
    );
  }
  const reason = thrown.message || thrown.errors?.[0]?.message || String(cause);
  const retryable = networkFailures.has(thrown.code) || networkFailures.has(thrown.name);
  return new DynarepoError('NO_RESPONSE', `${operation} got no response: ${reason}`, { cause, retryable });
}
