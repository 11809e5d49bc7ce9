import type { OperationName } from '../dynamodb.ts';
import { serviceModel } from './service-model.ts';
import type { OperationModel } from './shape.ts';

/**
 * The service model: input, output and errors of every operation.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html
 */
export const operations: Readonly<Record<OperationName, OperationModel>> = serviceModel.operations;

// The cast: `Object.keys` returns strings, and the type of `operations` restricts its keys.
/** The names of all operations. */
export const operationNames: readonly OperationName[] = Object.keys(operations) as OperationName[];

/** Returns whether a text is the name of an operation. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
