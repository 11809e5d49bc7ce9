import type { AttributeValue, Item } from '../dynamodb.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';
import { suggestion } from '../suggestion.ts';
import { attributeOf, setAttribute } from '../values/attribute-value.ts';
import type { AnyAttribute, AttributeRole, Attributes } from './attribute.ts';
import { isStoredNull } from './codecs/stored-member.ts';
import type { Slot, ValueCodec } from './value-codec.ts';
import { badInput, badStoredValue, childLocation, type ValueLocation, wrongType } from './value-location.ts';

/** A declared attribute of an entity or map, with its property name. */
export interface Field extends Omit<Slot, 'makeDefault'>, Omit<AnyAttribute, 'types' | 'storedName'> {
  /** The property's name. */
  readonly name: string;
  /** The attribute's name in the table. */
  readonly attributeName: string;
  /** Whether every object inherits a member with the attribute's name, such as `constructor`. */
  readonly isInherited: boolean;
  /** Whether only dynarepo sets it. */
  readonly isWritten: boolean;
  /** Whether an item may lack it, and reads without it then. */
  readonly mayBeAbsent: boolean;
}

/** The field of each role; an entity may have none. */
export type RoleFields = { readonly [Role in AttributeRole]: Field | undefined };

/** Declared attributes by property name, in order of declaration. */
export type Fields = ReadonlyMap<string, Field>;

/** Returns a field for each declared attribute, by property name. */
export function toFields(attributes: Attributes): Fields {
  return new Map(Object.entries(attributes).map(([name, attribute]) => [name, toField(name, attribute)]));
}

/** Returns the field of each role. */
export function toRoles(fields: Fields): RoleFields {
  const withRole = (role: AttributeRole) => [...fields.values()].find((field) => field.role === role);
  return Object.freeze({
    version: withRole('version'),
    createdAt: withRole('createdAt'),
    updatedAt: withRole('updatedAt'),
    ttl: withRole('ttl'),
  });
}

/**
 * Returns the field of a property.
 *
 * @throws DynarepoError - `BAD_INPUT`: no attribute with that name is declared.
 */
export function fieldOf(fields: Fields, name: string, location: ValueLocation): Field {
  const field = fields.get(name);
  if (field !== undefined) return field;
  throw badInput(location, `has no attribute ${JSON.stringify(name)}${suggestion(name, fields.keys())}`);
}

/** How an object is encoded. */
export interface EncodeOptions {
  /** Whether an absent hidden attribute, or one with a default for new entities, stays absent. Default: false. */
  readonly isSave?: boolean | undefined;
}

/**
 * Encodes an object: every field with a value or default, and those that dynarepo sets if the object has them.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not an object, a required field is missing, a name is not declared, or a
 * value is invalid.
 */
export function encodeFields(
  fields: Fields,
  values: unknown,
  location: ValueLocation,
  { isSave = false }: EncodeOptions = {},
): Item {
  checkNames(fields, values, location);
  const item: Item = {};
  for (const field of fields.values()) {
    const value = valueToEncode(field, values, isSave);
    const isLeftOut = value === undefined && (field.isWritten || (isSave && field.isHidden));
    if (isLeftOut || field.computation !== undefined) continue;
    const stored = encodeField(field, value, childLocation(location, field.name));
    if (stored !== undefined) setAttribute(item, field.attributeName, stored);
  }
  return item;
}

/** Returns the value of a field to encode: that of an object, or the default. */
export function valueToEncode(field: Field, values: object, isSave = false): unknown {
  const given = ownProperty(values, field.name);
  if (given !== undefined || field.isWritten || (isSave && field.isHidden)) return given;
  return (isSave ? field.makeDefault : (field.makeNew ?? field.makeDefault))?.();
}

/**
 * Decodes stored attributes; ignores those that are not among the fields.
 *
 * @throws DynarepoError - `BAD_STORED_VALUE`: a required field is missing, or a value has the wrong type or format.
 */
export function decodeFields<F extends Field>(
  fields: readonly F[],
  item: Item,
  locate: (field: F) => ValueLocation,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    // Most names are not inherited: the lookup of an own attribute takes longer.
    const stored = field.isInherited ? attributeOf(item, field.attributeName) : item[field.attributeName];
    const value = decodeField(field, stored, locate(field));
    if (value !== undefined) setOwnProperty(values, field.name, value);
  }
  return values;
}

/**
 * Checks that a value is an object with only declared properties.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is not an object, or has an undeclared property.
 */
export function checkNames(fields: Fields, value: unknown, location: ValueLocation): asserts value is object {
  if (!isRecord(value)) throw wrongType(location, 'an object', value);
  for (const name of Object.keys(value)) fieldOf(fields, name, location);
}

/** Returns the field of an attribute. */
export function toField(name: string, attribute: AnyAttribute): Field {
  const { storedName, presence, makeDefault, codec } = attribute;
  const attributeName = storedName ?? name;
  const mayBeAbsent = presence === 'optional' || presence === 'written-optional';
  return Object.freeze({
    ...attribute,
    name,
    attributeName,
    isInherited: attributeName in {},
    isWritten: presence.startsWith('written'),
    mayBeAbsent,
    isRemovable: presence === 'optional' || presence === 'default',
    encode(value: unknown, location: ValueLocation) {
      const stored = codec.encode(value, location);
      if (stored !== undefined || mayBeAbsent) return stored;
      // An absent attribute reads back as the empty set only if that is the default.
      if (makeDefault !== undefined && codec.encode(makeDefault(), location) === undefined) return undefined;
      throw badInput(location, 'must not be empty: DynamoDB cannot store an empty set');
    },
  });
}

function encodeField(field: Field, value: unknown, location: ValueLocation): AttributeValue | undefined {
  if (value !== undefined) return field.encode(value, location);
  if (field.mayBeAbsent) return undefined;
  throw badInput(location, 'is required, but is missing');
}

function decodeField(field: Field, stored: AttributeValue | undefined, location: ValueLocation): unknown {
  // Other programs write NULL for absent values, so NULL reads as absence where absence is allowed.
  const isAbsent = stored === undefined || (field.isRemovable && !field.codec.isNullable && isStoredNull(stored));
  return isAbsent ? absentValue(field, location) : field.codec.decode(stored, location);
}

function absentValue({ mayBeAbsent, codec, makeDefault }: Field, location: ValueLocation): unknown {
  if (mayBeAbsent) return undefined;
  if (makeDefault === undefined) throw badStoredValue(location, 'is required, but is missing from the stored item');
  return roundTripped(codec, makeDefault(), location);
}

/** Encodes and decodes a default, which checks it and applies the defaults nested in it. */
function roundTripped(codec: ValueCodec, value: unknown, location: ValueLocation): unknown {
  const stored = codec.encode(value, location);
  return stored === undefined ? value : codec.decode(stored, location);
}
