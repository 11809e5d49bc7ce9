import { ServiceError } from '../domain/errors.ts';
import { excerpt } from '../domain/excerpt.ts';

/** A user's mistake, or a failed system call, with a message of one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Invalid arguments; nothing was executed. */
export class ArgumentError extends UsageError {}

/** Returns the code of a Node error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), 'code');
}

/** Returns an error's message for the terminal, with the name if it is an error of the service. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || error instanceof ServiceError) return excerpt(String(error), longestReason);
  const reason = excerpt(error.message, longestReason);
  return isMissingCredentials(error.cause) ? `${reason} ${credentialsHint}` : reason;
}

/** Some messages of the service repeat values of a request. In UTF-16 code units. */
const longestReason = 1000;

const credentialsHint =
  '(set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile with credentials)';

/** Whether the AWS SDK found no credentials. */
function isMissingCredentials(error: unknown): boolean {
  return error instanceof Error && error.name === 'CredentialsProviderError';
}
