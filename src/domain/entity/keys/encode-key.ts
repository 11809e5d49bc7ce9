import type { AttributeValue, Item } from '../../dynamodb.ts';
import { ownProperty } from '../../own-property.ts';
import { attributeOf, setAttribute } from '../../values/attribute-value.ts';
import type { Field } from '../fields.ts';
import { badInput, childLocation, type ValueLocation } from '../value-location.ts';
import type { KeyPart } from './key-part.ts';
import { slotText } from './text-template.ts';

/**
 * Encodes key attributes.
 *
 * @param values - an object with the properties of the key.
 * @throws DynarepoError - `BAD_INPUT`: a property is missing, empty or invalid.
 */
export function encodeParts(parts: readonly KeyPart[], values: object, location: ValueLocation): Item {
  const storedValue = (field: Field) =>
    encodeKeyValue(field, ownProperty(values, field.name), childLocation(location, field.name));
  const item: Item = {};
  for (const part of parts) {
    const value = compose(part, storedValue, location);
    if (value !== undefined) setAttribute(item, part.name, value);
  }
  return item;
}

/**
 * Returns a key attribute as made from the attributes of its properties; `undefined` if one is absent.
 *
 * @throws DynarepoError - `BAD_INPUT`: a value cannot be part of the text.
 */
export function composePart(part: KeyPart, item: Item, location: ValueLocation): AttributeValue | undefined {
  return compose(part, ({ attributeName }) => attributeOf(item, attributeName), location);
}

/** Rejects an empty key attribute. */
export function rejectEmptyKey(stored: AttributeValue | undefined, location: ValueLocation): void {
  if (stored?.S === '' || stored?.B?.length === 0) throw badInput(location, 'is part of the key, but is empty');
}

function compose(
  part: KeyPart,
  storedValue: (field: Field) => AttributeValue | undefined,
  location: ValueLocation,
): AttributeValue | undefined {
  if (part.kind === 'property') return storedValue(part.fields[0]);
  let text = '';
  for (const slot of part.template.slots) {
    const value = storedValue(slot.field);
    if (value === undefined) return undefined;
    text += slot.before + slotText(slot, value, childLocation(location, slot.field.name));
  }
  return { S: text + part.template.end };
}

function encodeKeyValue(field: Field, value: unknown, location: ValueLocation): AttributeValue {
  if (value === undefined) throw badInput(location, 'is part of the key, but is missing');
  const stored = field.encode(value, location);
  if (stored === undefined) throw badInput(location, 'is part of the key, but is empty');
  rejectEmptyKey(stored, location);
  return stored;
}
