import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { NotImplementedError } from '../../domain/errors.ts';
import type { Answer, Environment } from './operations/operation.ts';
import { operations } from './operations/operations.ts';
import type { Account } from './tables/account.ts';
import { withTablesSettled } from './tables/table-status.ts';
import { checkMembers } from './validation/members.ts';

/** One request to the emulated account. */
export interface Request<N extends OperationName> {
  readonly operation: N;
  /** As it came: its members are checked here, whatever they were said to be. */
  readonly input: Input<N>;
}

/**
 * The whole emulator as a function: the account before and a request give the account after and an answer. Nothing in
 * it waits, and nothing but its arguments decides what it gives.
 *
 * @throws ServiceError - the service would not serve the request; the account is as it was.
 * @throws NotImplementedError - the operation, or something that the request asks of it, is not built.
 */
export function step<N extends OperationName>(
  database: Account,
  { operation, input }: Request<N>,
  environment: Environment,
): Answer<N> {
  const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (run === undefined) throw new NotImplementedError(operation);
  return run(withTablesSettled(database, environment.nowMs), checkMembers(operation, input), environment);
}
