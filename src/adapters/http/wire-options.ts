import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { Clock, Random } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { type OptionNames, withMethods } from '../../domain/options.ts';
import type { Caller } from './authorization.ts';

/** One database for all callers, or a function that returns the one for an access key and Region. */
export type Databases = DynamoDb | ((caller: Caller) => DynamoDb);

/** Settings of the wire protocol. */
export interface WireOptions {
  /** Secret keys by access key: requests must be signed with one of them. Default: signatures are not verified. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  /** The Region in the response to a health check. Default: `us-east-1`. */
  readonly region?: string | undefined;
  /** Used for the age of signatures and the times of requests. Default: the system clock. */
  readonly clock?: Clock | undefined;
  /** Used for the ids of requests that reach no database. Default: `Math.random`. */
  readonly random?: Random | undefined;
  /** Receives what a database throws other than the service's errors; the response has status 500 or 503. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** Option names of {@link WireOptions}. */
export const wireOptionNames: OptionNames<WireOptions> = {
  clock: 'clock',
  credentials: { expected: 'an object of secret keys by access key', isValid: areCredentials },
  onFailure: 'function',
  random: 'function',
  region: 'text',
};

/**
 * Checks the databases that requests are sent to.
 *
 * @throws DynarepoError - `BAD_INPUT`: neither a database nor a function.
 */
export function checkDatabases(call: string, databases: unknown): asserts databases is Databases {
  if (typeof databases === 'function' || withMethods('execute').isValid(databases)) return;
  const hint = 'such as new MemoryDynamoDb(), or a function that returns one';
  throw new DynarepoError('BAD_INPUT', `the first argument of ${call} must be a database, ${hint}`);
}

function areCredentials(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((secret) => typeof secret === 'string' && secret !== '');
}
