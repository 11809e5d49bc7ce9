import type { AttributeValue, Item } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { suggestion } from '../suggestion.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import type { AnyAttribute, Attributes, Presence } from './attribute.ts';
import type { Slot, ValueCodec } from './value-codec.ts';
import { badInput, badStoredValue, childLocation, type ValueLocation, wrongType } from './value-location.ts';

/** A declared attribute under the name of its property: of an entity, or of a map. */
export interface Field extends Slot {
  /** The property. */
  readonly name: string;
  /** The attribute's name in the table. */
  readonly attributeName: string;
  readonly presence: Presence;
  /** Makes the value of an attribute that was left out, if it has a default. */
  readonly makeDefault: (() => unknown) | undefined;
}

/** Declared attributes by the names of their properties, in the order of their declaration. */
export type Fields = ReadonlyMap<string, Field>;

/** The fields of attributes that are declared under these properties. */
export function toFields(attributes: Attributes): Fields {
  return new Map(Object.entries(attributes).map(([name, attribute]) => [name, toField(name, attribute)]));
}

/**
 * The field of a property.
 *
 * @throws DynarepoError - `BAD_INPUT`: no attribute is declared under that name.
 */
export function fieldOf(fields: Fields, name: string, location: ValueLocation): Field {
  const field = fields.get(name);
  if (field !== undefined) return field;
  throw badInput(location, `has no attribute ${JSON.stringify(name)}${suggestion(name, fields.keys())}`);
}

/**
 * Stores an object: every field that has a value or a default. A version is only stored where one is given.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is no object, a required field is missing, a name is not declared, or a value
 * does not fit.
 */
export function encodeFields(fields: Fields, given: unknown, location: ValueLocation): Item {
  checkNames(fields, given, location);
  const item: Item = {};
  for (const field of fields.values()) {
    const stored = encodeField(field, ownProperty(given, field.name), childLocation(location, field.name));
    if (stored !== undefined) setAttribute(item, field.attributeName, stored);
  }
  return item;
}

/**
 * Reads stored attributes; those that are not among the fields are passed over.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: a required field is missing, or a value is no stored form of its kind.
 */
export function decodeFields(fields: Iterable<Field>, item: Item, location: ValueLocation): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = decodeField(field, attributeOf(item, field.attributeName), childLocation(location, field.name));
    if (value !== undefined) setOwnProperty(values, field.name, value);
  }
  return values;
}

/**
 * Checks that what the caller gave is an object whose properties are declared.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not.
 */
export function checkNames(fields: Fields, given: unknown, location: ValueLocation): asserts given is object {
  if (!isRecord(given)) throw wrongType(location, 'an object', given);
  for (const name of Object.keys(given)) fieldOf(fields, name, location);
}

function toField(name: string, { storedName, presence, makeDefault, codec }: AnyAttribute): Field {
  return Object.freeze({
    name,
    attributeName: storedName ?? name,
    presence,
    makeDefault,
    codec,
    isRemovable: presence === 'optional' || presence === 'default',
    encode(value: unknown, location: ValueLocation) {
      const stored = codec.encode(value, location);
      if (stored !== undefined || presence === 'optional') return stored;
      // Absence reads back as the empty set only where that is the default.
      if (makeDefault !== undefined && codec.encode(makeDefault(), location) === undefined) return undefined;
      throw badInput(location, 'may not be empty: DynamoDB stores no empty sets');
    },
  });
}

function encodeField(field: Field, given: unknown, location: ValueLocation): AttributeValue | undefined {
  const value = given === undefined ? field.makeDefault?.() : given;
  if (value !== undefined) return field.encode(value, location);
  if (field.presence === 'optional' || field.presence === 'version') return undefined;
  throw badInput(location, 'is required, but is missing');
}

function decodeField(field: Field, stored: AttributeValue | undefined, location: ValueLocation): unknown {
  // Other programs write NULL for what they leave out; read as absence, it does no harm where absence is allowed.
  const isAbsent = stored === undefined || (stored.NULL !== undefined && field.isRemovable && !field.codec.isNullable);
  return isAbsent ? absentValue(field, location) : field.codec.decode(stored, location);
}

function absentValue({ presence, codec, makeDefault }: Field, location: ValueLocation): unknown {
  switch (presence) {
    case 'optional':
      return undefined;
    case 'default':
      return asRead(codec, makeDefault?.(), location);
    case 'version':
      return 0;
    case 'required':
      throw badStoredValue(location, 'is not in the item');
    default:
      return presence satisfies never;
  }
}

/** A default as if it had been stored: with the defaults below it, and refused where it could not be. */
function asRead(codec: ValueCodec, value: unknown, location: ValueLocation): unknown {
  const stored = codec.encode(value, location);
  return stored === undefined ? value : codec.decode(stored, location);
}
