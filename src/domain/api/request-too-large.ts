import { ServiceError } from '../errors.ts';

/** A request of more than 16 MB, of which the service reads nothing; its answer has a status and no text. */
export function requestTooLarge(): ServiceError {
  return new ServiceError('RequestEntityTooLarge', 'The request is larger than 16 MB', { statusCode: 413 });
}
