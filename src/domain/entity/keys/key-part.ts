import type { Field } from '../fields.ts';
import type { TextTemplate } from './text-template.ts';

/** A key attribute: its name in the table and its data type. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** One stored attribute of a key, and how it is made from properties. */
export type KeyPart = PropertyPart | TemplatePart;

/** A key attribute with the value of a property: the property's own attribute, or a copy beside it. */
export interface PropertyPart extends KeyAttribute {
  readonly kind: 'property';
  readonly fields: readonly [Field];
}

/** A key attribute with a text made from properties, which are stored beside it. */
export interface TemplatePart extends KeyAttribute {
  readonly kind: 'template';
  readonly type: 'S';
  readonly fields: readonly Field[];
  readonly template: TextTemplate;
}

/** The key of a table or index: its partition key attributes, and its sort key attributes, if any. */
export interface Key<Part extends KeyAttribute = KeyPart> {
  readonly partition: readonly Part[];
  readonly sort: readonly Part[];
}

/** Returns the attributes of a key: partition key attributes first. */
export function partsOf<Part extends KeyAttribute>({ partition, sort }: Key<Part>): readonly Part[] {
  return [...partition, ...sort];
}

/** Returns the properties of a key, each once. */
export function fieldsOf(parts: readonly KeyPart[]): readonly Field[] {
  return [...new Set(parts.flatMap(({ fields }) => fields))];
}

/** Returns whether a key attribute is stored beside its properties, not as a property's own attribute. */
export function isComposed({ kind, name, fields }: KeyPart): boolean {
  return kind === 'template' || fields[0].attributeName !== name;
}
