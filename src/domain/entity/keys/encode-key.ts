import type { AttributeValue, Item } from '../../dynamodb.ts';
import { ownProperty } from '../../own-property.ts';
import { setAttribute } from '../../values/attribute-value.ts';
import type { Field } from '../fields.ts';
import { badInput, childLocation, type ValueLocation } from '../value-location.ts';
import type { KeyPart } from './key-part.ts';

/**
 * Encodes key attributes.
 *
 * @param values - an object with the properties of the key.
 * @throws DynarepoError - `BAD_INPUT`: a property is missing, empty or invalid.
 */
export function encodeParts(parts: readonly KeyPart[], values: object, location: ValueLocation): Item {
  const item: Item = {};
  for (const part of parts) setAttribute(item, part.name, encodePart(part, values, location));
  return item;
}

/** Rejects an empty key attribute. */
export function rejectEmptyKey(stored: AttributeValue | undefined, location: ValueLocation): void {
  if (stored?.S === '' || stored?.B?.length === 0) throw badInput(location, 'is part of the key, but is empty');
}

function encodePart({ fields: [field] }: KeyPart, values: object, location: ValueLocation): AttributeValue {
  return encodeKeyValue(field, ownProperty(values, field.name), childLocation(location, field.name));
}

function encodeKeyValue(field: Field, value: unknown, location: ValueLocation): AttributeValue {
  if (value === undefined) throw badInput(location, 'is part of the key, but is missing');
  const stored = field.encode(value, location);
  if (stored === undefined) throw badInput(location, 'is part of the key, but is empty');
  rejectEmptyKey(stored, location);
  return stored;
}
