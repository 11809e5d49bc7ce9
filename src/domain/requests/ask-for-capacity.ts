import { isOperationName, operations } from '../api/operation-models.ts';
import type { Input, OperationName } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { type OptionCheck, oneOfTexts } from '../options.ts';

/** How much DynamoDB reports of the consumed capacity: one sum for each table, or also for each index. */
export type CapacityDetail = 'TOTAL' | 'INDEXES';

/** The check of a {@link CapacityDetail}. */
export const capacityCheck: OptionCheck = oneOfTexts('TOTAL', 'INDEXES');

/** Returns an input that asks for the consumed capacity, if the operation reports it and the input does not state it. */
export function askForCapacity<N extends OperationName>(
  operation: N,
  input: Input<N>,
  capacity: CapacityDetail,
): Input<N> {
  const isAsked = !isRecord(input) || input.ReturnConsumedCapacity !== undefined;
  return isAsked || !reportsCapacity(operation) ? input : { ...input, ReturnConsumedCapacity: capacity };
}

function reportsCapacity(operation: OperationName): boolean {
  return isOperationName(operation) && Object.hasOwn(operations[operation].input, 'ReturnConsumedCapacity');
}
