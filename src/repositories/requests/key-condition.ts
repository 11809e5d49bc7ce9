import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeKeyValue } from '../../domain/entity/entity-codec.ts';
import type { Field } from '../../domain/entity/fields.ts';
import type { PathBuilder } from '../../domain/entity/paths/path-builder.ts';
import { badInput, childLocation, wrongType } from '../../domain/entity/value-location.ts';
import { path } from '../../domain/expressions/document-path.ts';
import { isSortCondition, type SortCondition } from '../../domain/expressions/sort-condition.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { pathNamed } from './primary-key.ts';
import type { Source } from './source.ts';

/** The key condition of a query. */
export interface KeyCondition {
  readonly partition: AttributeValue;
  readonly condition: Condition;
  /** Whether the condition is equality for every key attribute. */
  readonly isFullKey: boolean;
}

/**
 * Builds the key condition of a query: equality for the partition key, and a value or condition for the sort key.
 *
 * @throws DynarepoError - `BAD_INPUT`: the partition key is missing, a name is not part of the key, or a value is
 * invalid.
 */
export function keyConditionFrom(entity: AnyEntity, source: Source, key: unknown): KeyCondition {
  const location = { segment: entity.name };
  if (!isRecord(key)) throw wrongType(location, 'an object with the key of the query', key);
  const { partition: partitionField, sort: sortField } = source;
  for (const name of Object.keys(key)) {
    if (name === partitionField.name || name === sortField?.name) continue;
    throw badInput(
      childLocation(location, name),
      `is not part of the key of ${source.index === undefined ? 'the table' : `index ${source.index}`}`,
    );
  }
  const partition = encodeKeyValue(
    partitionField,
    ownProperty(key, partitionField.name),
    childLocation(location, partitionField.name),
  );
  const partitionCondition = equals(partitionField, partition);
  const sort = sortField && ownProperty(key, sortField.name);
  if (sortField === undefined || sort === undefined) {
    return { partition, condition: partitionCondition, isFullKey: sortField === undefined };
  }
  const sortCondition = isSortCondition(sort)
    ? sortConditionOf(pathNamed(entity, sortField.name), sort)
    : equals(sortField, encodeKeyValue(sortField, sort, childLocation(location, sortField.name)));
  const condition: Condition = { kind: 'and', left: partitionCondition, right: sortCondition };
  return { partition, condition, isFullKey: !isSortCondition(sort) };
}

function equals({ attributeName }: Field, value: AttributeValue): Condition {
  return { kind: 'comparison', comparator: '=', left: path(attributeName), right: { kind: 'value', value } };
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
