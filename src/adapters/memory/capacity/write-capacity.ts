import { itemsEqual } from '../../../domain/values/equality.ts';
import { entrySizeBytes, type IndexSchema, projectedItem } from '../storage/secondary-index.ts';
import { compareKeys, indexKey } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import type { ItemChange } from '../writing/prepare.ts';
import { type UnitsByPlace, writeUnits } from './consumed-capacity.ts';

/**
 * Write capacity units of one item's change. The table charges for the larger of the two images, each index only when
 * what it holds of the item changes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function unitsOfChange(schema: TableSchema, change: ItemChange): UnitsByPlace {
  const { previous, item } = change;
  const table = writeUnits(Math.max(previous?.sizeBytes ?? 0, item?.sizeBytes ?? 0));
  if (schema.indexes.length === 0) return { table };
  return {
    table,
    globalIndexes: unitsOfIndexes('global', schema, change),
    localIndexes: unitsOfIndexes('local', schema, change),
  };
}

function unitsOfIndexes(kind: IndexSchema['kind'], schema: TableSchema, change: ItemChange): Record<string, number> {
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
  // An entry that moves is taken out of one place and put in another.
  if (compareKeys(before.key, after.key) !== 0) return before.units + after.units;
  return itemsEqual(before.attributes, after.attributes) ? 0 : Math.max(before.units, after.units);
}

function entryIn(index: IndexSchema, { key: tableKey }: TableSchema, item: StoredItem | undefined) {
  const key = item && indexKey(item.attributes, index.key, item.key);
  if (item === undefined || key === undefined) return undefined;
  return {
    key,
    attributes: projectedItem(index, tableKey, item),
    units: writeUnits(entrySizeBytes(index, tableKey, item)),
  };
}
