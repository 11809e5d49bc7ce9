import { operations as models } from '../../domain/api/operations.ts';
import { typeProblem } from '../../domain/api/type-problem.ts';
import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { NotImplementedError, ServiceError } from '../../domain/errors.ts';
import type { Account } from './account/account.ts';
import type { Answer, Environment } from './operation.ts';
import { operations } from './operation-table.ts';
import { withTablesSettled } from './tables/table-status.ts';
import { checkMembers } from './validation/members/check-members.ts';
import { isBoolean } from './values/read-boolean.ts';
import { UnreadableRequest } from './values/unreadable-request.ts';
import { serializationError } from './wording/refusal.ts';

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
  request: Request<N>,
  environment: Environment,
): Answer<N> {
  const { operation, input } = request;
  const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (run === undefined) throw new NotImplementedError(operation);
  try {
    return run(withTablesSettled(database, environment.nowMs), checkMembers(operation, input), environment);
  } catch (problem) {
    if (!(problem instanceof ServiceError || problem instanceof UnreadableRequest)) throw problem;
    throw wrongType(request) ?? problem;
  }
}

/**
 * What the service says before anything else, as it reads the whole of a request before it looks at what that says. It is
 * looked for only in requests that are refused, because those who read values find in passing that none has a wrong type.
 */
function wrongType<N extends OperationName>({ operation, input }: Request<N>): ServiceError | undefined {
  const problem = typeProblem(input, models[operation].input, isBoolean);
  return problem === undefined ? undefined : serializationError(problem);
}
