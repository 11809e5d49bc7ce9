import type { Item } from './dynamodb.ts';

/** Every value that `DynarepoError.code` can have. */
export type ErrorCode =
  | 'ABORTED'
  | 'BAD_CURSOR'
  | 'BAD_DEFINITION'
  | 'BAD_INPUT'
  | 'BAD_STORED_VALUE'
  | 'CONFLICT'
  | 'ITEM_NOT_FOUND'
  | 'MISSING_PACKAGE'
  | 'NOT_IMPLEMENTED'
  | 'SERVICE'
  | 'TABLE_MISMATCH'
  | 'TABLE_NOT_FOUND'
  | 'TIMEOUT'
  | 'UNPROCESSED';

/** The root of every error that dynarepo throws; `code` tells them apart. */
export class DynarepoError extends Error {
  /** What kind of failure this is, stable across versions. */
  readonly code: ErrorCode;
  /** Whether sending the same request again can succeed. */
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly retryable?: boolean } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** Why one action of a transaction kept it from being carried out; `Code` is `None` for an innocent one. */
export interface CancellationReason {
  readonly Code?: string | undefined;
  readonly Message?: string | undefined;
  readonly Item?: Item | undefined;
}

/** Which limit throttled a request, and on which table or index. */
export interface ThrottlingReason {
  readonly reason?: string | undefined;
  /** ARN of the table or index. */
  readonly resource?: string | undefined;
}

/** What the service tells beside name and message. */
export interface ServiceErrorDetails {
  /** HTTP status; 400 unless said. */
  readonly statusCode?: number | undefined;
  readonly requestId?: string | undefined;
  /** The item that failed the condition, when the request asked for it. */
  readonly item?: Item | undefined;
  /** One for each action of a cancelled transaction, in the order of the request. */
  readonly cancellationReasons?: readonly CancellationReason[] | undefined;
  readonly throttlingReasons?: readonly ThrottlingReason[] | undefined;
  readonly cause?: unknown;
}

const retryableNames: ReadonlySet<string> = new Set([
  'InternalFailure',
  'InternalServerError',
  'ItemCollectionSizeLimitExceeded',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/**
 * The service's own answer to a request it did not serve, the same from every adapter: `name` and `message` are the
 * service's, such as `ConditionalCheckFailedException`.
 */
export class ServiceError extends DynarepoError {
  readonly statusCode: number;
  readonly requestId: string | undefined;
  readonly item: Item | undefined;
  readonly cancellationReasons: readonly CancellationReason[] | undefined;
  readonly throttlingReasons: readonly ThrottlingReason[] | undefined;

  constructor(name: string, message: string, details: ServiceErrorDetails = {}) {
    const statusCode = details.statusCode ?? 400;
    super('SERVICE', message, {
      retryable: retryableNames.has(name) || statusCode >= 500,
      ...('cause' in details ? { cause: details.cause } : {}),
    });
    this.name = name;
    this.statusCode = statusCode;
    this.requestId = details.requestId;
    this.item = details.item;
    this.cancellationReasons = details.cancellationReasons;
    this.throttlingReasons = details.throttlingReasons;
  }
}

/** The adapter does not have this operation (yet). */
export class NotImplementedError extends DynarepoError {
  readonly operation: string;

  constructor(operation: string) {
    super('NOT_IMPLEMENTED', `${operation} is not implemented by this adapter`);
    this.operation = operation;
  }
}

/** The caller's `AbortSignal` ended the work; `cause` is the signal's reason. */
export class AbortedError extends DynarepoError {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super('ABORTED', message, options);
  }
}
