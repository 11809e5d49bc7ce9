import { ServiceError } from '../errors.ts';

/** Creates the error for a request of more than 16 MB; DynamoDB's response has a status and no body. */
export function requestTooLarge(): ServiceError {
  return new ServiceError('RequestEntityTooLarge', 'The request is larger than 16 MB', { statusCode: 413 });
}
