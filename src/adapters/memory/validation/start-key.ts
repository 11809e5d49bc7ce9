import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { ServiceError } from '../../../domain/errors.ts';
import { attributeOf, dataTypeOf, setAttribute } from '../../../domain/values/attribute-value.ts';
import { valuesEqual } from '../../../domain/values/equality.ts';
import { indexKey } from '../storage/index-key.ts';
import { isInRange, type KeyRange } from '../storage/key-range.ts';
import { type StorageKey, tableKey } from '../storage/storage-key.ts';
import { type ItemSource, startKeyNames } from '../tables/item-source.ts';
import { attributeNameViolation } from '../values/value-violation.ts';
import { emptyIndexKey, emptyKey, indexKeyTypeMismatch } from '../wording/key-errors.ts';
import { type PagedOperation, startKeyErrors } from '../wording/query-errors.ts';
import { emptyValue, severalTypes } from '../wording/value-errors.ts';
import { emptyTypeOf, parseKey } from './item-keys.ts';
import type { KeyConditions } from './key-conditions.ts';

/**
 * Parses a start key without checking it against a table.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseStartKey(input: unknown, { operation, wording }: PagedOperation): Item | undefined {
  if (input === undefined) return undefined;
  try {
    return parseKey(input, wording);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const badName = attributeNameViolation({ M: input }, wording);
    if (badName !== undefined) throw badName;
    throw operation === 'Scan' || isNoValue(error) ? startKeyErrors.invalid(error.message) : error;
  }
}

/**
 * Returns the storage key of a start key in the table or index that is read. It must have exactly the key attributes
 * of the table and the index; no item needs to exist there.
 *
 * @throws ServiceError - ValidationException
 */
export function startKeyPosition(startKey: Item, source: ItemSource, paged: PagedOperation): StorageKey {
  const names = startKeyNames(source);
  const values = names.map((name) => [name, attributeOf(startKey, name)] as const);
  if (Object.keys(startKey).length !== names.length) throw startKeyErrors.mismatch(paged);
  for (const [name, value] of values) checkStartValue(name, value, { source, paged });
  const inTable = tableKey(startKey, source.table.key);
  const inIndex = source.index && indexKey(startKey, source.index, inTable);
  return inIndex ?? inTable;
}

/** A query that starts after a key. */
export interface Restart {
  readonly startKey: Item;
  /** The position of the start key, from {@link startKeyPosition}. */
  readonly position: StorageKey;
  readonly source: ItemSource;
  readonly conditions: KeyConditions;
  readonly range: KeyRange;
  readonly paged: PagedOperation;
}

/**
 * Checks that a query can continue after a start key: the key must be in the range of the query, and the query must be
 * able to return more than one item.
 *
 * @throws ServiceError - ValidationException
 */
export function checkRestart(restart: Restart): void {
  const { startKey, position, source, range } = restart;
  const { key, table, index } = source;
  const { partition, sort } = restart.conditions;
  const different = key.partition.findIndex((name, at) => !valuesEqual(attributeOf(startKey, name), partition[at]));
  const isOtherPartition = different >= 0;
  if (isOtherPartition && different < key.partition.length - 1) throw startKeyErrors.oneRow();
  // The sort condition is checked before the last partition key attribute (behaviour §23).
  const inPartition = isOtherPartition ? startKeyPosition(inOwnPartition(restart), source, restart.paged) : position;
  if (!isInRange(inPartition, range)) throw startKeyErrors.outOfRange();
  if (isOtherPartition && sort.length > 0) throw startKeyErrors.oneRow();
  if (index === undefined && table.key.sort.length === 0) throw startKeyErrors.otherItem();
  if (isOtherPartition) throw startKeyErrors.otherPartition();
  const isOneItem = sort.length === key.sort.length && sort.every(({ operator }) => operator === '=');
  // In an index, many entries can have the same key.
  if (isOneItem && index === undefined) throw startKeyErrors.oneRow();
}

/** Returns a start key with the values of the conditions for the partition key. */
function inOwnPartition({ startKey, source, conditions }: Restart): Item {
  const moved = { ...startKey };
  for (const [at, name] of source.key.partition.entries()) {
    const value = conditions.partition[at];
    if (value !== undefined) setAttribute(moved, name, value);
  }
  return moved;
}

/**
 * The service reports a value with no type or several types as an error of the start key; other errors only in scans.
 */
function isNoValue({ message }: ServiceError): boolean {
  return message === emptyValue().message || message === severalTypes().message;
}

function checkStartValue(
  name: string,
  value: AttributeValue | undefined,
  { source, paged }: Pick<Restart, 'source' | 'paged'>,
): void {
  const { table, index } = source;
  const expected = table.keyTypes[name];
  if (value === undefined || expected === undefined) throw startKeyErrors.mismatch(paged);
  const actual = dataTypeOf(value);
  if (actual !== expected) {
    const namesIndex = paged.operation === 'Scan' && paged.wording.layer === 'current';
    const reported = namesIndex ? (index ?? table.indexes[0]) : undefined;
    throw reported === undefined
      ? startKeyErrors.mismatch(paged)
      : indexKeyTypeMismatch(reported.name, name, { expected, actual });
  }
  const emptyType = emptyTypeOf(value);
  if (emptyType === undefined) return;
  // An attribute of both keys, such as the partition key of a local index, is reported as a key of the table.
  const isOfTable = index === undefined || [...table.key.partition, ...table.key.sort].includes(name);
  throw isOfTable ? emptyKey(name, emptyType) : emptyIndexKey(index.name, name, emptyType);
}
