import { ownProperty } from '../../../domain/own-property.ts';
import { readUnits, writeUnits } from '../../../domain/values/capacity-units.ts';
import { itemsEqual } from '../../../domain/values/equality.ts';
import { indexKey } from '../storage/index-key.ts';
import type { IndexSchema } from '../storage/index-schema.ts';
import type { ItemChange } from '../storage/item-change.ts';
import { entrySizeBytes, projectedItem } from '../storage/secondary-index.ts';
import { compareKeys } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import type { Cost, ItemChanges, PageRead } from './cost.ts';

/** Capacity units of the table and of each index. Indexes that aren't used are left out. */
export interface CapacityUnits {
  readonly table: number;
  readonly globalIndexes?: UnitsByName | undefined;
  readonly localIndexes?: UnitsByName | undefined;
}

/** Capacity units by the name of an index. */
export type UnitsByName = Readonly<Record<string, number>>;

/** Returns the read or write capacity units of a cost. */
export function unitsOf(cost: Cost): CapacityUnits {
  switch (cost.kind) {
    case 'item reads':
      return { table: (cost.isTransactional ? 2 : 1) * sumOfReads(cost.sizesBytes, cost.isConsistent) };
    case 'page read':
      return unitsOfPage(cost);
    case 'item changes':
      return unitsOfChanges(cost);
    default:
      return cost satisfies never;
  }
}

function sumOfReads(sizesBytes: readonly number[], isConsistent: boolean): number {
  return sizesBytes.reduce((sum, bytes) => sum + readUnits(bytes, isConsistent), 0);
}

/** Bytes of index entries are rounded once per page; each item fetched from the table is rounded separately. */
function unitsOfPage(page: PageRead): CapacityUnits {
  const { index } = page;
  const units = readUnits(page.sizeBytes, page.isConsistent);
  if (index === undefined) return { table: units };
  if (index.kind === 'global') return { table: 0, globalIndexes: { [index.name]: units } };
  return { table: sumOfReads(page.fetchedBytes, page.isConsistent), localIndexes: { [index.name]: units } };
}

function unitsOfChanges({ schema, changes, isTransactional }: ItemChanges): CapacityUnits {
  const [first, ...others] = changes.map((change) => unitsOfChange(schema, change));
  const units = others.reduce(addUnits, first ?? { table: 0 });
  return isTransactional ? { ...units, table: 2 * units.table } : units;
}

/**
 * Returns the write capacity units of a change of one item. The table charges for the larger of the old and new item;
 * an index charges only if its entry changes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
function unitsOfChange(schema: TableSchema, change: ItemChange): CapacityUnits {
  const { previous, item } = change;
  const table = writeUnits(Math.max(previous?.sizeBytes ?? 0, item?.sizeBytes ?? 0));
  if (schema.indexes.length === 0) return { table };
  return {
    table,
    globalIndexes: unitsOfIndexes('global', schema, change),
    localIndexes: unitsOfIndexes('local', schema, change),
  };
}

function unitsOfIndexes(kind: IndexSchema['kind'], schema: TableSchema, change: ItemChange): UnitsByName {
  const units = schema.indexes
    .filter((index) => index.kind === kind)
    .map((index) => [index.name, unitsOfIndex(index, schema, change)] as const)
    .filter(([, each]) => each > 0);
  return Object.fromEntries(units);
}

function unitsOfIndex(index: IndexSchema, schema: TableSchema, { previous, item }: ItemChange): number {
  const before = entryIn(index, schema, previous);
  const after = entryIn(index, schema, item);
  if (before === undefined || after === undefined) return before?.units ?? after?.units ?? 0;
  // An entry that moves is removed in one position and added in another.
  if (compareKeys(before.key, after.key) !== 0) return before.units + after.units;
  return itemsEqual(before.attributes, after.attributes) ? 0 : Math.max(before.units, after.units);
}

function entryIn(index: IndexSchema, { key: tableKey }: TableSchema, item: StoredItem | undefined) {
  const key = item && indexKey(item, index, item.key);
  if (item === undefined || key === undefined) return undefined;
  return {
    key,
    attributes: projectedItem(index, tableKey, item),
    units: writeUnits(entrySizeBytes(index, tableKey, item)),
  };
}

/** Adds the units of the table and of each index. */
export function addUnits(left: CapacityUnits, right: CapacityUnits): CapacityUnits {
  return {
    table: left.table + right.table,
    globalIndexes: addByName(left.globalIndexes, right.globalIndexes),
    localIndexes: addByName(left.localIndexes, right.localIndexes),
  };
}

function addByName(left: UnitsByName = {}, right: UnitsByName = {}): UnitsByName {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, unitsNamed(left, name) + unitsNamed(right, name)]));
}

function unitsNamed(units: UnitsByName, name: string): number {
  return ownProperty(units, name) ?? 0;
}
