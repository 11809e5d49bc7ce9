import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { encodeParts } from '../../domain/entity/keys/encode-key.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { fieldsOf, type Key, type KeyPart, partsOf, type TemplatePart } from '../../domain/entity/keys/key-part.ts';
import { slotText } from '../../domain/entity/keys/text-template.ts';
import { PathBuilder } from '../../domain/entity/paths/path-builder.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { path } from '../../domain/expressions/document-path.ts';
import { isSortCondition, type SortCondition } from '../../domain/expressions/sort-condition.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { prefixCondition, templateRange } from './template-condition.ts';

/** The key condition of a query. */
export interface KeyCondition {
  /** The partition key attributes. */
  readonly partition: Item;
  readonly condition: Condition;
  /** Whether the condition is equality for every key attribute. */
  readonly isFullKey: boolean;
  /** Returns whether an item that meets the condition is in the range exactly. Default: all are. */
  readonly matches: ((item: Item) => boolean) | undefined;
}

/**
 * Builds the key condition of a query: equality for the partition key, and values or a condition for the sort key.
 *
 * @throws DynarepoError - `BAD_INPUT`: the partition key is missing, a name is not part of the key, or a value is
 * invalid.
 */
export function keyConditionFrom(entity: AnyEntity, source: Source, key: unknown): KeyCondition {
  const location = { segment: entity.name };
  if (!isRecord(key)) throw wrongType(location, 'an object with the key of the query', key);
  const parts = partsOf(source.key);
  for (const name of Object.keys(key)) {
    if (parts.some(({ fields }) => fields.some((field) => field.name === name))) continue;
    throw badInput(
      childLocation(location, name),
      `is not part of the ${source.key.sort.length === 0 ? 'partition ' : ''}key of ${source.index === undefined ? 'the table' : `index ${source.index}`}`,
    );
  }
  const partition = encodeParts(source.key.partition, key, location);
  checkSortOrder(source.key, key, location);
  const sort = source.key.sort.map((part) => sortPartCondition(part, key, location));
  const conditions = [...equalities(partition), ...sort.flatMap(({ condition }) => condition ?? [])];
  return {
    partition,
    condition: conditions.reduce((left, right) => ({ kind: 'and', left, right })),
    isFullKey: sort.every(({ isFixed }) => isFixed),
    matches: sort.find(({ matches }) => matches !== undefined)?.matches,
  };
}

/** Rejects a value or condition for a property of the sort key if one that precedes it has no value. */
function checkSortOrder({ partition, sort }: Key, key: object, location: ValueLocation): void {
  const fields = fieldsOf(sort);
  // One property has no order.
  if (fields.length < 2) return;
  const fixed = fieldsOf(partition);
  let open: Field | undefined;
  for (const field of fields) {
    const given = ownProperty(key, field.name);
    if (fixed.includes(field)) continue;
    if (given !== undefined && open !== undefined) {
      throw badInput(
        childLocation(location, field.name),
        `needs a value of ${open.name}, which precedes it in the key`,
      );
    }
    if (given === undefined || isSortCondition(given)) open ??= field;
  }
}

/** The condition on one attribute of the sort key. */
interface SortPartCondition {
  readonly condition?: Condition | undefined;
  /** Whether the attribute has a value. */
  readonly isFixed: boolean;
  readonly matches?: (item: Item) => boolean;
}

function sortPartCondition(part: KeyPart, key: object, location: ValueLocation): SortPartCondition {
  if (part.kind === 'template') return sortTemplateCondition(part, key, location);
  const [field] = part.fields;
  const given = ownProperty(key, field.name);
  if (given === undefined) return { isFixed: false };
  if (!isSortCondition(given)) return { condition: equalities(encodeParts([part], key, location))[0], isFixed: true };
  const builder = new PathBuilder([part.name], field, childLocation(location, field.name));
  return { condition: sortConditionOf(builder, given), isFixed: false };
}

function sortTemplateCondition(part: TemplatePart, key: object, location: ValueLocation): SortPartCondition {
  let start = '';
  for (const [index, slot] of part.template.slots.entries()) {
    const { field } = slot;
    start += slot.before;
    const given = ownProperty(key, field.name);
    const fieldLocation = childLocation(location, field.name);
    if (given === undefined) return { condition: prefixCondition(part.name, start), isFixed: false };
    if (isSortCondition(given)) {
      return {
        ...templateRange({ part, index, slot, start, condition: given, location: fieldLocation }),
        isFixed: false,
      };
    }
    start += slotText(slot, field.encode(given, fieldLocation), fieldLocation);
  }
  const value = { S: start + part.template.end };
  return { condition: equalities({ [part.name]: value })[0], isFixed: true };
}

function equalities(item: Item): Condition[] {
  return Object.entries(item).map(([name, value]) => ({
    kind: 'comparison',
    comparator: '=',
    left: path(name),
    right: { kind: 'value', value },
  }));
}

function sortConditionOf(sort: PathBuilder, condition: SortCondition<unknown>): Condition {
  switch (condition.kind) {
    case 'comparison':
      return sort[comparisons[condition.comparator]](condition.value);
    case 'between':
      return sort.between(condition.lower, condition.upper);
    case 'begins_with':
      return sort.beginsWith(condition.prefix);
    default:
      return condition satisfies never;
  }
}

const comparisons = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const;
