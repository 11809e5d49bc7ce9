import { isOperationName, operations as models } from '../../domain/api/operation-models.ts';
import { typeViolation } from '../../domain/api/type-violation.ts';
import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { DynarepoError, NotImplementedError, ServiceError } from '../../domain/errors.ts';
import { unknownOperation } from '../../domain/unknown-operation.ts';
import type { Account } from './account/account.ts';
import type { Operation, OperationResult } from './operation.ts';
import { operationTable } from './operation-table.ts';
import type { Environment } from './request-environment.ts';
import { checkMembers } from './validation/members/check-members.ts';
import { readableInput } from './validation/members/readable-input.ts';
import { isBoolean } from './values/parse-boolean.ts';
import { UnreadableRequest } from './values/unreadable-request.ts';
import { serializationError } from './wording/validation-errors.ts';

/** One request to the emulated account. */
export interface Request<N extends OperationName> {
  readonly operation: N;
  /** The input from the caller; its members are validated here, whatever their declared types. */
  readonly input: Input<N>;
}

/**
 * Executes a request and returns the account after it and the output. It is synchronous, and its result depends only
 * on its arguments. Run the events that are due before the request first (`runDueEvents`).
 *
 * @throws ServiceError - the service rejects the request; the account is unchanged.
 * @throws NotImplementedError - the operation, or a feature that the request uses, is not implemented.
 */
export function step<N extends OperationName>(
  account: Account,
  request: Request<N>,
  environment: Environment,
): OperationResult<N> {
  const { operation, input } = request;
  try {
    return execute(account, request, environment);
  } catch (error) {
    if (error instanceof DynarepoError) throw error;
    // The input is not plain data, but for example a proxy. The account is unchanged, as all input is read before a change.
    // A bug throws again.
    return execute(account, { operation, input: readableInput(operation, input) }, environment);
  }
}

function execute<N extends OperationName>(
  account: Account,
  request: Request<N>,
  environment: Environment,
): OperationResult<N> {
  const { operation, input } = request;
  const implementation = implementationOf(operation);
  if (implementation === undefined) {
    throw isOperationName(operation) ? new NotImplementedError(operation) : unknownOperation(operation);
  }
  try {
    return implementation(account, checkMembers(operation, input, environment.settings.wording), environment);
  } catch (error) {
    if (!(error instanceof ServiceError || error instanceof UnreadableRequest)) throw error;
    throw typeError(request) ?? error;
  }
}

function implementationOf<N extends OperationName>(operation: N): Operation<N> | undefined {
  const table: { readonly [Name in OperationName]?: Operation<Name> } = operationTable;
  return Object.hasOwn(table, operation) ? table[operation] : undefined;
}

/**
 * Returns the error for a value of the wrong JSON type, which the service reports before any other error because it
 * parses the whole request first. Only rejected requests are searched: in accepted ones, all values were parsed
 * successfully.
 */
function typeError<N extends OperationName>({ operation, input }: Request<N>): ServiceError | undefined {
  const violation = typeViolation(input, models[operation].input, isBoolean);
  return violation === undefined ? undefined : serializationError(violation);
}
