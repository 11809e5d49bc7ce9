import type { Item } from '../../../domain/dynamodb.ts';
import { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** What the service says of whole items. */

/** An item that is put is too large. */
export const itemTooLarge = (): ServiceError => validationError('Item size has exceeded the maximum allowed size');

/** Said of the item that an update leaves, and of an update that is too large in itself. */
export const updatedItemTooLarge = (): ServiceError =>
  validationError('Item size to update has exceeded the maximum allowed size');

/**
 * The condition of a write does not hold.
 *
 * @param item - the one that failed it, where the request asks for it and one is stored.
 */
export const conditionFailed = (item: Item | undefined): ServiceError =>
  new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', { item });
