import type { Item } from './dynamodb.ts';

/** Every value that `DynarepoError.code` can have. */
export type ErrorCode =
  | 'ABORTED'
  | 'BAD_CURSOR'
  | 'BAD_DEFINITION'
  | 'BAD_INPUT'
  | 'BAD_STORED_VALUE'
  | 'CHANGES_LOST'
  | 'CONFLICT'
  | 'ITEM_NOT_FOUND'
  | 'MISSING_PACKAGE'
  | 'NO_RESPONSE'
  | 'NOT_IMPLEMENTED'
  | 'NOT_UNIQUE'
  | 'SERVICE'
  | 'TABLE_MISMATCH'
  | 'TABLE_NOT_FOUND'
  | 'TIMEOUT'
  | 'TRANSACTION_CANCELLED'
  | 'UNPROCESSED';

/** The root class of all errors that dynarepo throws; `code` identifies the kind. */
export class DynarepoError extends Error {
  /** The kind of error; stable across versions. */
  readonly code: ErrorCode;
  /** Whether a retry of the same request can succeed. */
  readonly retryable: boolean;
  /** Milliseconds that the service asks to wait before a retry (`Retry-After`), if it does. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly retryable?: boolean;
      readonly retryAfterMs?: number | undefined;
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Why an action caused the cancellation of its transaction; `Code` is `None` for an action that did not. */
export interface CancellationReason {
  /** DynamoDB's code, such as `ConditionalCheckFailed`. */
  readonly Code?: string | undefined;
  /** DynamoDB's message. */
  readonly Message?: string | undefined;
  /** The stored item that did not meet the condition, if the request asked for it. */
  readonly Item?: Item | undefined;
}

/** Which limit throttled a request, and on which table or index. */
export interface ThrottlingReason {
  /** DynamoDB's name of the limit, such as `TableReadProvisionedThroughputExceeded`. */
  readonly reason?: string | undefined;
  /** ARN of the table or index. */
  readonly resource?: string | undefined;
}

/** The properties of a service error other than its name and message. */
export interface ServiceErrorDetails {
  /** HTTP status. Default: the status that DynamoDB returns with this error name, mostly 400. */
  readonly statusCode?: number | undefined;
  /** The service's id of the request, if it sent one. */
  readonly requestId?: string | undefined;
  /** The item that did not meet the condition, if the request asked for it. */
  readonly item?: Item | undefined;
  /** One for each action of a cancelled transaction, in the order of the request. */
  readonly cancellationReasons?: readonly CancellationReason[] | undefined;
  /** The limits that throttled the request. */
  readonly throttlingReasons?: readonly ThrottlingReason[] | undefined;
  /** Milliseconds to wait before a retry. */
  readonly retryAfterMs?: number | undefined;
  /** The error of the SDK, if there is one. */
  readonly cause?: unknown;
}

/** Returns whether a retry can succeed after an HTTP status: a failure of the server, a timeout (408) or a limit (429). */
export function isRetryableStatus(status: number): boolean {
  return (status >= 500 && status !== 501) || status === 408 || status === 429;
}

const retryableNames: ReadonlySet<string> = new Set([
  'InternalFailure',
  'InternalServerError',
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

/** The HTTP status by error name, where it is not 400. */
const statusCodes: ReadonlyMap<string, number> = new Map([
  ['InternalFailure', 500],
  ['InternalServerError', 500],
  ['InvalidEndpointException', 421],
  ['ServiceUnavailable', 503],
]);

/**
 * An error that DynamoDB returned, the same from every adapter: `name`, such as `ConditionalCheckFailedException`, and
 * `message` are DynamoDB's.
 */
export class ServiceError extends DynarepoError {
  /** The HTTP status, such as 400. */
  declare readonly statusCode: number;
  /** The service's id of the request, if it sent one. */
  declare readonly requestId: string | undefined;
  /** The item that did not meet the condition, if the request asked for it. */
  declare readonly item: Item | undefined;
  /** One for each action of a cancelled transaction, in the order of the request. */
  declare readonly cancellationReasons: readonly CancellationReason[] | undefined;
  /** The limits that throttled the request. */
  declare readonly throttlingReasons: readonly ThrottlingReason[] | undefined;

  constructor(name: string, message: string, details: ServiceErrorDetails = {}) {
    const statusCode = details.statusCode ?? statusCodes.get(name) ?? 400;
    super('SERVICE', message, {
      retryable: retryableNames.has(name) || isRetryableStatus(statusCode),
      retryAfterMs: details.retryAfterMs,
      ...('cause' in details ? { cause: details.cause } : {}),
    });
    const { requestId, item, cancellationReasons, throttlingReasons } = details;
    Object.assign(this, { name, statusCode, requestId, item, cancellationReasons, throttlingReasons });
  }
}

/** The adapter does not implement the operation or a part of it. */
export class NotImplementedError extends DynarepoError {
  /** The operation, with the missing part if only a part is missing. */
  readonly operation: string;

  constructor(operation: string, options: { readonly message?: string | undefined; readonly cause?: unknown } = {}) {
    const { message = `${operation} is not implemented by this adapter`, ...others } = options;
    super('NOT_IMPLEMENTED', message, others);
    this.operation = operation;
  }
}

/** The caller's `AbortSignal` ended the call; `cause` is the signal's reason. */
export class AbortedError extends DynarepoError {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super('ABORTED', message, options);
  }
}

/** The item does not exist. */
export class ItemNotFoundError extends DynarepoError {
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, as properties of the entity. */
  readonly key: unknown;

  constructor(message: string, entity: string, key: unknown, options: { readonly cause?: unknown } = {}) {
    super('ITEM_NOT_FOUND', message, options);
    this.entity = entity;
    this.key = key;
  }
}

/** Where a stored item does not match the entity definition. */
export interface UnreadableItem {
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, as properties of the entity; `undefined` if the key cannot be read. */
  readonly key: unknown;
  /** The item as stored, or what the engine returned instead of an item. */
  readonly item: Item;
  /** Whether a write of this call was executed: the item is then as the write left it. */
  readonly written: boolean;
}

/** A stored item does not match the entity definition. If `written` is true, the call's write was executed all the same. */
export class StoredValueError extends DynarepoError implements UnreadableItem {
  declare readonly entity: string;
  declare readonly key: unknown;
  declare readonly item: Item;
  declare readonly written: boolean;

  constructor(message: string, unreadable: UnreadableItem, options: { readonly cause?: unknown } = {}) {
    super('BAD_STORED_VALUE', message, options);
    Object.assign(this, unreadable);
  }
}

/** The details of a write whose condition was not met. */
export interface Conflict<Entity> {
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, as properties of the entity. */
  readonly key: unknown;
  /** The condition expression, with names and values in place of placeholders. */
  readonly condition: string;
  /**
   * Each unmet clause of the condition, with the value found: `balance >= 50 (found 20)`. The whole condition if the engine
   * did not return the item.
   */
  readonly unmet: readonly string[];
  /** The unique attributes whose value another item has. Default: none. */
  readonly taken?: readonly string[] | undefined;
  /** The stored item; `undefined` if it does not exist. */
  readonly item?: Item | undefined;
  /** The stored entity; `undefined` if it does not exist or the item does not match the entity definition. */
  readonly found?: Entity | undefined;
  /** The version of the object written, 0 if it has none; `undefined` if the version was not checked. */
  readonly givenVersion?: number | undefined;
  /** The stored version, 0 if there is none; `undefined` if the version was not checked. */
  readonly storedVersion?: number | undefined;
  /** Whether an earlier attempt of this call ended without a clear response, so that it may have made the stored change. */
  readonly mayBeOwnWrite: boolean;
}

/** A write condition was not met, so nothing was written. */
export class ConflictError<Entity = unknown> extends DynarepoError implements Conflict<Entity> {
  declare readonly entity: string;
  declare readonly key: unknown;
  declare readonly condition: string;
  declare readonly unmet: readonly string[];
  declare readonly taken: readonly string[];
  declare readonly item: Item | undefined;
  declare readonly found: Entity | undefined;
  declare readonly givenVersion: number | undefined;
  declare readonly storedVersion: number | undefined;
  declare readonly mayBeOwnWrite: boolean;

  constructor(message: string, conflict: Conflict<Entity>, options: { readonly cause?: unknown } = {}) {
    super('CONFLICT', message, options);
    const absent = { item: undefined, found: undefined, givenVersion: undefined, storedVersion: undefined };
    Object.assign(this, absent, conflict, { taken: conflict.taken ?? [] });
  }
}

/** The part of one request in the cancellation of its transaction. */
export interface TransactionReason<Request = unknown> {
  /** The request as passed. */
  readonly request: Request;
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, as properties of the entity. */
  readonly key: unknown;
  /** DynamoDB's code, such as `ConditionalCheckFailed` or `TransactionConflict`; `None` if the request is not a cause. */
  readonly code: string;
  /** The error that the request alone would have thrown; `undefined` if it is not a cause. */
  readonly error: DynarepoError | undefined;
  /** Each unmet clause of the condition: see `Conflict.unmet`. */
  readonly unmet: readonly string[];
  /** The stored item that did not meet the condition. */
  readonly item: Item | undefined;
}

/** DynamoDB cancelled a transaction, so nothing was written. `reasons` has one entry for each request, in their order. */
export class TransactionError<Request = unknown> extends DynarepoError {
  /** One for each request, in their order. */
  readonly reasons: readonly TransactionReason<Request>[];

  constructor(
    message: string,
    reasons: readonly TransactionReason<Request>[],
    options: { readonly cause?: unknown } = {},
  ) {
    const errors = reasons.flatMap(({ error }) => error ?? []);
    const retryable = errors.length > 0 && errors.every((error) => error.retryable);
    super('TRANSACTION_CANCELLED', message, { ...options, retryable });
    this.reasons = reasons;
  }
}

/** The table does not exist or is not active yet. */
export class TableNotFoundError extends DynarepoError {
  /** The table's name. */
  readonly table: string;

  constructor(table: string, options: { readonly cause?: unknown } = {}) {
    super(
      'TABLE_NOT_FOUND',
      `table ${table} does not exist or is not active yet; table.ensure() creates it and waits until it is active`,
      options,
    );
    this.table = table;
  }
}

/** A table differs from its definition. */
export class TableMismatchError extends DynarepoError {
  /** The table's name. */
  readonly table: string;
  /** One phrase for each difference. */
  readonly differences: readonly string[];

  constructor(table: string, differences: readonly string[]) {
    super('TABLE_MISMATCH', `table ${table} differs from its definition: ${differences.join('; ')}`);
    this.table = table;
    this.differences = differences;
  }
}

/**
 * A batch was not processed completely. `cause` is the error that stopped it; `undefined` if DynamoDB left entries
 * unprocessed by the deadline.
 */
export class UnprocessedError<Leftovers = unknown> extends DynarepoError {
  /** The unprocessed entries, as the caller passed them, ready for another call. */
  readonly leftovers: Leftovers;

  constructor(message: string, leftovers: Leftovers, options: { readonly cause?: unknown } = {}) {
    super('UNPROCESSED', message, { ...(options.cause === undefined ? {} : options), retryable: true });
    this.leftovers = leftovers;
  }
}

/** A wait ended at its timeout. */
export class TimeoutError extends DynarepoError {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super('TIMEOUT', message, { retryable: true, ...options });
  }
}
