import { isReadOperation } from '../../../domain/api/is-read-operation.ts';
import type { Input, OperationName } from '../../../domain/dynamodb.ts';
import { ServiceError, type ThrottlingReason } from '../../../domain/errors.ts';
import { accountLimitExceeded, throughputExceeded } from '../wording/throttling-errors.ts';

/** Something that goes wrong with a request. */
export type Fault =
  /** The request is refused and changes nothing. */
  | { readonly kind: 'error'; readonly error: ServiceError | ((operation: OperationName) => ServiceError) }
  /** A batch leaves that many of its keys or writes, counted from the end, unprocessed; other operations do not. */
  | { readonly kind: 'unprocessed'; readonly entries: number };

/** What a fault may depend on. */
export interface FaultRequest {
  readonly operation: OperationName;
  /** As it came; only to be looked at. */
  readonly input: Input<OperationName>;
  /** The number of this request among all that the database was sent, from 1. */
  readonly number: number;
}

/** Asked before every request whether it meets with a fault. What it throws goes on to the caller of the request. */
export type Faults = (request: FaultRequest) => Fault | undefined;

/** A fault: the capacity of a table or an index is used up; of the table, for reading or writing, unless `given` says more. */
export function throttled(given: Partial<ThrottlingReason> = {}): Fault {
  const reason = (operation: OperationName) => `Table${accessOf(operation)}ProvisionedThroughputExceeded`;
  return { kind: 'error', error: (operation) => throughputExceeded({ reason: reason(operation), ...given }) };
}

/** A fault: the capacity of the whole account is used up. */
export function requestLimitExceeded(given: Partial<ThrottlingReason> = {}): Fault {
  const reason = (operation: OperationName) => `Table${accessOf(operation)}AccountLimitExceeded`;
  return { kind: 'error', error: (operation) => accountLimitExceeded({ reason: reason(operation), ...given }) };
}

function accessOf(operation: OperationName): 'Read' | 'Write' {
  return isReadOperation(operation) ? 'Read' : 'Write';
}

/** A fault: the service fails for no reason of the caller's. */
export function internalServerError(): Fault {
  return { kind: 'error', error: new ServiceError('InternalServerError', 'Internal server error') };
}

/** A fault: a batch leaves that many of its keys or writes, counted from the end, unprocessed. */
export function unprocessed(entries: number): Fault {
  return { kind: 'unprocessed', entries };
}
