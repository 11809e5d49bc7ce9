import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { ServiceError } from '../../../domain/errors.ts';
import { attributeOf, dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { valuesEqual } from '../../../domain/values/equality.ts';
import { indexKey } from '../storage/index-key.ts';
import { isInRange, type KeyRange } from '../storage/key-range.ts';
import { type StorageKey, tableKey } from '../storage/storage-key.ts';
import { type ItemSource, startKeyNames } from '../tables/item-source.ts';
import { attributeNameViolation } from '../values/value-violation.ts';
import { emptyIndexKey, emptyKey, indexKeyTypeMismatch } from '../wording/key-errors.ts';
import { startKeyErrors } from '../wording/query-errors.ts';
import { readWording } from '../wording/validation-errors.ts';
import { emptyValue, severalTypes } from '../wording/value-errors.ts';
import { emptyTypeOf, parseKey } from './item-keys.ts';
import type { KeyConditions } from './key-conditions.ts';

/** The operations with a start key; they report different errors for an invalid one. */
export type PagedOperation = 'Query' | 'Scan';

/**
 * Parses a start key without checking it against a table.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseStartKey(input: unknown, operation: PagedOperation): Item | undefined {
  if (input === undefined) return undefined;
  try {
    return parseKey(input, readWording);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const badName = attributeNameViolation({ M: input }, readWording);
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
export function startKeyPosition(startKey: Item, source: ItemSource, operation: PagedOperation): StorageKey {
  const names = startKeyNames(source);
  const values = names.map((name) => [name, attributeOf(startKey, name)] as const);
  if (Object.keys(startKey).length !== names.length) throw startKeyErrors.invalid();
  for (const [name, value] of values) checkStartValue(name, value, { source, operation });
  const inTable = tableKey(startKey, source.table.key);
  const inIndex = source.index && indexKey({ key: inTable, attributes: startKey }, source.index);
  return inIndex ?? inTable;
}

/**
 * Checks that a query can continue after a start key: the key must be in the range of the query, and the query must be
 * able to return more than one item.
 *
 * @param position - the position of the start key, from {@link startKeyPosition}.
 * @throws ServiceError - ValidationException
 */
export function checkRestart(
  startKey: Item,
  position: StorageKey,
  { source, conditions, range }: { source: ItemSource; conditions: KeyConditions; range: KeyRange },
): void {
  const { key, table, index } = source;
  const { partition, sort } = conditions;
  for (const [position, name] of key.partition.entries()) {
    if (valuesEqual(attributeOf(startKey, name), partition[position])) continue;
    if (position < key.partition.length - 1 || sort.length > 0) throw startKeyErrors.oneRow();
    throw index === undefined && table.key.sort.length === 0
      ? startKeyErrors.otherItem()
      : startKeyErrors.otherPartition();
  }
  if (!isInRange(position, range)) throw startKeyErrors.outOfRange();
  const isOneItem = sort.length === key.sort.length && sort.every(({ operator }) => operator === '=');
  // In an index, many entries can have the same key.
  if (isOneItem && index === undefined) throw startKeyErrors.oneRow();
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
  { source, operation }: { source: ItemSource; operation: PagedOperation },
): void {
  const { table, index } = source;
  const expected = table.keyTypes[name];
  if (value === undefined || expected === undefined) throw startKeyErrors.invalid();
  const actual = dataTypeOf(value);
  if (actual !== expected) {
    const reported = operation === 'Scan' ? (index ?? table.indexes[0]) : undefined;
    throw reported === undefined
      ? startKeyErrors.invalid()
      : indexKeyTypeMismatch(reported.name, name, { expected, actual });
  }
  const emptyType = emptyTypeOf(value);
  if (emptyType === undefined) return;
  // An attribute of both keys, such as the partition key of a local index, is reported as a key of the table.
  const isOfTable = index === undefined || [...table.key.partition, ...table.key.sort].includes(name);
  throw isOfTable ? emptyKey(name, emptyType) : emptyIndexKey(index.name, name, emptyType);
}
