import type { Item } from '../../domain/dynamodb.ts';
import { partsOf } from '../../domain/entity/keys/key-part.ts';
import type { Table, TableIndex } from '../../domain/entity/table.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { writeUnits } from '../../domain/values/capacity-units.ts';
import { itemsEqual } from '../../domain/values/equality.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';

/** An item before and after a write; `undefined` if there is none. */
export interface ItemChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** The attributes that change to a value which is not known; `after` has the old one. Default: none. */
  readonly unknown?: readonly string[] | undefined;
}

/** Write capacity units of a table itself, and of each of its indexes by name. */
export interface ChangeUnits {
  readonly table: number;
  readonly indexes: ReadonlyMap<string, number>;
}

/** Returns the units that a change of one item consumes; indexes whose entry stays the same are left out. */
export function unitsOfChange(table: Table, { before, after, unknown = [] }: ItemChange): ChangeUnits {
  const [old, next] = [before && itemSizeBytes(before), after && itemSizeBytes(after)];
  const indexes = [...table.indexes.values()].map((index) => {
    const change = { before: entryOf(table, index, before), after: entryOf(table, index, after) };
    const [isMoved, isChanged] = [
      unknown.some((name) => isKeyOf(index, name)),
      unknown.some((name) => isIn(table, index, name)),
    ];
    return [index.name, unitsOfEntry(change, { isMoved, isChanged })] as const;
  });
  return {
    table: writeUnits(Math.max(old ?? 0, next ?? 0)),
    indexes: new Map(indexes.filter(([, units]) => units > 0)),
  };
}

/** The entry of an item in an index. */
interface IndexEntry {
  readonly key: Item;
  readonly item: Item;
}

/** Returns the units of an entry, which may be moved or changed in a way that is not known. */
function unitsOfEntry(
  { before, after }: { readonly before: IndexEntry | undefined; readonly after: IndexEntry | undefined },
  { isMoved, isChanged }: { readonly isMoved: boolean; readonly isChanged: boolean },
): number {
  const [old, next] = [before, after].map((entry) => (entry ? writeUnits(itemSizeBytes(entry.item)) : 0)) as [
    number,
    number,
  ]; // one for each
  // An entry whose key changes is removed in one position and added in another.
  if (before === undefined || after === undefined || isMoved || !itemsEqual(before.key, after.key)) return old + next;
  return isChanged || !itemsEqual(before.item, after.item) ? Math.max(old, next) : 0;
}

/** Returns whether an attribute is part of the key of an index. */
export function isKeyOf({ key }: TableIndex, attributeName: string): boolean {
  return partsOf(key).some(({ name }) => name === attributeName);
}

/** Returns whether an index has an attribute. */
export function isIn(table: Table, index: TableIndex, attributeName: string): boolean {
  return index.projection === 'ALL' || projectedNames(table, index).has(attributeName);
}

function entryOf(table: Table, index: TableIndex, item: Item | undefined): IndexEntry | undefined {
  const keys = partsOf(index.key);
  if (item === undefined || !keys.every(({ name, type }) => attributeOf(item, name)?.[type] !== undefined))
    return undefined;
  const key = pick(item, new Set(keys.map(({ name }) => name)));
  return { key, item: index.projection === 'ALL' ? item : pick(item, projectedNames(table, index)) };
}

/** Returns the attributes of an index that does not project all: the keys of table and index, and those included. */
export function projectedNames(table: Table, { key, projection }: TableIndex): ReadonlySet<string> {
  const keys = [...partsOf(table.key), ...partsOf(key)].map(({ name }) => name);
  return new Set(typeof projection === 'string' ? keys : [...keys, ...projection]);
}

/** Returns some attributes of an item. */
export function pick(item: Item, names: ReadonlySet<string>): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
