import type { Input, OperationName, Output } from '../../domain/dynamodb.ts';
import type { Account } from './account/account.ts';
import type { Environment } from './request-environment.ts';

/** The outcome of a request that was executed. */
export interface OperationResult<N extends OperationName> {
  /** The account after the request; the one before must not be used again. */
  readonly account: Account;
  readonly output: Output<N>;
}

/**
 * One operation of the service. Its input has the shape and keeps the member constraints of the model; everything else is
 * validated by the operation, in passes whose order is the service's: the first violation hides those of later passes.
 *
 * @throws ServiceError - before anything changes.
 */
export type Operation<N extends OperationName> = (
  account: Account,
  input: Input<N>,
  environment: Environment,
) => OperationResult<N>;
