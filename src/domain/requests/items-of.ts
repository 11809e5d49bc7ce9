import { tableInArn } from '../arn.ts';
import type { Input, Item, OperationName } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';

/** An item of a request: its key, or all of it in a put. */
export interface RequestItem {
  /** The table's name. */
  readonly table: string;
  readonly key: Item | undefined;
  /** The item to put. */
  readonly item: Item | undefined;
}

/** Returns the items of a request, in the order of the input (of a batch, table by table); none for other requests. */
export function itemsOf(operation: OperationName, input: Input<OperationName>): readonly RequestItem[] {
  const request: unknown = input;
  if (!isRecord(request)) return [];
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [toItem(request)];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return isRecord(request.RequestItems) ? Object.entries(request.RequestItems).flatMap(ofTable) : [];
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return listOf(request.TransactItems).map((action) =>
        toItem(isRecord(action) ? Object.values(action)[0] : action),
      );
    default:
      return [];
  }
}

function ofTable([table, requests]: [string, unknown]): readonly RequestItem[] {
  if (isRecord(requests)) return listOf(requests.Keys).map((Key) => toItem({ Key, TableName: table }));
  return listOf(requests).map((write) => {
    const { PutRequest, DeleteRequest } = isRecord(write) ? write : {};
    return toItem({ ...Object(PutRequest ?? DeleteRequest), TableName: table });
  });
}

function toItem(parameters: unknown): RequestItem {
  const { TableName, Key, Item: put } = isRecord(parameters) ? parameters : {};
  const table = String(TableName ?? '');
  return { table: tableInArn(table) ?? table, key: asItem(Key), item: asItem(put) };
}

function asItem(value: unknown): Item | undefined {
  return isRecord(value) ? (value as Item) : undefined; // an adapter checks its attribute values
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
