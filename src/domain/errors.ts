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
  | 'NO_ANSWER'
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
  /** HTTP status; unless said the one that the service gives with that name, 400 for most. */
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

/** The names that do not come with status 400. */
const statusCodes: ReadonlyMap<string, number> = new Map([
  ['InternalFailure', 500],
  ['InternalServerError', 500],
  ['InvalidEndpointException', 421],
  ['ServiceUnavailable', 503],
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
    const statusCode = details.statusCode ?? statusCodes.get(name) ?? 400;
    super('SERVICE', message, {
      retryable: retryableNames.has(name) || (statusCode >= 500 && statusCode !== 501),
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

/** The adapter does not have this operation (yet), or not all of it. */
export class NotImplementedError extends DynarepoError {
  /** The operation, with what of it is lacking if it is not the whole. */
  readonly operation: string;

  constructor(operation: string, options: { readonly message?: string | undefined; readonly cause?: unknown } = {}) {
    const { message = `${operation} is not implemented by this adapter`, ...others } = options;
    super('NOT_IMPLEMENTED', message, others);
    this.operation = operation;
  }
}

/** The caller's `AbortSignal` ended the work; `cause` is the signal's reason. */
export class AbortedError extends DynarepoError {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super('ABORTED', message, options);
  }
}

/** No item is stored under the key. */
export class ItemNotFoundError extends DynarepoError {
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, by the names of the entity's attributes. */
  readonly key: unknown;

  constructor(message: string, entity: string, key: unknown, options: { readonly cause?: unknown } = {}) {
    super('ITEM_NOT_FOUND', message, options);
    this.entity = entity;
    this.key = key;
  }
}

/** What is known of a write that a condition stopped. */
export interface Conflict<Entity> {
  /** Name of the entity. */
  readonly entity: string;
  /** The primary key, by the names of the entity's attributes. */
  readonly key: unknown;
  /** The condition that was sent, with names and values in their places. */
  readonly condition: string;
  /** The item found, as the table holds it; `undefined` when none is stored. */
  readonly item?: Item | undefined;
  /** The entity found; `undefined` when none is stored, or when what is stored can't be read as one. */
  readonly found?: Entity | undefined;
  /** Where the version was checked: the one that the object given carried, 0 when it carried none. */
  readonly givenVersion?: number | undefined;
  /** Where the version was checked: the one that is stored, 0 when none is. */
  readonly storedVersion?: number | undefined;
  /** An earlier attempt of this call ended without a clear answer: what was found may be this call's own doing. */
  readonly mayBeOwnWrite: boolean;
}

/** A condition was not met, so nothing was written. */
export class ConflictError<Entity = unknown> extends DynarepoError implements Conflict<Entity> {
  readonly entity: string;
  readonly key: unknown;
  readonly condition: string;
  readonly item: Item | undefined;
  readonly found: Entity | undefined;
  readonly givenVersion: number | undefined;
  readonly storedVersion: number | undefined;
  readonly mayBeOwnWrite: boolean;

  constructor(message: string, conflict: Conflict<Entity>, options: { readonly cause?: unknown } = {}) {
    super('CONFLICT', message, options);
    this.entity = conflict.entity;
    this.key = conflict.key;
    this.condition = conflict.condition;
    this.item = conflict.item;
    this.found = conflict.found;
    this.givenVersion = conflict.givenVersion;
    this.storedVersion = conflict.storedVersion;
    this.mayBeOwnWrite = conflict.mayBeOwnWrite;
  }
}

/** The table is not there, or not yet. */
export class TableNotFoundError extends DynarepoError {
  readonly table: string;

  constructor(table: string, options: { readonly cause?: unknown } = {}) {
    super(
      'TABLE_NOT_FOUND',
      `table ${table} does not exist, or is not ready yet; table.ensure() makes it and waits`,
      options,
    );
    this.table = table;
  }
}

/** The table has other keys or indexes than the entity wants. */
export class TableMismatchError extends DynarepoError {
  readonly table: string;
  /** One sentence for each difference. */
  readonly differences: readonly string[];

  constructor(table: string, differences: readonly string[]) {
    super('TABLE_MISMATCH', `table ${table} is not as the entity wants it: ${differences.join('; ')}`);
    this.table = table;
    this.differences = differences;
  }
}

/**
 * A batch was not carried out, or only in part. `cause` says what stopped it, unless the service just left entries
 * undone until the deadline.
 */
export class UnprocessedError<Leftovers = unknown> extends DynarepoError {
  /** What was not done, in the form in which it was given, so that it can be given again. */
  readonly leftovers: Leftovers;

  constructor(message: string, leftovers: Leftovers, options: { readonly cause?: unknown } = {}) {
    super('UNPROCESSED', message, { ...(options.cause === undefined ? {} : options), retryable: true });
    this.leftovers = leftovers;
  }
}

/** Something that was waited for did not come about in time. */
export class TimeoutError extends DynarepoError {
  constructor(message: string) {
    super('TIMEOUT', message, { retryable: true });
  }
}
