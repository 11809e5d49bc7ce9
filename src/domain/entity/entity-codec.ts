import { describeType } from '../describe-type.ts';
import type { AttributeValue, Item } from '../dynamodb.ts';
import { DynarepoError, StoredValueError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import { parseNumber } from '../values/decimal.ts';
import { numberCodec } from './codecs/number-codecs.ts';
import type { AnyEntity } from './entity.ts';
import type { EntityOf, KeyOf } from './entity-types.ts';
import {
  checkNames,
  decodeFields,
  type EncodeOptions,
  encodeFields,
  type Field,
  type Fields,
  fieldOf,
  valueToEncode,
} from './fields.ts';
import { nameOfItem } from './item-name.ts';
import { differingPart, withKeyProperties } from './keys/decode-key.ts';
import { composePart, encodeParts, rejectEmptyKey } from './keys/encode-key.ts';
import { selectFields } from './select-fields.ts';
import { memberOfItem, memberOfTarget, memberOfValue } from './union-members.ts';
import { newestSchema, upcastItem } from './upcast.ts';
import { validated, withoutValidators } from './validate.ts';
import type { Validator } from './validator.ts';
import { badStoredValue, childLocation, type ValueLocation, wrongType } from './value-location.ts';

/**
 * Encodes an entity as an item: every attribute with a value or default, under its stored name, the version if the value
 * has one, and the composed key attributes.
 *
 * @throws DynarepoError - `BAD_INPUT`: a required attribute is missing, a name is not declared, or a value is invalid.
 */
export function encodeEntity(entity: AnyEntity, value: unknown, options?: EncodeOptions): Item {
  const location = { segment: entity.name };
  const { fields, keys, derived, definition } = memberOfValue(entity, value);
  const valid =
    definition.schema === undefined
      ? value
      : validatedEntity(definition.schema, { fields, value, location, ...options });
  const item = encodeFields(fields, valid, location, options);
  for (const name of entity.keyNames) {
    const field = fieldOf(entity.fields, name, location);
    rejectEmptyKey(attributeOf(item, field.attributeName), childLocation(location, name));
  }
  for (const part of keys.composedKey) setIfMade(item, part.name, composePart(part, item, location));
  for (const { name, fields: sources, make } of derived) {
    // What is made from a hidden attribute that the value lacks is not known.
    const isKnown = !options?.isSave || sources.every(({ isHidden }) => !isHidden);
    if (isKnown) setIfMade(item, name, make(item, location));
  }
  const schema = definition.upcast && newestSchema(definition.upcast);
  if (schema !== undefined) setAttribute(item, schema.attributeName, schema.value);
  return item;
}

/** Encodes an entity that was read, without its validators: see {@link encodeEntity}. */
export function encodeAsRead(entity: AnyEntity, value: unknown): Item {
  return withoutValidators(() => encodeEntity(entity, value, { isSave: true }));
}

/** Returns an entity with the output of its validator, which gets all values with defaults except those that dynarepo sets. */
function validatedEntity(
  schema: Validator,
  { fields, value, location, isSave }: EncodeOptions & { fields: Fields; value: unknown; location: ValueLocation },
): unknown {
  checkNames(fields, value, location);
  const values = {};
  for (const field of fields.values()) {
    const given = valueToEncode(field, value, isSave);
    if (given !== undefined && !field.isWritten) setOwnProperty(values, field.name, given);
  }
  return { ...value, ...Object(validated(schema, values, location)) };
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
  return storedDecoder(entity, options)(item);
}

/** Returns the decoder of many items with the same options: see {@link decodeItem}. */
export function storedDecoder<E extends AnyEntity>(
  entity: E,
  { names, key: knownKey, written = false }: DecodeOptions,
): (item: Item) => EntityOf<E> {
  const decode = propertiesDecoder(entity, names);
  return (item) => {
    try {
      return decode(item) as EntityOf<E>; // it maps the same fields and checked the values
    } catch (error) {
      // Any other error of a read is not about the item, but about a default.
      if (!(error instanceof DynarepoError && (error.code === 'BAD_STORED_VALUE' || written))) throw error;
      const key = { ...knownKey, ...(isRecord(item) ? item : {}) };
      const unreadable = { entity: entity.name, key: keyIfReadable(entity, key), item, written };
      const outcome = written ? 'the write was executed, but its result cannot be read: ' : '';
      const message = `${outcome}${nameOfItem(entity, key)}: ${error.message}`;
      throw new StoredValueError(message, unreadable, error.cause === undefined ? {} : { cause: error.cause });
    }
  };
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
  checkNames(memberOfTarget(entity, key).fields, key, location);
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

function setIfMade(item: Item, name: string, value: AttributeValue | undefined): void {
  if (value !== undefined) setAttribute(item, name, value);
}

type PropertiesDecoder = (item: Item) => object;

/** The decoders of whole items by the fields, which an entity has in common with the same one in another table. */
const decoders = new WeakMap<Fields, PropertiesDecoder>();

function propertiesDecoder(entity: AnyEntity, names: ReadonlySet<string> | undefined): PropertiesDecoder {
  if (names !== undefined) return createDecoder(entity, names);
  let decoder = decoders.get(entity.fields);
  if (decoder === undefined) {
    decoder = createDecoder(entity);
    decoders.set(entity.fields, decoder);
  }
  return decoder;
}

function createDecoder(entity: AnyEntity, names?: ReadonlySet<string>, owner = entity.name): PropertiesDecoder {
  const location = { segment: owner };
  if (entity.members !== undefined && !isOfKeys(entity, names)) {
    const members = [...entity.members.byTag.values()];
    const decoders = new Map(members.map((member) => [member, createDecoder(member, names, owner)]));
    return (item) => decoders.get(memberOfItem(entity, item))?.(item) ?? {};
  }
  const selected =
    names === undefined
      ? [...entity.fields.values()].filter(({ isHidden }) => !isHidden)
      : selectFields(entity.fields, names).fields;
  const fields = selected.map((field) => ({ ...field, location: childLocation(location, field.name) }));
  const inexactKeys = fields.filter(
    ({ name, codec }) => (codec.type === 'N' || codec.isLossy) && entity.keyNames.includes(name),
  );
  const { composedKey, composedIndexKeys } = entity.keys;
  // An index can project the composed keys without their properties.
  const parts = names === undefined ? composedKey : [...composedKey, ...composedIndexKeys];
  const upcast = isOfKeys(entity, names) ? undefined : entity.definition.upcast;
  return (stored) => {
    const item = upcast === undefined || !isRecord(stored) ? stored : upcastItem(upcast, stored, location);
    if (!isRecord(item)) throw badStoredValue(location, `is stored as ${describeType(item)}, not as an item`);
    const differing = differingPart(composedKey, item);
    if (differing !== undefined) {
      throw badStoredValue(location, `has a key attribute ${differing.name} that its properties do not make`);
    }
    const values = decodeFields(fields, withKeyProperties(parts, item), locate);
    for (const field of inexactKeys) rejectRoundedKey(field, item, ownProperty(values, field.name));
    return values;
  };
}

/** Returns whether only properties of the key are read, which all members of a union have. */
function isOfKeys({ keyNames }: AnyEntity, names: ReadonlySet<string> | undefined): boolean {
  return names !== undefined && [...names].every((name) => keyNames.includes(name));
}

function keyIfReadable(entity: AnyEntity, item: Item): unknown {
  try {
    return createDecoder(entity, new Set(entity.keyNames))(item);
  } catch {
    return undefined; // the item that the error contains shows what is stored
  }
}

interface LocatedField extends Field {
  readonly location: ValueLocation;
}

const locate = ({ location }: LocatedField) => location;

/** Rejects a key number that was rounded when read, because the rounded one would identify another item. */
function rejectRoundedKey({ codec, location, attributeName }: LocatedField, item: Item, value: unknown): void {
  const { N, S = N } = attributeOf(item, attributeName) ?? {};
  // With up to 15 characters, different numbers are different doubles.
  if (S === undefined || (codec === numberCodec && S.length <= 15)) return;
  const own = (codec.encodeOperand ?? codec.encode)(value, location);
  if (N === undefined ? own?.S === S : own?.N === parseNumber(N).text) return;
  const exact = N === undefined ? 'string' : 'decimal';
  throw badStoredValue(location, `is part of the key and is stored as ${S}, which is not exact: use ${exact}()`);
}
