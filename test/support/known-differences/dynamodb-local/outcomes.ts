/** Removes the prefix "1 validation error detected: " from an expected rejection. */
export function withoutPrefix(expected: string): string {
  return expected.replace('1 validation error detected: ', '');
}

/** The rejection of every request for a table that does not exist. */
export const noSuchTable = 'ResourceNotFoundException: Cannot do operations on a non-existent table';

/** The rejection of a limit below 1. */
export const limitTooSmall = 'ValidationException: Limit must be greater than or equal to 1';

/** The error for requests that the engine fails to parse. */
export const internalFailure =
  'InternalFailure: The request processing has failed because of an unknown error, exception or failure.';
