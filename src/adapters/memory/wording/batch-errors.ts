import type { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** The texts that the service reports for batches as a whole. */

/** The lists of all tables together are too long. Each list also has a length limit in the service model. */
export const tooManyEntries = (operation: 'BatchGetItem' | 'BatchWriteItem'): ServiceError =>
  validationError(`Too many items requested for the ${operation} call`);

/** Two entries of a batch have the same key. */
export const duplicateKeys = (): ServiceError => validationError('Provided list of item keys contains duplicates');

/**
 * A write request must be either a put or a delete. The service uses its text for attribute values.
 *
 * Observed: DynamoDB Local 3.3.1, with both and with neither.
 */
export const notOneWrite = (): ServiceError =>
  validationError(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
