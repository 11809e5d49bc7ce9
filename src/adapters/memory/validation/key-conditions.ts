import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { dataTypeOf, setAttribute } from '../../../domain/values/attribute-value.ts';
import type { KeyClause, RequestedKeyClause } from '../expressions/binding/key-clauses.ts';
import type { KeyType } from '../storage/stored-item.ts';
import type { ItemSource } from '../tables/item-source.ts';
import { emptyIndexKey, emptyKey } from '../wording/key-errors.ts';
import { keyConditionErrors } from '../wording/query-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';
import { emptyTypeOf, isSureKeyValue, keySizeViolation } from './item-keys.ts';

/** The conditions of a query on the key of the table or index that it reads, in the order of the key's attributes. */
export interface KeyConditions {
  /** The value of each partition key attribute. */
  readonly partition: readonly AttributeValue[];
  /** Conditions on the first sort key attributes, possibly on all or none. All but the last are equalities. */
  readonly sort: readonly KeyClause[];
}

/**
 * Checks key clauses against the key of a table or index, in the order of the service: number of clauses, partition
 * key, sort key, types and values.
 *
 * Observed: on DynamoDB Local 3.3.1, November 2026: operators that no key supports are checked with the attribute.
 *
 * @throws ServiceError - ValidationException
 */
export function parseKeyConditions(
  clauses: readonly RequestedKeyClause[],
  source: ItemSource,
  wording: Wording,
): KeyConditions {
  const { partition, sort } = source.key;
  const keyLength = partition.length + sort.length;
  const simple = simpleConditions(clauses, source);
  if (simple !== undefined) return simple;
  if (clauses.length === 0) throw keyConditionErrors.empty();
  if (clauses.length > keyLength) throw keyConditionErrors.tooMany(clauses.length, keyLength, wording);
  const onPartition = partitionClauses(clauses, source);
  const onSort = sortClauses(clauses, source);
  for (const clause of [...onPartition, ...onSort]) checkOperands(clause, source);
  checkSortKeySize(onSort, sort);
  return { partition: onPartition.flatMap(({ operands }) => operands), sort: onSort };
}

/**
 * Returns the conditions of most queries, which are surely valid: an equality on the only partition key attribute, then
 * possibly a condition on the first sort key attribute. The general way took a fifteenth of a short query.
 */
function simpleConditions(
  clauses: readonly RequestedKeyClause[],
  { key: { partition, sort }, table: { keyTypes } }: ItemSource,
): KeyConditions | undefined {
  const first = clauses[0];
  const second = clauses[1];
  if (first === undefined || clauses.length > 2 || partition.length > 1) return undefined;
  if (first.attribute !== partition[0] || first.operator !== '=') return undefined;
  if (!areSure(first.operands, keyTypes[first.attribute])) return undefined;
  if (second === undefined) return { partition: first.operands, sort: [] };
  const { attribute, operator, operands } = second;
  if (attribute !== sort[0] || operator === 'not indexable' || !areSure(operands, keyTypes[attribute]))
    return undefined;
  return { partition: first.operands, sort: [{ attribute, operator, operands }] };
}

function areSure(operands: readonly AttributeValue[], type: KeyType | undefined): boolean {
  return operands.every((operand) => isSureKeyValue(operand, type));
}

function partitionClauses(clauses: readonly RequestedKeyClause[], { key }: ItemSource): readonly KeyClause[] {
  const { partition, sort } = key;
  const onPartition = inOrder(clauses, partition);
  const equalities = onPartition.filter(({ operator }) => operator === '=');
  if (equalities.length === partition.length) return equalities;
  if (partition.length === 1 && sort.length <= 1) {
    throw onPartition.length === 0 ? keyConditionErrors.missing(partition[0] ?? '') : keyConditionErrors.unsupported();
  }
  throw keyConditionErrors.partitionKeysNotEqual(
    partition.filter((name) => !equalities.some(({ attribute }) => attribute === name)),
  );
}

function sortClauses(
  clauses: readonly RequestedKeyClause[],
  { key: { partition, sort } }: ItemSource,
): readonly KeyClause[] {
  const onSort = inOrder(clauses, sort);
  const firstWithout = sort.findIndex((name, position) => onSort[position]?.attribute !== name);
  // A condition on another attribute means that one on the key is missing.
  if (partition.length + onSort.length < clauses.length) throw keyConditionErrors.missing(sort[firstWithout] ?? '');
  const afterGap = onSort[firstWithout];
  if (firstWithout >= 0 && afterGap !== undefined) {
    throw keyConditionErrors.sortKeyNotEqual(sort[firstWithout] ?? '', afterGap.attribute);
  }
  const last = onSort.at(-1);
  const early = onSort.find(({ operator }) => operator !== '=');
  if (last !== undefined && early !== undefined && early !== last) {
    throw keyConditionErrors.sortKeyNotEqual(early.attribute, last.attribute);
  }
  return onSort;
}

/**
 * Returns the clauses on these attributes, in the order of the attributes. Each attribute has at most one.
 *
 * @throws ServiceError - a clause has an operator that no key supports.
 */
function inOrder(clauses: readonly RequestedKeyClause[], names: readonly string[]): readonly KeyClause[] {
  return names
    .map((name) => clauses.find(({ attribute }) => attribute === name))
    .filter((clause) => clause !== undefined)
    .map(indexable);
}

function indexable({ attribute, operator, operands }: RequestedKeyClause): KeyClause {
  if (operator === 'not indexable') throw keyConditionErrors.notIndexable();
  return { attribute, operator, operands };
}

function checkOperands({ attribute, operands }: KeyClause, { table, index }: ItemSource): void {
  for (const operand of operands) {
    if (dataTypeOf(operand) !== table.keyTypes[attribute]) throw keyConditionErrors.wrongType();
    const emptyType = emptyTypeOf(operand);
    // Observed: DynamoDB Local 3.3.1, for conditions of every kind.
    if (emptyType !== undefined) {
      throw index === undefined ? emptyKey(attribute, emptyType) : emptyIndexKey(index.name, attribute, emptyType);
    }
  }
}

/** Observed: DynamoDB Local 3.3.1, which accepts partition keys of any size. */
function checkSortKeySize(clauses: readonly KeyClause[], sort: readonly string[]): void {
  for (const position of [0, -1]) {
    const values: Item = {};
    for (const { attribute, operands } of clauses) {
      const value = operands.at(position);
      if (value !== undefined) setAttribute(values, attribute, value);
    }
    const violation = keySizeViolation({ partition: [], sort }, values);
    if (violation !== undefined) throw violation;
  }
}
