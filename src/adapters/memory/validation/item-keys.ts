import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { attributeOf, dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { isPartWithinLimit } from '../storage/key-size.ts';
import { type KeyAttributes, type StorageKey, tableKey } from '../storage/storage-key.ts';
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
 * Reads the values of a key, whatever table it is for.
 *
 * @throws ServiceError - as {@link parseItem}.
 */
export function parseKey(input: unknown, wording: Wording): Item {
  return parseItem(input, wording).attributes;
}

/**
 * Where the item of a key stands in a table. The key must have the table's key attributes and nothing else.
 *
 * @throws ServiceError - ValidationException: the key does not fit the table, or a value is empty or too large.
 */
export function keyInTable(key: Item, schema: TableSchema): StorageKey {
  const { partition, sort } = schema.key;
  if (Object.keys(key).length !== partition.length + sort.length) throw keySchemaMismatch();
  return keyOf(key, schema, keySchemaMismatch);
}

/**
 * Where an item stands in a table, with what PutItem says of one that does not fit.
 *
 * @throws ServiceError - ValidationException: a key attribute is missing, of a wrong type, empty or too large.
 */
export function keyOfItem(item: Item, schema: TableSchema): StorageKey {
  return keyOf(item, schema, missingOrMistyped);
}

/**
 * Where an item stands in a table, with what BatchWriteItem says of one that does not fit: the same as of a key.
 *
 * @throws ServiceError - ValidationException: a key attribute is missing, of a wrong type, empty or too large.
 */
export function keyOfBatchedItem(item: Item, schema: TableSchema): StorageKey {
  return keyOf(item, schema, keySchemaMismatch);
}

/** Returns the error for the part of a table's or index's key that is too large; `undefined` if both are within limits. */
export function keySizeViolation(key: KeyAttributes, item: Item): ServiceError | undefined {
  if (!isPartWithinLimit(key, 'partition', item)) return partitionKeyTooLarge();
  return isPartWithinLimit(key, 'sort', item) ? undefined : sortKeyTooLarge();
}

/** The type of a value that can be no key because it is an empty string or binary. */
export function emptyTypeOf(value: AttributeValue): 'S' | 'B' | undefined {
  if (value.S === '') return 'S';
  return value.B?.length === 0 ? 'B' : undefined;
}

type Refusal = (name: string, found: AttributeValue | undefined, expected: KeyType | undefined) => ServiceError;

const missingOrMistyped: Refusal = (name, found, expected) =>
  found === undefined || expected === undefined
    ? missingKey(name)
    : keyTypeMismatch(name, { expected, actual: dataTypeOf(found) });

function keyOf(item: Item, schema: TableSchema, refuse: Refusal): StorageKey {
  checkKeyValues(schema.key.partition, item, schema, refuse);
  checkKeyValues(schema.key.sort, item, schema, refuse);
  const problem = keySizeViolation(schema.key, item);
  if (problem !== undefined) throw problem;
  return tableKey(item, schema.key);
}

function checkKeyValues(names: readonly string[], item: Item, { keyTypes }: TableSchema, refuse: Refusal): void {
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value === undefined || dataTypeOf(value) !== keyTypes[name]) throw refuse(name, value, keyTypes[name]);
    const emptyType = emptyTypeOf(value);
    if (emptyType !== undefined) throw emptyKey(name, emptyType);
  }
}
