import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { sortKeyLimitBytes } from '../../../domain/limits.ts';
import { dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import { isPartWithinLimit } from '../storage/key-size.ts';
import { type KeyAttributes, type RequestKey, requestKey, requestKeyOf } from '../storage/storage-key.ts';
import type { KeyType } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { parseItem } from '../values/parse-attribute-values.ts';
import {
  emptyKey,
  keySchemaMismatch,
  keyTypeMismatch,
  missingKey,
  partitionKeyTooLarge,
  sortKeyTooLarge,
} from '../wording/key-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Parses a key without checking it against a table.
 *
 * @throws ServiceError - as {@link parseItem}.
 */
export function parseKey(input: unknown, wording: Wording): Item {
  return parseItem(input, wording).attributes;
}

/**
 * Returns the position of a key in a table. The key must have exactly the table's key attributes.
 *
 * @throws ServiceError - ValidationException: the key does not fit the table, or a value is empty or too large.
 */
export function keyInTable(key: Item, schema: TableSchema): RequestKey {
  const { partition, sort } = schema.key;
  let count = 0;
  for (const _ in key) count += 1;
  if (count !== partition.length + sort.length) throw keySchemaMismatch();
  return keyOf(key, schema, keySchemaMismatch);
}

/**
 * Returns the position of an item in a table; errors have the texts of PutItem.
 *
 * @throws ServiceError - ValidationException: a key attribute is missing, of a wrong type, empty or too large.
 */
export function keyOfItem(item: ReadableItem, schema: TableSchema): RequestKey {
  return keyOf(item, schema, missingOrMistyped);
}

/**
 * Returns the position of an item in a table; errors have the texts of BatchWriteItem, which are those for keys.
 *
 * @throws ServiceError - ValidationException: a key attribute is missing, of a wrong type, empty or too large.
 */
export function keyOfBatchedItem(item: ReadableItem, schema: TableSchema): RequestKey {
  return keyOf(item, schema, keySchemaMismatch);
}

/** Returns the error for the part of a table's or index's key that is too large; `undefined` if both are within limits. */
export function keySizeViolation(key: KeyAttributes, item: ReadableItem): ServiceError | undefined {
  if (!isPartWithinLimit(key, 'partition', item)) return partitionKeyTooLarge();
  return isPartWithinLimit(key, 'sort', item) ? undefined : sortKeyTooLarge();
}

/** Returns the type of an empty string or binary value, which cannot be a key; `undefined` for other values. */
export function emptyTypeOf(value: AttributeValue): 'S' | 'B' | undefined {
  if (value.S === '') return 'S';
  return value.B?.length === 0 ? 'B' : undefined;
}

type KeyErrorOf = (name: string, found: AttributeValue | undefined, expected: KeyType | undefined) => ServiceError;

const missingOrMistyped: KeyErrorOf = (name, found, expected) =>
  found === undefined || expected === undefined
    ? missingKey(name)
    : keyTypeMismatch(name, { expected, actual: dataTypeOf(found) });

function keyOf(item: ReadableItem, schema: TableSchema, errorOf: KeyErrorOf): RequestKey {
  const sure = sureKeyOf(item, schema);
  if (sure !== undefined) return sure;
  checkKeyValues(schema.key.partition, item, schema, errorOf);
  checkKeyValues(schema.key.sort, item, schema, errorOf);
  const violation = keySizeViolation(schema.key, item);
  if (violation !== undefined) throw violation;
  return requestKey(item, schema.key);
}

/**
 * Returns the key of an item if all its values are surely valid: short texts that aren't empty, and numbers. Reads each value
 * once: twice took a twentieth of a PutItem.
 */
function sureKeyOf(item: ReadableItem, { key, keyTypes }: TableSchema): RequestKey | undefined {
  const partitionName = key.partition[0] ?? '';
  const sortName = key.sort[0];
  const partition = readAttribute(item, partitionName);
  if (!isSureKeyValue(partition, keyTypes[partitionName])) return undefined;
  const sort = sortName === undefined ? undefined : readAttribute(item, sortName);
  if (sortName !== undefined && !isSureKeyValue(sort, keyTypes[sortName])) return undefined;
  return requestKeyOf(item, partition, sort);
}

/** Returns whether a value is surely valid as a key attribute: a short text that isn't empty, or a number. */
export function isSureKeyValue(value: AttributeValue | undefined, type: KeyType | undefined): boolean {
  if (value === undefined) return false;
  if (type === 'N') return value.N !== undefined;
  // A UTF-16 code unit takes at most three bytes in UTF-8, and the sort key has the lower limit.
  const text = type === 'S' ? value.S : undefined;
  return text !== undefined && text !== '' && text.length * 3 <= sortKeyLimitBytes;
}

function checkKeyValues(
  names: readonly string[],
  item: ReadableItem,
  { keyTypes }: TableSchema,
  errorOf: KeyErrorOf,
): void {
  for (const name of names) {
    const value = readAttribute(item, name);
    if (value === undefined || dataTypeOf(value) !== keyTypes[name]) throw errorOf(name, value, keyTypes[name]);
    const emptyType = emptyTypeOf(value);
    if (emptyType !== undefined) throw emptyKey(name, emptyType);
  }
}
