import { describeType } from '../describe-type.ts';
import type { Item } from '../dynamodb.ts';
import { DynarepoError, StoredValueError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import { parseNumber } from '../values/decimal.ts';
import type { AnyEntity } from './entity.ts';
import type { EntityOf, KeyOf } from './entity-types.ts';
import { checkNames, decodeFields, encodeFields, type Field, fieldOf } from './fields.ts';
import { nameOfItem } from './item-name.ts';
import { differingPart, withKeyProperties } from './keys/decode-key.ts';
import { composePart, encodeParts, rejectEmptyKey } from './keys/encode-key.ts';
import { badStoredValue, childLocation, type ValueLocation, wrongType } from './value-location.ts';

/**
 * Encodes an entity as an item: every attribute with a value or default, under its stored name, the version if the value
 * has one, and the composed key attributes.
 *
 * @throws DynarepoError - `BAD_INPUT`: a required attribute is missing, a name is not declared, or a value is invalid.
 */
export function encodeEntity(entity: AnyEntity, value: unknown): Item {
  const location = { segment: entity.name };
  const item = encodeFields(entity.fields, value, location);
  for (const name of entity.keyNames) {
    const field = fieldOf(entity.fields, name, location);
    rejectEmptyKey(attributeOf(item, field.attributeName), childLocation(location, name));
  }
  for (const part of [...entity.keys.composedKey, ...entity.keys.composedIndexKeys]) {
    const value = composePart(part, item, location);
    if (value !== undefined) setAttribute(item, part.name, value);
  }
  return item;
}

/**
 * Decodes an item to an entity. Ignores undeclared attributes; a missing version reads as 0.
 *
 * @param names - the properties to read, if the item has only some, as in an index with a projection. Default: all.
 * @throws StoredValueError - a required attribute is missing, or a value has the wrong type or format.
 */
export function decodeItem<E extends AnyEntity>(entity: E, item: Item, names?: ReadonlySet<string>): EntityOf<E> {
  return decodeStored(entity, item, { names });
}

/** How `decodeStored` decodes an item, and what its error says about the item. */
export interface DecodeOptions {
  /** The properties to read. Default: all. */
  readonly names?: ReadonlySet<string> | undefined;
  /** The primary key, for items without their key attributes. Default: that of the item. */
  readonly key?: Item | undefined;
  /** Whether the item is the result of a write. Default: false. */
  readonly written?: boolean | undefined;
}

/** Decodes an item: see {@link decodeItem}. */
export function decodeStored<E extends AnyEntity>(entity: E, item: Item, options: DecodeOptions = {}): EntityOf<E> {
  try {
    return decodeProperties(entity, item, options.names) as EntityOf<E>; // it maps the same fields and checked the values
  } catch (error) {
    // Any other error of a read is not about the item, but about a default.
    if (!(error instanceof DynarepoError && (error.code === 'BAD_STORED_VALUE' || options.written))) throw error;
    const key = { ...options.key, ...(isRecord(item) ? item : {}) };
    const unreadable = {
      entity: entity.name,
      key: keyIfReadable(entity, key),
      item,
      written: options.written ?? false,
    };
    const outcome = unreadable.written ? 'the write was executed, but its result cannot be read: ' : '';
    const message = `${outcome}${nameOfItem(entity, key)}: ${error.message}`;
    throw new StoredValueError(message, unreadable, error.cause === undefined ? {} : { cause: error.cause });
  }
}

/**
 * Encodes a primary key.
 *
 * @param key - the key, or an object with its properties, such as an entity.
 * @throws DynarepoError - `BAD_INPUT`: a key attribute is missing, empty or invalid, or a name is not declared.
 */
export function encodeKey(entity: AnyEntity, key: unknown): Item {
  const location = { segment: entity.name };
  if (!isRecord(key)) throw wrongType(location, `an object with its key, { ${entity.keyNames.join(', ')} }`, key);
  checkNames(entity.fields, key, location);
  return encodeParts(entity.keys.table.entryKey, key, location);
}

/** Returns the primary key of an entity, or of another object with its properties. */
export function keyOf<E extends AnyEntity>(entity: E, value: object): KeyOf<E> {
  const key = {};
  for (const name of entity.keyNames) setOwnProperty(key, name, ownProperty(value, name));
  return key as KeyOf<E>; // it has exactly the properties of the key
}

/**
 * Returns the version of a value; 0 if its item was stored without one.
 *
 * @returns `undefined` if the entity declares no version, or the value has none, such as a bare key.
 * @throws DynarepoError - `BAD_INPUT`: the value's version is invalid.
 */
export function versionOf(entity: AnyEntity, value: object): number | undefined {
  const field = entity.roles.version;
  if (field === undefined) return undefined;
  const version = ownProperty(value, field.name);
  if (version === undefined) return undefined;
  field.encode(version, childLocation({ segment: entity.name }, field.name));
  return Number(version);
}

function decodeProperties(entity: AnyEntity, item: Item, names: ReadonlySet<string> | undefined): object {
  const location = { segment: entity.name };
  if (!isRecord(item)) throw badStoredValue(location, `is stored as ${describeType(item)}, not as an item`);
  const all = entity.fields.values();
  const fields = names === undefined ? all : [...all].filter(({ name }) => names.has(name));
  const { composedKey, composedIndexKeys } = entity.keys;
  const differing = differingPart(composedKey, item);
  if (differing !== undefined) {
    throw badStoredValue(location, `has a key attribute ${differing.name} that its properties do not make`);
  }
  // An index can project the composed keys without their properties.
  const parts = names === undefined ? composedKey : [...composedKey, ...composedIndexKeys];
  const values = decodeFields(fields, withKeyProperties(parts, item), location);
  for (const name of entity.keyNames) {
    const field = names === undefined || names.has(name) ? entity.fields.get(name) : undefined;
    if (field !== undefined) rejectRoundedKey(field, item, ownProperty(values, name), location);
  }
  return values;
}

function keyIfReadable(entity: AnyEntity, item: Item): unknown {
  try {
    return decodeProperties(entity, item, new Set(entity.keyNames));
  } catch {
    return undefined; // the item that the error contains shows what is stored
  }
}

/** Rejects a key number that was rounded when read, because the rounded one would identify another item. */
function rejectRoundedKey(field: Field, item: Item, value: unknown, location: ValueLocation): void {
  const stored = attributeOf(item, field.attributeName)?.N;
  if (stored === undefined) return;
  const valueLocation = childLocation(location, field.name);
  if (field.encode(value, valueLocation)?.N === parseNumber(stored).text) return;
  throw badStoredValue(
    valueLocation,
    `is part of the key and is stored as ${stored}, which is not exact: use decimal()`,
  );
}
