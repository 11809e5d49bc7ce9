import { DynarepoError, NotImplementedError, ServiceError } from '../../domain/errors.ts';

/** Converts whatever a database throws to the error of a response. */
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
