import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import { encodeParts } from '../../domain/entity/keys/encode-key.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { fieldsOf, type KeyPart, partsOf } from '../../domain/entity/keys/key-part.ts';
import { PathBuilder } from '../../domain/entity/paths/path-builder.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { path } from '../../domain/expressions/document-path.ts';
import { isSortCondition, type SortCondition } from '../../domain/expressions/sort-condition.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';

/** The key condition of a query. */
export interface KeyCondition {
  /** The partition key attributes. */
  readonly partition: Item;
  readonly condition: Condition;
  /** Whether the condition is equality for every key attribute. */
  readonly isFullKey: boolean;
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
  const names = fieldsOf(partsOf(source.key)).map(({ name }) => name);
  for (const name of Object.keys(key)) {
    if (names.includes(name)) continue;
    throw badInput(
      childLocation(location, name),
      `is not part of the key of ${source.index === undefined ? 'the table' : `index ${source.index}`}`,
    );
  }
  const partition = encodeParts(source.key.partition, key, location);
  const sort = sortConditions(source.key.sort, key, location);
  const condition = [...equalities(partition), ...sort.conditions].reduce((left, right) => ({
    kind: 'and',
    left,
    right,
  }));
  return { partition, condition, isFullKey: sort.isFixed };
}

interface SortConditions {
  readonly conditions: readonly Condition[];
  /** Whether every attribute has a value. */
  readonly isFixed: boolean;
}

/** Builds the conditions on the sort key: values for its first attributes, then at most one condition. */
function sortConditions(parts: readonly KeyPart[], key: object, location: ValueLocation): SortConditions {
  const conditions: Condition[] = [];
  let open: Field | undefined;
  for (const part of parts) {
    const [field] = part.fields;
    const given = ownProperty(key, field.name);
    const fieldLocation = childLocation(location, field.name);
    if (given !== undefined && open !== undefined) {
      throw badInput(
        fieldLocation,
        `must be left out, because ${open.name}, which precedes it in the key, has no value`,
      );
    }
    if (isSortCondition(given)) {
      conditions.push(sortConditionOf(new PathBuilder([part.name], field, fieldLocation), given));
    } else if (given !== undefined) {
      conditions.push(...equalities(encodeParts([part], key, location)));
      continue;
    }
    open ??= field;
  }
  return { conditions, isFixed: open === undefined };
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
