import { checkMembers } from '../../../../../src/adapters/memory/validation/members/check-members.ts';
import type { OperationName } from '../../../../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../../../../src/domain/errors.ts';

/** Returns the name and message of the error for the members of a request, or `accepted`. */
export function rejection(operation: OperationName, input: unknown): string {
  try {
    checkMembers(operation, input);
  } catch (error) {
    if (error instanceof DynarepoError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

/** Returns the message alone of a ValidationException. */
export function validationMessage(operation: OperationName, input: unknown): string {
  return rejection(operation, input).replace(/^ValidationException: /, '');
}
