import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import { copyItem } from '../../../domain/values/attribute-value.ts';
import type { Account } from '../account/account.ts';
import { type CapacityMode, charge } from '../capacity/charge.ts';
import type { Environment } from '../request-environment.ts';
import { availableTable } from '../tables/find-table.ts';
import { commit } from './commit.ts';
import { itemCollectionMetrics } from './item-collection-metrics.ts';
import type { ItemWrite } from './item-write.ts';
import type { TableChange } from './table-change.ts';

/** The members that PutItem, UpdateItem and DeleteItem share. */
export interface WriteRequest {
  readonly TableName: string | undefined;
  readonly ReturnConsumedCapacity?: CapacityMode | undefined;
  readonly ReturnItemCollectionMetrics?: Input<'PutItem'>['ReturnItemCollectionMetrics'];
}

/** A write that has passed all checks. */
export interface PreparedWrite {
  readonly request: WriteRequest;
  readonly write: ItemWrite;
  readonly change: TableChange;
  /** The attributes that `ReturnValues` asks for. */
  readonly returned: Item | undefined;
}

/** Charges and commits the one write of a request, and returns the output of PutItem, UpdateItem and DeleteItem. */
export function executeWrite(
  account: Account,
  { request, write, change, returned }: PreparedWrite,
  environment: Environment,
): { readonly account: Account; readonly output: Output<'PutItem'> } {
  const { TableName: tableName = '', ReturnConsumedCapacity: mode } = request;
  const output: Output<'PutItem'> = {};
  if (returned !== undefined) output.Attributes = copyItem(returned);
  const capacity = charge(
    { kind: 'item changes', schema: change.table.schema, changes: [change] },
    { tableName, mode, throughput: environment.simulation.throughput },
  );
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  const after = commit(account, change, 'request', environment);
  if (request.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = itemCollectionMetrics(availableTable(after, tableName), write);
    if (metrics !== undefined) output.ItemCollectionMetrics = metrics;
  }
  return { account: after, output };
}
