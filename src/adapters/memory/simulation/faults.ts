import { isReadOperation } from '../../../domain/api/is-read-operation.ts';
import type { Input, OperationName } from '../../../domain/dynamodb.ts';
import { ServiceError, type ThrottlingReason } from '../../../domain/errors.ts';
import { checkArgument, checkOptions, type OptionCheck, type OptionNames } from '../../../domain/options.ts';
import { accountLimitExceeded, throughputExceeded } from '../wording/throttling-errors.ts';

/** A failure to simulate in a request. */
export type Fault =
  /** The request fails with this error and changes nothing. */
  | { readonly kind: 'error'; readonly error: ServiceError | ((operation: OperationName) => ServiceError) }
  /** A batch leaves this many keys or writes unprocessed, counted from the end; other operations ignore it. */
  | { readonly kind: 'unprocessed'; readonly entries: number }
  /**
   * Another transaction uses items of the request. TransactWriteItems and TransactGetItems are cancelled, with the reason
   * `TransactionConflict` for these actions, counted from 0 (default: the first one); PutItem, UpdateItem and DeleteItem fail
   * with a `TransactionConflictException`. Other operations ignore it.
   */
  | { readonly kind: 'transaction-conflict'; readonly actions?: readonly number[] | undefined }
  /**
   * Another TransactWriteItems with the same client request token is being executed, so this one fails with a
   * `TransactionInProgressException`. Requests without a token, and other operations, ignore it.
   */
  | { readonly kind: 'transaction-in-progress' };

/** The request for which a fault can be simulated. */
export interface FaultRequest {
  /** The name of the operation. */
  readonly operation: OperationName;
  /** The input of the caller. Do not change it. */
  readonly input: Input<OperationName>;
  /** The number of this request in this database; the first one is 1. */
  readonly number: number;
}

/**
 * Called before every request; returns the fault to simulate, if any. What it throws reaches the caller of the
 * request.
 */
export type Faults = (request: FaultRequest) => Fault | undefined;

/**
 * Returns a fault that throttles the request. Without `details`, the reason is the table's read or write capacity, depending
 * on the operation.
 *
 * @throws DynarepoError - `BAD_INPUT`: a detail is misspelt or not a text.
 */
export function throttled(details: Partial<ThrottlingReason> = {}): Fault {
  checkOptions('throttled', details, detailNames);
  const reason = (operation: OperationName) => `Table${accessOf(operation)}ProvisionedThroughputExceeded`;
  return { kind: 'error', error: (operation) => throughputExceeded({ reason: reason(operation), ...details }) };
}

/**
 * Returns a fault that rejects the request because the throughput limit of the account is exceeded.
 *
 * @throws DynarepoError - `BAD_INPUT`: a detail is misspelt or not a text.
 */
export function requestLimitExceeded(details: Partial<ThrottlingReason> = {}): Fault {
  checkOptions('requestLimitExceeded', details, detailNames);
  const reason = (operation: OperationName) => `Table${accessOf(operation)}AccountLimitExceeded`;
  return { kind: 'error', error: (operation) => accountLimitExceeded({ reason: reason(operation), ...details }) };
}

function accessOf(operation: OperationName): 'Read' | 'Write' {
  return isReadOperation(operation) ? 'Read' : 'Write';
}

const detailNames: OptionNames<ThrottlingReason> = { reason: 'text', resource: 'text' };

/** Returns a fault: an internal error of the service. */
export function internalServerError(): Fault {
  return { kind: 'error', error: new ServiceError('InternalServerError', 'Internal server error') };
}

/**
 * Returns a fault: a batch leaves this many keys or writes unprocessed, counted from the end.
 *
 * @throws DynarepoError - `BAD_INPUT`: not a whole number of at least 0, or `Infinity` for all.
 */
export function unprocessed(entries: number): Fault {
  checkArgument('the argument of unprocessed', entries, entryCount);
  return { kind: 'unprocessed', entries };
}

/**
 * Returns a fault: another transaction uses the item, or the items of these actions of a transaction, counted from 0.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is not a whole number of at least 0.
 */
export function transactionConflict(...actions: readonly number[]): Fault {
  checkArgument('an argument of transactionConflict', actions, actionNumbers);
  return { kind: 'transaction-conflict', actions: actions.length === 0 ? undefined : actions };
}

/** Returns a fault: another TransactWriteItems with the same client request token is being executed. */
export function transactionInProgress(): Fault {
  return { kind: 'transaction-in-progress' };
}

/** The check of a number of unprocessed entries. */
export const entryCount: OptionCheck = {
  expected: 'a whole number of at least 0, or Infinity for all',
  isValid: (value) => value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && Number(value) >= 0),
};

/** The check of the numbers of actions of a transaction. */
export const actionNumbers: OptionCheck = {
  expected: 'a whole number of at least 0',
  isValid: (value) => Array.isArray(value) && value.every((action) => Number.isSafeInteger(action) && action >= 0),
};
