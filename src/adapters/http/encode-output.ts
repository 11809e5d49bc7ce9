import { attributeValue } from '../../domain/api/member-shapes.ts';
import type { Shape, Structure } from '../../domain/api/shape.ts';
import { structureOf } from '../../domain/api/structures.ts';
import { encode, encodeMembers, type Members } from './encode-members.ts';

/** Encodes the members of an output as JSON in UTF-8. */
export type EncodeOutput = (members: object, structure: Structure) => Uint8Array;

/** Encodes an output whose items are copies. */
export const encodeOutput: EncodeOutput = (members, structure) =>
  Buffer.from(JSON.stringify(encodeMembers(members, structure)));

/**
 * Returns an encoder for outputs that share items with one database. It keeps the JSON of each item as long as the item
 * lives, because encoding items is most of the cost of an output with many of them.
 */
export function sharedOutputEncoder(): EncodeOutput {
  const knownItems: KnownItems = new WeakMap();
  return (members, structure) => {
    const writer = new JsonWriter(knownItems);
    writer.addMembers(members as Members, structure); // an output is an object with named members
    return writer.toBytes();
  };
}

type KnownItems = WeakMap<object, Uint8Array>;

/** Collects JSON: finished bytes, and the text after them. */
class JsonWriter {
  readonly #knownItems: KnownItems;
  readonly #parts: Uint8Array[] = [];
  #text = '';

  constructor(knownItems: KnownItems) {
    this.#knownItems = knownItems;
  }

  toBytes(): Uint8Array {
    this.#endText();
    return Buffer.concat(this.#parts);
  }

  addMembers(members: Members, structure: Structure): void {
    this.#addNamed(members, Object.keys(structure), (name) => structure[name]?.shape);
  }

  #add(value: unknown, shape: Shape): void {
    if (typeof value !== 'object' || value === null) this.#text += JSON.stringify(value);
    else if (Array.isArray(value) && shape.kind === 'list') this.#addList(value, shape.element);
    else if (shape.kind === 'structure')
      this.addMembers(value as Members, structureOf(shape.name)); // the model says so
    else if (shape.kind !== 'map') this.#text += JSON.stringify(encode(value, shape));
    else if (shape.value === attributeValue) this.#addItem(value, shape);
    else this.#addNamed(value as Members, Object.keys(value), () => shape.value); // the model says so
  }

  #addNamed(members: Members, names: readonly string[], shapeOf: (name: string) => Shape | undefined): void {
    let separator = '{';
    for (const name of names) {
      const [value, shape] = [members[name], shapeOf(name)];
      if (shape === undefined || value === undefined || value === null) continue;
      this.#text += `${separator}${JSON.stringify(name)}:`;
      this.#add(value, shape);
      separator = ',';
    }
    this.#text += separator === '{' ? '{}' : '}';
  }

  #addList(elements: readonly unknown[], shape: Shape): void {
    let separator = '[';
    for (const element of elements) {
      this.#text += separator;
      this.#add(element, shape);
      separator = ',';
    }
    this.#text += separator === '[' ? '[]' : ']';
  }

  #addItem(item: object, shape: Shape): void {
    let bytes = this.#knownItems.get(item);
    if (bytes === undefined) {
      bytes = Buffer.from(JSON.stringify(encode(item, shape)));
      this.#knownItems.set(item, bytes);
    }
    this.#endText();
    this.#parts.push(bytes);
  }

  #endText(): void {
    this.#parts.push(Buffer.from(this.#text));
    this.#text = '';
  }
}
