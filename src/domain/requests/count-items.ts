import type { Input, OperationName, Output } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { itemsOf } from './items-of.ts';

/** Returns the number of items that a read returned, or that a write wrote; `undefined` for other operations. */
export function countItems(
  operation: OperationName,
  input: Input<OperationName>,
  output: Output<OperationName>,
): number | undefined {
  const found: Readonly<Record<string, unknown>> = isRecord(output) ? output : {};
  switch (operation) {
    case 'GetItem':
      return isRecord(found.Item) ? 1 : 0;
    case 'Query':
    case 'Scan':
      return typeof found.Count === 'number' ? found.Count : lengthOf(found.Items);
    case 'ExecuteStatement':
      return lengthOf(found.Items);
    case 'BatchGetItem':
      return lengthsIn(found.Responses);
    case 'TransactGetItems':
      return Array.isArray(found.Responses) ? found.Responses.filter(hasItem).length : 0;
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
    case 'TransactWriteItems':
      return itemsOf(operation, input).length;
    case 'BatchWriteItem':
      return itemsOf(operation, input).length - lengthsIn(found.UnprocessedItems);
    default:
      return undefined;
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function lengthsIn(lists: unknown): number {
  return isRecord(lists) ? Object.values(lists).reduce<number>((sum, list) => sum + lengthOf(list), 0) : 0;
}

function hasItem(response: unknown): boolean {
  return isRecord(response) && isRecord(response.Item);
}
