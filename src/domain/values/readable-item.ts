import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty } from '../own-property.ts';

/** The attributes of an item in a form of its own, which can read one without the others. */
export abstract class StoredAttributes {
  /** Returns the value of an attribute: do not change it. */
  abstract attribute(name: string): AttributeValue | undefined;
  /** Returns a deep copy of the attributes. */
  abstract copy(): Item;
  /** Returns the attributes as an object that stays the same from now on: do not change it. */
  abstract share(): Item;
}

/** An item as an object, or in a form of its own. */
export type ReadableItem = Item | StoredAttributes;

/** Returns an attribute of an item; any name is allowed, including `constructor` and `__proto__`. */
export function readAttribute(item: ReadableItem, name: string): AttributeValue | undefined {
  return item instanceof StoredAttributes ? item.attribute(name) : ownProperty(item, name);
}
