/** The expected refusal as an engine words it that does not know the envelope. */
export function withoutEnvelope(expected: string): string {
  return expected.replace('1 validation error detected: ', '');
}

/** How every request for a table that does not exist is refused. */
export const noSuchTable = 'ResourceNotFoundException: Cannot do operations on a non-existent table';

/** How a limit below 1 is refused. */
export const limitTooSmall = 'ValidationException: Limit must be greater than or equal to 1';

/** What comes of requests that the engine fails to read. */
export const internalFailure =
  'InternalFailure: The request processing has failed because of an unknown error, exception or failure.';
