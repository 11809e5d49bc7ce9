import { ServiceError } from '../domain/errors.ts';

/** What the person at the terminal did wrong, or what the machine would not do; one line tells it all. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Arguments that make no sense: nothing was tried. */
export class ArgumentError extends UsageError {}

/** The code of an error of Node's, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), 'code');
}

/** What went wrong, for the person at the terminal, who knows the service's errors by their names. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof ServiceError) return String(error);
  return isWithoutCredentials(error.cause) ? `${error.message} ${credentialsHint}` : error.message;
}

const credentialsHint =
  '(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY give them, or AWS_PROFILE names a profile that does)';

/** Whether the AWS SDK failed because it found none. */
function isWithoutCredentials(error: unknown): boolean {
  return error instanceof Error && error.name === 'CredentialsProviderError';
}
