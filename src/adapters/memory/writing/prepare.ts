import { evaluate } from '../../../domain/expressions/evaluate.ts';
import type { AccountTable } from '../account/account.ts';
import type { Simulation } from '../request-environment.ts';
import { newItem, type StoredItem } from '../storage/stored-item.ts';
import { itemAt } from '../storage/table.ts';
import { conditionFailed } from '../wording/item-errors.ts';
import { transactionConflict } from '../wording/transaction-errors.ts';
import { type ItemWrite, storageKeyOf, type WriteCondition } from './item-write.ts';
import type { TableChange } from './table-change.ts';
import { updatedItem } from './updated-item.ts';

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
      const { item } = action;
      const key = storageKeyOf(write, table.schema, previous);
      return { table, found, previous, item: newItem(key, item, item.sizeBytes) };
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

function checkCondition({ condition, itemOnFailure }: WriteCondition, stored: StoredItem | undefined): void {
  if (condition === undefined || evaluate(condition, stored ?? {})) return;
  throw conditionFailed(itemOnFailure === 'ALL_OLD' && stored !== undefined ? stored.copy() : undefined);
}
