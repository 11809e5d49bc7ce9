import type { Item } from '../../../domain/dynamodb.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import { FlatItem, ShapedContents } from './flat-item.ts';
import { firstNode, maxShapedAttributes, nextNode, type ShapeNode, shapeAt } from './item-shape.ts';
import { type Content, type StoredForm, valueAt } from './stored-content.ts';

/**
 * Creates an item as it is stored from its attributes, one by one. An item that turns out to share no shape becomes an object of
 * attributes on the way.
 */
export class FlatItemBuilder {
  // Only declared, because it takes longer to define fields before they are assigned.
  /** Has the attributes so far; `undefined` if the item shares no shape. */
  declare private node: ShapeNode | undefined;
  declare private readonly contents: Content[];
  declare private count: number;
  /** Exists if the item shares no shape. */
  declare private attributes: Item | undefined;

  /** @param most - the number of attributes, or more. */
  constructor(most: number) {
    this.node = most > maxShapedAttributes ? undefined : firstNode();
    this.contents = new Array<Content>(this.node === undefined ? 0 : most); // not grown, because a growing array keeps room
    this.count = 0;
    this.attributes = undefined;
  }

  /** Adds an attribute with another name than all others, and returns the UTF-8 bytes of the name. */
  add(name: string, form: StoredForm, content: Content): number {
    if (this.node !== undefined) {
      const next = nextNode(this.node, name, form);
      if (next?.step !== undefined) {
        this.node = next;
        this.contents[this.count] = content;
        this.count += 1;
        return next.step.nameBytes;
      }
      this.attributes = this.shaped(this.node).attributes;
      this.node = undefined;
    }
    this.attributes ??= {};
    setAttribute(this.attributes, name, valueAt([form], [content], 0));
    return utf8Bytes(name);
  }

  /** Returns the item with the attributes added so far. Call it once, and add none afterwards. */
  build(sizeBytes: number): FlatItem {
    if (this.node !== undefined) return this.shaped(this.node, sizeBytes);
    return new FlatItem(new ShapedContents(undefined, this.attributes ?? {}), sizeBytes);
  }

  private shaped(node: ShapeNode, sizeBytes = 0): FlatItem {
    const { contents, count } = this;
    if (contents.length > count) contents.length = count;
    return new FlatItem(new ShapedContents(shapeAt(node), contents), sizeBytes);
  }
}
