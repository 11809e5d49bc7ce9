import type { Item } from '../../domain/dynamodb.ts';
import { partsOf } from '../../domain/entity/keys/key-part.ts';
import { writeUnits } from '../../domain/values/capacity-units.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import type { UniqueChanges, UniqueWrite } from '../requests/request.ts';
import { uniqueItemsOf } from '../requests/unique-items.ts';
import { type HolderAction, holderActions } from '../transactions/holder-actions.ts';
import { type ChangeUnits, unitsOfChange } from './item-change.ts';
import type { ExplainedWrite, KnownItem } from './write-estimate.ts';

/** A write that can change unique values. */
export interface UniqueExplained extends ExplainedWrite {
  readonly unique?: UniqueChanges | undefined;
}

/** The items that hold unique values and that a transaction changes. */
export interface HolderEstimate {
  /** Their number. */
  readonly count: number;
  /** The units of each change, in the table of the request with this index. */
  readonly changes: readonly (ChangeUnits & { readonly index: number })[];
  readonly assumptions: readonly string[];
}

/** Estimates what the items that hold unique values consume, twice as much as alone because a transaction changes them. */
export function estimateHolders(writes: readonly UniqueExplained[], known: readonly KnownItem[]): HolderEstimate {
  const planned = writes.map((write, index) => uniqueWriteOf(write, known[index]?.stored));
  const changes = holderActions(planned, new Set()).map((action) => {
    const { index, holder } = action;
    const stored = writes[index]?.unique?.before?.item ?? known[index]?.stored;
    return { ...unitsOfHolder(action, uniqueItemsOf(holder.entity, stored).get(action.id)?.item), index };
  });
  const unknown = writes.flatMap((write, index) =>
    planned[index] === undefined ? unitsOfUnknown(write).map((units) => ({ ...units, index })) : [],
  );
  return {
    count: changes.length + unknown.length,
    changes: [...changes, ...unknown],
    assumptions: unknown.length === 0 ? [] : ['every unique value that can change does'],
  };
}

/** Returns the unique values that a write stores and gives up; `undefined` if they depend on the stored item, which is not known. */
function uniqueWriteOf({ unique, operation }: UniqueExplained, stored: Item | undefined): UniqueWrite | undefined {
  if (unique === undefined) return undefined;
  if (unique.before !== undefined) return unique.complete(unique.before.item);
  return stored !== undefined || operation === 'PutItem' ? unique.complete(stored) : undefined;
}

function unitsOfHolder({ action, holder, isClaim }: HolderAction, held: Item | undefined): ChangeUnits {
  const { entity, item } = holder;
  if (action.ConditionCheck !== undefined) return { table: 2 * writeUnits(itemSizeBytes(item)), indexes: new Map() };
  const change = isClaim ? { before: held, after: item } : { before: item, after: undefined };
  const { table, indexes } = unitsOfChange(entity.tableDefinition, change);
  return { table: 2 * table, indexes };
}

/** Returns the units of each item with a unique value that a write of an unknown item creates or deletes. */
function unitsOfUnknown({ unique, entity, operation, effect }: UniqueExplained): ChangeUnits[] {
  if (unique === undefined) return [];
  const { key, indexes } = entity.tableDefinition;
  const own = partsOf(key).map(({ name }) => name);
  // Such an item has only the primary key, and an entry in an index of that alone.
  const inverted = [...indexes.values()].filter((index) => partsOf(index.key).every(({ name }) => own.includes(name)));
  const moved = { table: 2, indexes: new Map(inverted.map(({ name }) => [name, 1])) };
  if (operation === 'DeleteItem') return entity.unique.map(() => moved);
  const changed = new Set(effect?.actions?.map(({ path }) => path.steps[0]));
  // An update stores all unique values again, and gives up those that it changes.
  return entity.unique.flatMap((fields) =>
    fields.some(({ attributeName }) => changed.has(attributeName))
      ? [moved, moved]
      : [{ table: 2, indexes: new Map() }],
  );
}
