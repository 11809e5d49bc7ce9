import type { AttributeValue, Item } from '../../dynamodb.ts';
import { attributeOf, setAttribute } from '../../values/attribute-value.ts';
import { parseNumber } from '../../values/decimal.ts';
import { valuesEqual } from '../../values/equality.ts';
import type { KeyPart } from './key-part.ts';
import { inCase, parseText, slotValue } from './text-template.ts';

/** Returns whether an item's key attributes are texts that an entity's templates make: then it is an item of the entity. */
export function hasOwnKey(parts: readonly KeyPart[], item: Item): boolean {
  return parts.every((part) => part.kind === 'property' || valuesIn(part, item) !== undefined);
}

/**
 * Returns an item with the properties in its composed key attributes, as in an index that projects only keys. Attributes that
 * the item has stay unchanged.
 *
 * @param parts - composed key attributes.
 */
export function withKeyProperties(parts: readonly KeyPart[], item: Item): Item {
  if (parts.length === 0) return item;
  const complete = { ...item };
  for (const part of parts) {
    for (const [index, { attributeName }] of part.fields.entries()) {
      const value = attributeOf(item, attributeName) ?? valuesIn(part, item)?.[index];
      if (value !== undefined) setAttribute(complete, attributeName, value);
    }
  }
  return complete;
}

/** Returns a composed key attribute of an item that the properties beside it do not make, if there is one. */
export function differingPart(parts: readonly KeyPart[], item: Item): KeyPart | undefined {
  return parts.find((part) => {
    if (attributeOf(item, part.name) === undefined) return false;
    const values = valuesIn(part, item);
    if (values === undefined) return true;
    return !part.fields.every(({ attributeName }, index) => {
      const stored = attributeOf(item, attributeName);
      return stored === undefined || valuesEqual(inKey(part, index, canonical(stored)), values[index]);
    });
  });
}

/** Returns the values of the properties in a composed key attribute; `undefined` if the template cannot have made it. */
function valuesIn(part: KeyPart, item: Item): readonly AttributeValue[] | undefined {
  const stored = attributeOf(item, part.name);
  if (part.kind === 'property') return stored && [canonical(stored)];
  const texts = parseText(part.template, stored?.S);
  return texts && part.template.slots.map((slot, index) => slotValue(slot, texts[index] ?? ''));
}

/** Returns a property's value in the letter case that it has in the key. */
function inKey(part: KeyPart, index: number, value: AttributeValue): AttributeValue {
  const form = part.kind === 'template' ? part.template.slots[index]?.text : undefined;
  return form === undefined || value.S === undefined ? value : { S: inCase(form, value.S) };
}

function canonical(value: AttributeValue): AttributeValue {
  return typeof value.N === 'string' ? { N: parseNumber(value.N).text ?? value.N } : value;
}
