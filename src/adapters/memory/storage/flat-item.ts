import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { ownProperty } from '../../../domain/own-property.ts';
import { copyItem } from '../../../domain/values/attribute-value.ts';
import { type ReadableItem, StoredAttributes } from '../../../domain/values/readable-item.ts';
import { copyContents } from './copy-contents.ts';
import { firstNode, type ItemShape, maxShapedAttributes, nextNode, type ShapeNode, shapeAt } from './item-shape.ts';
import { type Content, contentOf, contentSizeBytes, formOf, type StoredForm, valueAt } from './stored-content.ts';

/**
 * An item as it is stored: a shape, which it shares with items of the same attributes, and the contents of its values without
 * the object `{ S: … }` around each. Measured for ten attributes: 300 bytes and ten objects less than an {@link Item}, and
 * copies take half the time, those of 20 attributes a tenth.
 *
 * An item that shares no shape is stored as it is. Attributes that were read never change afterwards.
 */
export class FlatItem extends StoredAttributes {
  // Only declared, because it takes longer to define fields before they are assigned.
  declare protected shape: ItemShape | undefined;
  declare protected contents: Contents;
  /** The size for limits and capacity. */
  declare readonly sizeBytes: number;

  /** @param item - is shared: do not change it. */
  constructor(item: Item | FlatItem | ShapedContents, sizeBytes: number) {
    super();
    if (item instanceof FlatItem) {
      this.shape = item.shape;
      this.contents = item.contents;
    } else if (item instanceof ShapedContents) {
      this.shape = item.shape;
      this.contents = item.contents;
    } else {
      const contents = new Array<Content>(Object.keys(item).length); // not grown, because a growing array keeps room
      this.shape = flatten(item, contents);
      this.contents = this.shape === undefined ? item : contents;
    }
    this.sizeBytes = sizeBytes;
  }

  /** The attributes as an object that shares values with this item: do not change it. */
  get attributes(): Item {
    const { shape, contents } = this;
    if (shape === undefined) return contents as Item;
    const { names, forms } = shape;
    const item: Item = {};
    for (let slot = 0; slot < names.length; slot += 1) {
      item[names[slot] as string] = valueAt(forms, contents as readonly Content[], slot); // with a shape, they are a list
    }
    return item;
  }

  attribute(name: string): AttributeValue | undefined {
    const { shape, contents } = this;
    // Without a shape, the contents are the attributes.
    if (shape === undefined) return ownProperty(contents as Item, name);
    const slot = shape.slotOf(name);
    if (slot === undefined) return undefined;
    return valueAt(shape.forms, contents as readonly Content[], slot); // with a shape, they are a list
  }

  copy(): Item {
    const { shape, contents } = this;
    // Without a shape, the contents are the attributes.
    if (shape === undefined) return copyItem(contents as Item);
    // The shape says that the contents are those of its slots.
    return copyContents(shape, contents as readonly Content[]);
  }

  /** Returns whether both have the same attributes in the same forms; false if either shares no shape. */
  hasShapeOf({ shape }: FlatItem): boolean {
    return shape !== undefined && shape === this.shape;
  }

  /** Returns whether some attributes surely have the same values in an item of the same shape. */
  hasContentsOf(other: FlatItem, names: readonly string[]): boolean {
    const { shape } = this;
    if (shape === undefined) return false;
    const contents = this.contents as readonly Content[]; // with a shape, they are a list
    const otherContents = other.contents as readonly Content[];
    for (const name of names) {
      const slot = shape.slotOf(name);
      if (slot !== undefined && contents[slot] !== otherContents[slot]) return false;
    }
    return true;
  }

  /**
   * Gives the item a list of contents that it shares with no other, for {@link replaceValue}. Returns false if it has no
   * such list, because it shares no shape.
   */
  ownContents(): boolean {
    const { shape, contents } = this;
    if (shape === undefined) return false;
    this.contents = (contents as readonly Content[]).slice(); // with a shape, they are a list
    return true;
  }

  /**
   * Replaces the value of an attribute in contents of the item's own. Returns false, and changes nothing, if the item has no such
   * attribute, or stores the value in another form. The caller must not have stored the item yet, and not change the value.
   */
  replaceValue(name: string, value: AttributeValue): boolean {
    const { shape } = this;
    const slot = shape?.slotOf(name);
    if (shape === undefined || slot === undefined) return false;
    const form = formOf(value);
    if (form !== shape.forms[slot]) return false;
    const contents = this.contents as Content[]; // with a shape, they are a list
    const content = contentOf(value);
    const grownBytes = contentSizeBytes(form, content) - contentSizeBytes(form, contents[slot] as Content);
    contents[slot] = content;
    (this as { sizeBytes: number }).sizeBytes += grownBytes; // no other item has these contents
    return true;
  }

  /** Stores a text in the place of an equal one of an attribute, so that there is one in memory. */
  shareText(name: string, text: string): void {
    const { shape, contents } = this;
    // Looked up only if it is not the first, as those of keys mostly are.
    const slot = shape?.names[0] === name ? 0 : shape?.slotOf(name);
    // With a shape, they are a list.
    if (slot !== undefined && (contents as readonly Content[])[slot] === text) (contents as Content[])[slot] = text;
  }

  /**
   * Returns the attributes as an object that stays the same while the item is stored: do not change it. From now on, the item
   * is stored as this object.
   */
  share(): Item {
    this.contents = this.attributes;
    this.shape = undefined;
    return this.contents;
  }
}

/** Without a shape, the attributes; with a shape, the contents of their values in its order, of which casts here make use. */
type Contents = Item | readonly Content[];

/** The contents of a new item: a list if they have a shape. */
export class ShapedContents {
  declare readonly shape: ItemShape | undefined;
  declare readonly contents: Contents;

  constructor(shape: ItemShape | undefined, contents: Contents) {
    this.shape = shape;
    this.contents = contents;
  }
}

/** Returns an item as an object that can be the stored one: do not change it. See {@link FlatItem.share}. */
export function shareReadable(item: ReadableItem): Item {
  return item instanceof StoredAttributes ? item.share() : item;
}

/** Returns a deep copy of an item. */
export function copyReadable(item: ReadableItem): Item {
  return item instanceof StoredAttributes ? item.copy() : copyItem(item);
}

/** Sets the contents of the values of an item, and returns their shape; `undefined` if the item shares no shape. */
function flatten(item: Item, contents: Content[]): ItemShape | undefined {
  if (contents.length > maxShapedAttributes) return undefined;
  let node: ShapeNode | undefined = firstNode();
  let slot = 0;
  for (const name in item) {
    const value = item[name] as AttributeValue; // an item has no other members
    let form: StoredForm;
    if (value.S !== undefined) {
      form = 'S';
      contents[slot] = value.S;
    } else if (value.N !== undefined) {
      form = 'N';
      contents[slot] = value.N;
    } else if (value.BOOL !== undefined) {
      form = 'BOOL';
      contents[slot] = value.BOOL;
    } else {
      form = 'whole';
      contents[slot] = value;
    }
    node = nextNode(node, name, form);
    if (node === undefined) return undefined;
    slot += 1;
  }
  return shapeAt(node);
}
