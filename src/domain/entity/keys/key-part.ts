import type { Field } from '../fields.ts';

/** A key attribute: its name in the table and its data type. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** One stored attribute of a key, and the property whose value it has. */
export interface KeyPart extends KeyAttribute {
  readonly fields: readonly [Field];
}

/** The key of a table or index: its partition key attributes, and its sort key attributes, if any. */
export interface Key {
  readonly partition: readonly KeyPart[];
  readonly sort: readonly KeyPart[];
}

/** Returns the attributes of a key: partition key attributes first. */
export function partsOf({ partition, sort }: Key): readonly KeyPart[] {
  return [...partition, ...sort];
}

/** Returns the properties of a key, each once. */
export function fieldsOf(parts: readonly KeyPart[]): readonly Field[] {
  return [...new Set(parts.flatMap(({ fields }) => fields))];
}
