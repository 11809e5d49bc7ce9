import type { AttributeValue, Item } from '../../dynamodb.ts';
import { attributeOf, isKeyValue, setAttribute } from '../../values/attribute-value.ts';
import { parseNumber } from '../../values/decimal.ts';
import { valuesEqual } from '../../values/equality.ts';
import type { Field } from '../fields.ts';
import type { KeyPart } from './key-part.ts';
import { inCase, isMadeBy, slotValue, type TemplateSlot } from './text-template.ts';

/** Returns whether an item's key attributes are texts that an entity's templates make: then it is an item of the entity. */
export function hasOwnKey(parts: readonly KeyPart[], item: Item): boolean {
  return parts.every((part) => part.kind === 'property' || isMadeBy(part.template, attributeOf(item, part.name)?.S));
}

/**
 * Returns an item with the properties in its composed key attributes, as in an index that projects only keys. Attributes that
 * the item has stay unchanged.
 *
 * @param parts - composed key attributes.
 */
export function withKeyProperties(parts: readonly KeyPart[], item: Item): Item {
  let complete = item;
  for (const part of parts) {
    for (const [index, { attributeName }] of part.fields.entries()) {
      const value = attributeOf(item, attributeName) ? undefined : valuesIn(part, item)?.[index];
      if (value === undefined) continue;
      // Most items have all properties, and need no copy.
      if (complete === item) complete = { ...item };
      setAttribute(complete, attributeName, value);
    }
  }
  return complete;
}

/** Returns a composed key attribute of an item that the properties beside it do not make, if there is one. */
export function differingPart(parts: readonly KeyPart[], item: Item): KeyPart | undefined {
  return parts.find((part) => {
    const stored = attributeOf(item, part.name);
    if (stored === undefined) return false;
    return !(part.kind === 'template'
      ? isMadeBy(part.template, stored?.S, (slot, text) => isOf(item, slot.field, slotValue(slot, text), slot.text))
      : isOf(item, part.fields[0], canonical(stored)));
  });
}

/** Returns whether a value in a key is that of the property beside it, if the item has a valid one. */
function isOf(item: Item, { attributeName }: Field, value: AttributeValue, form?: TemplateSlot['text']): boolean {
  const own = attributeOf(item, attributeName);
  if (!isKeyValue(own)) return true;
  return typeof own.S === 'string' ? inCase(form, own.S) === value.S : valuesEqual(canonical(own), value);
}

/** Returns the values of the properties in a composed key attribute; `undefined` if the template cannot have made it. */
function valuesIn(part: KeyPart, item: Item): readonly AttributeValue[] | undefined {
  const stored = attributeOf(item, part.name);
  if (part.kind === 'property') return stored && [canonical(stored)];
  const values: AttributeValue[] = [];
  const isMade = isMadeBy(part.template, stored?.S, (slot, text) => values.push(slotValue(slot, text)));
  return isMade ? values : undefined;
}

function canonical(value: AttributeValue): AttributeValue {
  return typeof value?.N === 'string' ? { N: parseNumber(value.N).text ?? value.N } : value;
}
