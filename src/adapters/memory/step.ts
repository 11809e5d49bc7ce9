import { operations as models } from '../../domain/api/operation-models.ts';
import { typeViolation } from '../../domain/api/type-violation.ts';
import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { NotImplementedError, ServiceError } from '../../domain/errors.ts';
import type { Account } from './account/account.ts';
import type { Operation, OperationResult } from './operation.ts';
import { operationTable } from './operation-table.ts';
import type { Environment } from './request-environment.ts';
import { checkMembers } from './validation/members/check-members.ts';
import { isBoolean } from './values/parse-boolean.ts';
import { UnreadableRequest } from './values/unreadable-request.ts';
import { serializationError } from './wording/validation-errors.ts';

/** One request to the emulated account. */
export interface Request<N extends OperationName> {
  readonly operation: N;
  /** As the caller gave it: its members are validated here, whatever their declared types. */
  readonly input: Input<N>;
}

/**
 * Executes a request: the account before it and the request give the account after it and the output. It is synchronous,
 * and its result depends on nothing but its arguments. Events due before the request have been run (`runDueEvents`).
 *
 * @throws ServiceError - the service rejects the request; the account is unchanged.
 * @throws NotImplementedError - the operation, or something the request asks of it, is not built.
 */
export function step<N extends OperationName>(
  account: Account,
  request: Request<N>,
  environment: Environment,
): OperationResult<N> {
  const { operation, input } = request;
  const execute = builtOperation(operation);
  if (execute === undefined) throw new NotImplementedError(operation);
  try {
    return execute(account, checkMembers(operation, input), environment);
  } catch (error) {
    if (!(error instanceof ServiceError || error instanceof UnreadableRequest)) throw error;
    throw wrongType(request) ?? error;
  }
}

function builtOperation<N extends OperationName>(operation: N): Operation<N> | undefined {
  const built: { readonly [Name in OperationName]?: Operation<Name> } = operationTable;
  return Object.hasOwn(built, operation) ? built[operation] : undefined;
}

/**
 * Returns the error that the service reports before any other, because it parses the whole request first: a value of the
 * wrong JSON type. Only rejected requests are searched for one; in others, parsing the values has shown that there is none.
 */
function wrongType<N extends OperationName>({ operation, input }: Request<N>): ServiceError | undefined {
  const problem = typeViolation(input, models[operation].input, isBoolean);
  return problem === undefined ? undefined : serializationError(problem);
}
