import type { Item } from '../../../domain/dynamodb.ts';
import type { Condition, Update } from '../../../domain/expressions/tree.ts';
import { copyItem } from '../../../domain/values/attribute-value.ts';
import { itemSizeBytes } from '../../../domain/values/size.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { applyUpdate } from '../expressions/evaluation/apply.ts';
import { evaluate } from '../expressions/evaluation/evaluate.ts';
import { withTable } from '../storage/database.ts';
import type { StorageKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { itemAt, type TableSchema, withItemReplaced } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize } from '../validation/items.ts';
import { conditionFailed, updatedItemTooLarge } from '../wording/items.ts';

/** A write of one item, checked as far as it can be without looking at what is stored. */
export interface ItemWrite {
  readonly key: StorageKey;
  /** The attributes of the key; others may stand among them. */
  readonly keyAttributes: Item;
  readonly action: WriteAction;
  readonly guard: Guard;
}

/** What a write does to the item under its key. */
export type WriteAction =
  | { readonly kind: 'put'; readonly item: StoredItem }
  | { readonly kind: 'update'; readonly update: Update | undefined }
  | { readonly kind: 'delete' };

/** What must hold for a write to be carried out. */
export interface Guard {
  readonly condition?: Condition | undefined;
  /** Whether the error of a failed condition brings the item along. */
  readonly itemOnFailure?: 'ALL_OLD' | 'NONE' | undefined;
}

/** What stands under a key before and after a write; `undefined` where nothing does. */
export interface ItemChange {
  readonly previous: StoredItem | undefined;
  readonly item: StoredItem | undefined;
}

/**
 * What a write would change: everything is checked, nothing is changed.
 *
 * @throws ServiceError - ConditionalCheckFailedException, or ValidationException where an update cannot be applied or
 *   leaves an item that must not be stored.
 */
export function prepare(table: AccountTable, write: ItemWrite): ItemChange {
  const { key, action, guard } = write;
  const previous = itemAt(table, key);
  checkCondition(guard, previous);
  switch (action.kind) {
    case 'put':
      return { previous, item: action.item };
    case 'update':
      return { previous, item: updatedItem(table.schema, write, { update: action.update, previous }) };
    case 'delete':
      return { previous, item: undefined };
    default:
      return action satisfies never;
  }
}

/** The account after a change: the one place where an item of a table is replaced. */
export function commit(database: Account, table: AccountTable, change: ItemChange): Account {
  if (change.previous === change.item) return database;
  return withTable(database, withItemReplaced(table, change, database.owner));
}

function checkCondition({ condition, itemOnFailure }: Guard, stored: StoredItem | undefined): void {
  if (condition === undefined || evaluate(condition, stored?.attributes ?? {})) return;
  throw conditionFailed(itemOnFailure === 'ALL_OLD' && stored !== undefined ? copyItem(stored.attributes) : undefined);
}

function updatedItem(
  schema: TableSchema,
  { key, keyAttributes }: ItemWrite,
  { update, previous }: { readonly update: Update | undefined; readonly previous: StoredItem | undefined },
): StoredItem | undefined {
  if (previous !== undefined && update === undefined) return previous;
  const effective = previous === undefined ? update && withoutRemovals(update) : update;
  if (effective?.actions.length === 0) return undefined;
  // Where no item is, operands can name its key all the same. Observed: DynamoDB Local 3.3.1, 2026-11-24.
  const before = previous?.attributes ?? keyAttributes;
  const attributes = effective === undefined ? before : applyUpdate(effective, before);
  checkIndexKeys(schema, attributes, previous?.attributes ?? {});
  const item = { key, attributes, sizeBytes: itemSizeBytes(attributes) };
  checkItemSize(schema, item, updatedItemTooLarge);
  return item;
}

/**
 * What is left of an update where no item is: there is nothing to take away, whatever the paths. One that only takes
 * away makes no item, but one without any expression makes one of the key.
 */
function withoutRemovals({ kind, actions }: Update): Update {
  return { kind, actions: actions.filter((action) => action.kind === 'set' || action.kind === 'add') };
}
