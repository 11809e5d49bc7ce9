import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { ServiceError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { nestingLimit } from '../../../domain/limits.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { decodeBase64, encodeBase64 } from '../../../domain/values/base64.ts';
import { FlatItem } from '../storage/flat-item.ts';
import { withHash } from '../storage/storage-key.ts';
import { newItem, type StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { keyOfItem } from '../validation/item-keys.ts';
import { type ParsedItem, parseItem } from '../values/parse-attribute-values.ts';
import { UnreadableRequest } from '../values/unreadable-request.ts';
import { readWording } from '../wording/validation-errors.ts';
import { DamageError } from './json-codec.ts';

/** Returns an item in the JSON of DynamoDB's HTTP API. What contains no bytes may be shared with the item. */
export function encodeItem(item: Item): Readonly<Record<string, unknown>> {
  let encoded: Item | undefined;
  for (const [name, value] of Object.entries(item)) {
    const json = encodeValue(value);
    if (json === value) continue;
    encoded ??= { ...item };
    setAttribute(encoded, name, json as AttributeValue); // printed as JSON, where bytes are text
  }
  return encoded ?? item;
}

function encodeValue(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: encodeBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(encodeBase64) };
  if (value.L !== undefined) return { L: value.L.map(encodeValue) };
  if (value.M === undefined) return value;
  const inside = encodeItem(value.M);
  return inside === value.M ? value : { M: inside };
}

/**
 * Returns the item with a table's schema from its parsed JSON, which is changed in place.
 *
 * @throws DamageError - it isn't an item that the table can store.
 */
export function decodeItem(json: unknown, schema: TableSchema): StoredItem {
  return decodeWith(json, ({ attributes, sizeBytes }) => {
    const key = withHash(keyOfItem(attributes, schema), schema.key);
    return newItem(key, attributes, sizeBytes);
  });
}

/**
 * Returns attributes and their size from their parsed JSON, which is changed in place.
 *
 * @throws DamageError - an attribute value is wrong.
 */
export function decodeAttributes(json: unknown): FlatItem {
  return decodeWith(json, ({ attributes, sizeBytes }) => new FlatItem(attributes, sizeBytes));
}

function decodeWith<Decoded>(json: unknown, finish: (item: ParsedItem) => Decoded): Decoded {
  decodeBytes(json, 0);
  try {
    return finish(parseItem(json, readWording));
  } catch (error) {
    if (error instanceof UnreadableRequest) throw new DamageError('item has a value of a wrong type');
    if (error instanceof ServiceError) throw new DamageError(`item: ${error.message}`);
    throw error;
  }
}

/** Replaces base64 text with bytes, in place, in attribute values by name. What is wrong otherwise is left as it is. */
function decodeBytes(values: unknown, depth: number): void {
  if (isRecord(values)) for (const value of Object.values(values)) decodeBytesOf(value, depth);
}

function decodeBytesOf(value: unknown, depth: number): void {
  // Deeper values are rejected later; following them here could overflow the stack.
  if (!isRecord(value) || depth > nestingLimit) return;
  if (value.B !== undefined) value.B = bytesIn(value.B);
  if (Array.isArray(value.BS)) value.BS = value.BS.map(bytesIn);
  if (value.M !== undefined) decodeBytes(value.M, depth + 1);
  if (Array.isArray(value.L)) for (const element of value.L) decodeBytesOf(element, depth + 1);
}

function bytesIn(json: unknown): Uint8Array {
  const bytes = typeof json === 'string' ? decodeBase64(json) : undefined;
  if (bytes === undefined) throw new DamageError('item has bytes that are not base64');
  return bytes;
}
