import type { Item } from '../../../domain/dynamodb.ts';
import type { ItemUpdate } from '../../../domain/expressions/tree.ts';
import { type ChangedItem, changedItemSizeBytes, itemSizeBytes } from '../../../domain/values/size.ts';
import { applyUpdate } from '../expressions/evaluation/apply.ts';
import { outcomeOf } from '../expressions/evaluation/update-outcomes.ts';
import { shareReadable } from '../storage/flat-item.ts';
import { newItem, type StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { checkIndexKeys } from '../validation/index-keys.ts';
import { checkItemSize } from '../validation/item-requests.ts';
import { updatedItemTooLarge } from '../wording/item-errors.ts';
import { type ItemWrite, storageKeyOf } from './item-write.ts';

/** A write that updates an item, and what it meets. */
export interface StoredUpdate {
  readonly update: ItemUpdate | undefined;
  readonly previous: StoredItem | undefined;
}

/**
 * Returns the item after an update; `undefined` if none exists and the update creates none.
 *
 * @throws ServiceError - ValidationException: the update can't be applied, or its result can't be stored.
 */
export function updatedItem(
  schema: TableSchema,
  write: ItemWrite,
  { update, previous }: StoredUpdate,
): StoredItem | undefined {
  if (previous !== undefined && update === undefined) return previous;
  const replaced = previous && update && withValuesReplaced(schema, previous, update);
  if (replaced !== undefined) {
    checkItemSize(schema, replaced, updatedItemTooLarge);
    return replaced;
  }
  const effective = previous === undefined ? update && withoutRemovals(update) : update;
  if (effective?.actions.length === 0) return undefined;
  // If no item exists, operands can still refer to its key attributes. Observed: DynamoDB Local 3.3.1, 2026-11-24.
  const stored = previous?.attributes;
  const before = stored ?? shareReadable(write.key.attributes);
  const attributes = effective === undefined ? before : applyUpdate(effective, before);
  checkIndexKeys(schema, attributes, stored ?? {});
  const sizeBytes =
    previous === undefined || effective === undefined
      ? itemSizeBytes(attributes)
      : changedSizeBytes(effective, attributes, { before, sizeBytes: previous.sizeBytes });
  const item = newItem(storageKeyOf(write, schema, previous), attributes, sizeBytes);
  checkItemSize(schema, item, updatedItemTooLarge);
  return item;
}

/**
 * Returns the item after an update that only replaces values of attributes by values of the same types; `undefined` for any other
 * update. Most updates do, and the values that stay need not be converted: with their objects, an update took twice the time.
 */
function withValuesReplaced(
  schema: TableSchema,
  previous: StoredItem,
  { kind, actions }: ItemUpdate,
): StoredItem | undefined {
  const item = newItem(previous.key, previous, previous.sizeBytes);
  if (!item.ownContents()) return undefined;
  let changesKey = false;
  for (const action of actions) {
    const { steps } = action.path;
    if (steps.length > 1) return undefined;
    const name = String(steps[0]);
    const value = outcomeOf(action, previous, kind);
    if (value === undefined || !item.replaceValue(name, value)) return undefined;
    changesKey ||= Object.hasOwn(schema.keyTypes, name);
  }
  if (changesKey) checkIndexKeys(schema, item, previous);
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
