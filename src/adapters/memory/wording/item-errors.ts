import type { Item } from '../../../domain/dynamodb.ts';
import { ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** The texts that the service reports for whole items. */

/** PutItem: the item is too large. */
export const itemTooLarge = (): ServiceError => validationError('Item size has exceeded the maximum allowed size');

/** UpdateItem: the updated item is too large, or the update itself is. */
export const updatedItemTooLarge = (): ServiceError =>
  validationError('Item size to update has exceeded the maximum allowed size');

/**
 * The condition of a write is false.
 *
 * @param item - the stored item, if the request asks for it.
 */
export const conditionFailed = (item: Item | undefined): ServiceError =>
  new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', { item });
