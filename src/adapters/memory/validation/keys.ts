import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { partitionKeyLimitBytes, sortKeyLimitBytes } from '../../../domain/limits.ts';
import { attributeOf, dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import { type KeyAttributes, type StorageKey, tableKey } from '../storage/storage-key.ts';
import type { KeyType } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { readItem } from '../values/attribute-values.ts';
import {
  emptyKey,
  keySchemaMismatch,
  keyTypeMismatch,
  missingKey,
  partitionKeyTooLarge,
  sortKeyTooLarge,
} from '../wording/keys.ts';
import type { Wording } from '../wording/refusal.ts';

/**
 * Reads the values of a key, whatever table it is for.
 *
 * @throws ServiceError - as {@link readItem}.
 */
export function readKey(input: unknown, wording: Wording): Item {
  return readItem(input, wording).attributes;
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

/**
 * What is too large in the key of a table or index. All partition key values of an index count together, as do all its
 * sort key values; numbers count nothing.
 */
export function largeKeyProblem({ partition, sort }: KeyAttributes, item: Item): ServiceError | undefined {
  if (keyBytes(partition, item) > partitionKeyLimitBytes) return partitionKeyTooLarge();
  return keyBytes(sort, item) > sortKeyLimitBytes ? sortKeyTooLarge() : undefined;
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
  const problem = largeKeyProblem(schema.key, item);
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

function keyBytes(names: readonly string[], item: Item): number {
  let bytes = 0;
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value?.S !== undefined) bytes += utf8Bytes(value.S);
    else if (value?.B !== undefined) bytes += value.B.length;
  }
  return bytes;
}
