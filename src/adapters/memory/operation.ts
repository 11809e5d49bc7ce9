import type { Input, OperationName, Output } from '../../domain/dynamodb.ts';
import type { Account } from './account/account.ts';
import type { Environment } from './request-environment.ts';

/** The result of a request. */
export interface OperationResult<N extends OperationName> {
  /** The account after the request. The account before it must not be used again. */
  readonly account: Account;
  readonly output: Output<N>;
}

/**
 * One operation of the service. Its input is already validated against the service model. The operation validates
 * everything else, in passes and in the order of the service: the first pass that finds a violation hides those of
 * later passes.
 *
 * @throws ServiceError - before anything changes.
 */
export type Operation<N extends OperationName> = (
  account: Account,
  input: Input<N>,
  environment: Environment,
) => OperationResult<N>;
