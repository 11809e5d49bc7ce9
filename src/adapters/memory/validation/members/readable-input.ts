import { operations } from '../../../../domain/api/operation-models.ts';
import { plainMembers } from '../../../../domain/api/plain-members.ts';
import type { Input, OperationName } from '../../../../domain/dynamodb.ts';
import { DynarepoError } from '../../../../domain/errors.ts';

/**
 * Returns a copy of an input as plain data, with only the members that the service knows.
 *
 * @throws DynarepoError - BAD_INPUT: a getter or proxy in the input throws.
 * @throws ServiceError - the input is larger or nested deeper than any request that the service reads.
 */
export function readableInput<N extends OperationName>(operation: N, input: Input<N>): Input<N> {
  try {
    return plainMembers(input, operations[operation].input) as Input<N>; // types are checked when it is parsed
  } catch (cause) {
    if (cause instanceof DynarepoError) throw cause;
    throw new DynarepoError('BAD_INPUT', `the input of ${operation} cannot be read`, { cause });
  }
}
