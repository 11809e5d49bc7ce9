import type { OptionNames } from '../../domain/options.ts';
import { type CallOptions, callOptionNames } from '../call-options.ts';
import type { RetryOptions } from '../retry.ts';

/** Options of `transactGet`. */
export interface TransactionOptions extends CallOptions {
  /** How requests with retryable errors, such as a conflict with another transaction, are retried; `false` turns retries off. */
  readonly retry?: RetryOptions | false | undefined;
}

/** Options of the commit of a `UnitOfWork`. */
export interface CommitOptions extends CallOptions {
  /**
   * Text of 1 to 36 characters that identifies the transaction: for 10 minutes, the same requests with the same token are
   * executed once. A further call of `transactWrite` that changes unique values which are read first ends with an
   * `IdempotentParameterMismatchException` instead; a `UnitOfWork` remembers what it read. Default: a new one for each
   * transaction, so that retries never write twice.
   */
  readonly token?: string | undefined;
}

/** Options of `transactWrite`. */
export interface TransactWriteOptions extends TransactionOptions, CommitOptions {}

/** Option names of {@link TransactionOptions}. */
export const transactionOptionNames: OptionNames<TransactionOptions> = { ...callOptionNames, retry: true };

/** Option names of {@link CommitOptions}. */
export const commitOptionNames: OptionNames<CommitOptions> = {
  ...callOptionNames,
  token: {
    expected: 'a text of 1 to 36 characters',
    isValid: (value) => typeof value === 'string' && /^.{1,36}$/s.test(value),
  },
};
