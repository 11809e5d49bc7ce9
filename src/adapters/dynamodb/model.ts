import { operations } from '../../domain/api/operation-models.ts';
import { typeViolation } from '../../domain/api/type-violation.ts';
import type { OperationName } from '../../domain/dynamodb.ts';
import { ServiceError } from '../../domain/errors.ts';
import { unknownOperation } from '../../domain/unknown-operation.ts';

/** @throws DynarepoError - `BAD_INPUT`: DynamoDB has no operation with this name. */
export function rejectUnknown(name: unknown): never {
  throw unknownOperation(name);
}

/**
 * Checks the types of an input's values as the service would.
 *
 * @throws ServiceError - SerializationException: a value has another type than the model.
 */
export function rejectWrongTypes(operation: OperationName, input: unknown): void {
  const violation = typeViolation(input, operations[operation].input, isBoolean);
  if (violation !== undefined) throw new ServiceError('SerializationException', violation);
}

/** Returns whether the model has an error with this name for an operation. */
export function hasError(operation: OperationName, name: string): boolean {
  return operations[operation].errors.includes(name);
}

/** The service accepts some strings as booleans, but the SDK would send every string as `true`. */
function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}
