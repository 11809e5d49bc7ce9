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

/** What a query asks of the key. */
export interface KeyCondition {
  readonly partition: AttributeValue;
  readonly condition: Condition;
  /** Whether it gives a value for every attribute of the key. */
  readonly isWhole: boolean;
}

/**
 * The key condition of a query: equality on the partition key, and what is asked of the sort key.
 *
 * @throws DynarepoError - `BAD_INPUT`: the partition key is missing, a name is not part of the key, or a value does not
 * fit.
 */
export function keyConditionFrom(entity: AnyEntity, source: Source, key: unknown): KeyCondition {
  const location = { segment: entity.name };
  if (!isRecord(key)) throw wrongType(location, 'an object with the key of the query', key);
  const { partition: partitionField, sort: sortField } = source;
  for (const name of Object.keys(key)) {
    if (name === partitionField.name || name === sortField?.name) continue;
    throw badInput(childLocation(location, name), `is no part of the key of ${source.index ?? 'the table'}`);
  }
  const partition = encodeKeyValue(
    partitionField,
    ownProperty(key, partitionField.name),
    childLocation(location, partitionField.name),
  );
  const ofPartition = equals(partitionField, partition);
  const sort = sortField && ownProperty(key, sortField.name);
  if (sortField === undefined || sort === undefined) {
    return { partition, condition: ofPartition, isWhole: sortField === undefined };
  }
  const ofSort = isSortCondition(sort)
    ? sortConditionOf(pathNamed(entity, sortField.name), sort)
    : equals(sortField, encodeKeyValue(sortField, sort, childLocation(location, sortField.name)));
  const condition: Condition = { kind: 'and', left: ofPartition, right: ofSort };
  return { partition, condition, isWhole: !isSortCondition(sort) };
}

function equals({ attributeName: step }: Field, value: AttributeValue): Condition {
  return { kind: 'comparison', comparator: '=', left: path(step), right: { kind: 'value', value } };
}

function sortConditionOf(sort: PathBuilder, asked: SortCondition<unknown>): Condition {
  switch (asked.kind) {
    case 'comparison':
      return sort[comparisons[asked.comparator]](asked.value);
    case 'between':
      return sort.between(asked.lower, asked.upper);
    case 'begins_with':
      return sort.beginsWith(asked.prefix);
    default:
      return asked satisfies never;
  }
}

const comparisons = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const;
