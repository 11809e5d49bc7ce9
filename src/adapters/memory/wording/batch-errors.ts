import type { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** What the service says of batches as a whole. */

/** The lists of all tables together are too long; each by itself is a member with a length of its own. */
export const tooManyEntries = (operation: 'BatchGetItem' | 'BatchWriteItem'): ServiceError =>
  validationError(`Too many items requested for the ${operation} call`);

/** Two entries of a batch are about one item. */
export const duplicateKeys = (): ServiceError => validationError('Provided list of item keys contains duplicates');

/**
 * A write request has to be either a put or a delete. The service takes its text from attribute values.
 *
 * Observed: DynamoDB Local 3.3.1, with both and with neither.
 */
export const notOneWrite = (): ServiceError =>
  validationError(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
