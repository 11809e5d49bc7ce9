import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import { copyItem } from '../../../domain/values/attribute-value.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { activeTable } from '../account/find-table.ts';
import { type CapacityMode, consumedCapacity, isCapacityTold } from '../capacity/consumed-capacity.ts';
import { unitsOfChange } from '../capacity/write-capacity.ts';
import { itemCollectionMetrics } from './item-collection-metrics.ts';
import { commit, type ItemChange, type ItemWrite } from './prepare.ts';

/** What PutItem, UpdateItem and DeleteItem are all asked to tell. */
export interface WriteRequest {
  readonly TableName: string | undefined;
  readonly ReturnConsumedCapacity?: CapacityMode | undefined;
  readonly ReturnItemCollectionMetrics?: Input<'PutItem'>['ReturnItemCollectionMetrics'];
}

/** A write that is ready to be carried out. */
export interface PreparedWrite {
  readonly table: AccountTable;
  readonly write: ItemWrite;
  readonly change: ItemChange;
  /** What `ReturnValues` asks for. */
  readonly returned: Item | undefined;
}

/** Carries a write out and answers as PutItem, UpdateItem and DeleteItem do. */
export function answerWrite(
  database: Account,
  { table, write, change, returned }: PreparedWrite,
  request: WriteRequest,
): { readonly database: Account; readonly output: Output<'PutItem'> } {
  const { TableName: tableName = '', ReturnConsumedCapacity: mode } = request;
  const output: Output<'PutItem'> = {};
  if (returned !== undefined) output.Attributes = copyItem(returned);
  if (isCapacityTold(mode)) {
    const capacity = consumedCapacity(mode, tableName, unitsOfChange(table.schema, change));
    if (capacity !== undefined) output.ConsumedCapacity = capacity;
  }
  const after = commit(database, table, change);
  if (request.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = itemCollectionMetrics(activeTable(after, tableName), write);
    if (metrics !== undefined) output.ItemCollectionMetrics = metrics;
  }
  return { database: after, output };
}
