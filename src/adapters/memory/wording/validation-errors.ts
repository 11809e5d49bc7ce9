import { ServiceError } from '../../../domain/errors.ts';

/**
 * How an operation words what it refuses. The service has two layers of validation in use at once: the current one,
 * whose writes put most problems into an envelope, and the older one, which batch writes still go through.
 *
 * Observed: October 2026.
 */
export interface Wording {
  /** What a problem of a value or an expression is preceded by. */
  readonly envelope: '' | '1 validation error detected: ';
  readonly layer: 'current' | 'older';
}

/** PutItem, UpdateItem and DeleteItem. */
export const writeWording: Wording = { envelope: '1 validation error detected: ', layer: 'current' };
/** GetItem, BatchGetItem, Query and Scan. */
export const readWording: Wording = { envelope: '', layer: 'current' };
/** BatchWriteItem. */
export const batchWriteWording: Wording = { envelope: '', layer: 'older' };

/** A request that the service understands but does not accept. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

/** One of the many that begin alike. */
export function invalidParameter(message: string): ServiceError {
  return validationError(`One or more parameter values were invalid: ${message}`);
}

/** A request whose members do not have the types of the service's model. */
export function serializationError(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}
