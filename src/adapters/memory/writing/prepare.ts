import type { Item } from '../../../domain/dynamodb.ts';
import { evaluate } from '../../../domain/expressions/evaluate.ts';
import type { ItemUpdate } from '../../../domain/expressions/tree.ts';
import { type ChangedItem, changedItemSizeBytes, itemSizeBytes } from '../../../domain/values/size.ts';
import type { AccountTable } from '../account/account.ts';
import { applyUpdate } from '../expressions/evaluation/apply.ts';
import type { Simulation } from '../request-environment.ts';
import { type StorageKey, withHash } from '../storage/storage-key.ts';
import { newItem, type StoredItem } from '../storage/stored-item.ts';
import { itemAt, type TableSchema } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize } from '../validation/item-requests.ts';
import { conditionFailed, updatedItemTooLarge } from '../wording/item-errors.ts';
import { transactionConflict } from '../wording/transaction-errors.ts';
import type { ItemWrite, WriteCondition } from './item-write.ts';
import type { TableChange } from './table-change.ts';

/**
 * Returns the change that a write will make. Makes all checks and changes nothing.
 *
 * @throws ServiceError - ConditionalCheckFailedException, or ValidationException if an update can't be applied or
 *   results in an item that can't be stored.
 */
export function prepare(table: AccountTable, write: ItemWrite): TableChange {
  const { key, action, condition } = write;
  const found = itemAt(table, key);
  // A copy, because the write can change the stored item in place.
  const previous = found && newItem(found.key, found, found.sizeBytes);
  checkCondition(condition, previous);
  switch (action.kind) {
    case 'put': {
      const { attributes, sizeBytes } = action.item;
      return { table, found, previous, item: newItem(keyOf(write, table.schema, previous), attributes, sizeBytes) };
    }
    case 'update':
      return { table, found, previous, item: updatedItem(table.schema, write, { update: action.update, previous }) };
    case 'delete':
      return { table, previous, item: undefined };
    case 'check':
      return { table, previous, item: previous };
    default:
      return action satisfies never;
  }
}

/**
 * Returns the change of the only write of a request.
 *
 * @throws ServiceError - as {@link prepare}; TransactionConflictException if the simulation has a conflict.
 */
export function prepareAlone(table: AccountTable, write: ItemWrite, simulation: Simulation): TableChange {
  if (simulation.conflictingActions !== undefined) throw transactionConflict();
  return prepare(table, write);
}

/** A stored item has its key already; only that of a new item is hashed. */
function keyOf({ key, keyAttributes }: ItemWrite, schema: TableSchema, previous: StoredItem | undefined): StorageKey {
  return previous?.key ?? withHash(key, keyAttributes, schema.key);
}

function checkCondition({ condition, itemOnFailure }: WriteCondition, stored: StoredItem | undefined): void {
  if (condition === undefined || evaluate(condition, stored ?? {})) return;
  throw conditionFailed(itemOnFailure === 'ALL_OLD' && stored !== undefined ? stored.copy() : undefined);
}

function updatedItem(
  schema: TableSchema,
  write: ItemWrite,
  { update, previous }: { readonly update: ItemUpdate | undefined; readonly previous: StoredItem | undefined },
): StoredItem | undefined {
  if (previous !== undefined && update === undefined) return previous;
  const effective = previous === undefined ? update && withoutRemovals(update) : update;
  if (effective?.actions.length === 0) return undefined;
  // If no item exists, operands can still refer to its key attributes. Observed: DynamoDB Local 3.3.1, 2026-11-24.
  const stored = previous?.attributes;
  const before = stored ?? write.keyAttributes;
  const attributes = effective === undefined ? before : applyUpdate(effective, before);
  checkIndexKeys(schema, attributes, stored ?? {});
  const sizeBytes =
    previous === undefined || effective === undefined
      ? itemSizeBytes(attributes)
      : changedSizeBytes(effective, attributes, { before, sizeBytes: previous.sizeBytes });
  const item = newItem(keyOf(write, schema, previous), attributes, sizeBytes);
  checkItemSize(schema, item, updatedItemTooLarge);
  return item;
}

/** Only the attributes that the update names can differ. */
function changedSizeBytes({ actions }: ItemUpdate, item: Item, before: Omit<ChangedItem, 'names'>): number {
  const names: string[] = [];
  for (const { path } of actions) {
    const name = String(path.steps[0]);
    if (!names.includes(name)) names.push(name);
  }
  return changedItemSizeBytes(item, { ...before, names });
}

/**
 * Returns an update without its REMOVE and DELETE actions, which do nothing if no item exists. An update with only
 * such actions creates no item; an update without an expression creates an item with the key attributes.
 */
function withoutRemovals(update: ItemUpdate): ItemUpdate {
  return { ...update, actions: update.actions.filter(({ kind }) => kind === 'set' || kind === 'add') };
}
