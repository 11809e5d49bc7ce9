import { DynarepoError, NotImplementedError, ServiceError } from '../../domain/errors.ts';

/** What the service would answer where a database threw that. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof NotImplementedError) {
    return new ServiceError('NotImplementedError', error.message, { statusCode: 501, cause: error });
  }
  if (error instanceof DynarepoError && error.code === 'NO_RESPONSE') {
    return new ServiceError('ServiceUnavailable', error.message, { cause: error });
  }
  return new ServiceError('InternalFailure', '', { cause: error });
}
