import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { TableIndex } from '../../domain/entity/table.ts';
import { writeUnits } from '../../domain/values/capacity-units.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import type { WriteEffect } from '../requests/request.ts';
import type { Part } from '../transactions/part.ts';
import { type ChangeUnits, isIn, isKeyOf, pick, projectedNames, unitsOfChange } from './item-change.ts';
import { updatedItem } from './updated-item.ts';

/** A write to explain. */
export interface ExplainedWrite extends Pick<Part, 'operation' | 'input' | 'entity'> {
  readonly effect?: WriteEffect | undefined;
}

/** What is known of the item that a write changes. */
export interface KnownItem {
  /** The item as it is stored. Default: it is not known. */
  readonly stored: Item | undefined;
  /** Its size in bytes, if it is not known. */
  readonly itemBytes: number | undefined;
}

/** The units of a write, and what they rely on. */
export interface WriteEstimate extends ChangeUnits {
  readonly assumptions: readonly string[];
}

/** Estimates the write capacity units that a write consumes alone. */
export function estimateWrite(write: ExplainedWrite, known: KnownItem): WriteEstimate {
  const { operation, input, entity, effect } = write;
  const table = entity.tableDefinition;
  const { stored } = known;
  if (operation === 'PutItem') {
    const before = effect?.isNew ? undefined : stored;
    const isKnown = effect?.isNew === true || stored !== undefined;
    const change = { before, after: input.Item };
    return {
      ...unitsOfChange(table, change),
      assumptions: isKnown ? [] : ['no larger item and no other index keys are stored'],
    };
  }
  if (stored === undefined) return estimateUnknown(write, known);
  if (operation === 'ConditionCheck')
    return { table: writeUnits(itemSizeBytes(stored)), indexes: new Map(), assumptions: [] };
  const { item, unknown } = updatedItem(stored, effect?.actions ?? []);
  const change = { before: stored, after: operation === 'DeleteItem' ? undefined : item, unknown };
  const assumptions =
    unknown.length === 0
      ? []
      : ['changes that depend on attributes that are not known leave the size as it is, and store another value'];
  return { ...unitsOfChange(table, change), assumptions };
}

/** Estimates a write of an item that is not known. */
function estimateUnknown(
  { operation, input, entity, effect }: ExplainedWrite,
  { itemBytes }: KnownItem,
): WriteEstimate {
  const table = entity.tableDefinition;
  const actions = effect?.actions ?? [];
  // What the update sets is a part of the item.
  const { item } = updatedItem(input.Key ?? {}, actions);
  const bytes = Math.max(itemSizeBytes(item), itemBytes ?? 0);
  const changed = actions.map(({ path }) => String(path.steps[0]));
  const unitsIn = (index: TableIndex) => {
    const projected = index.projection === 'ALL' ? bytes : itemSizeBytes(pick(item, projectedNames(table, index)));
    const units = writeUnits(projected);
    if (operation === 'DeleteItem') return units;
    if (changed.some((name) => isKeyOf(index, name))) return 2 * units;
    return changed.some((name) => isIn(table, index, name)) ? units : 0;
  };
  const indexes = operation === 'ConditionCheck' ? [] : ownIndexes(entity);
  const size =
    itemBytes === undefined
      ? ['the item has at most 1 KB beside the changes: neither stored nor itemBytes is given']
      : [];
  const isIndexed = indexes.length > 0;
  const existing = operation === 'DeleteItem' ? ['the item exists'] : [];
  return {
    table: writeUnits(bytes),
    indexes: new Map(indexes.map((index) => [index.name, unitsIn(index)] as const).filter(([, units]) => units > 0)),
    assumptions: [
      ...existing,
      ...size,
      ...(isIndexed ? ['the item is in every index, and each change stores another value'] : []),
    ],
  };
}

/** Returns the indexes of the table in which the entity, or a member of a union, has keys. */
function ownIndexes(entity: AnyEntity): readonly TableIndex[] {
  const members = [entity, ...(entity.members?.byTag.values() ?? [])];
  const names = members.flatMap(({ keys }) => [...keys.indexes.values()].map(({ index }) => index));
  return [...entity.tableDefinition.indexes.values()].filter(({ name }) => names.includes(name));
}
