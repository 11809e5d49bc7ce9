import type { Kind, NullableKind, VersionKind } from './attribute-kinds.ts';
import type { ValueCodec } from './value-codec.ts';

/** Whether an attribute must be given and is always there. */
export type Presence =
  /** Given by the caller, always there. */
  | 'required'
  /** May be left out, and is then absent. */
  | 'optional'
  /** May be left out, and then has its default. */
  | 'default'
  /** Written by dynarepo alone, always there. */
  | 'version';

/** A declared attribute of whatever kind. */
export interface AnyAttribute {
  /** Only for the compiler: the types of its kind. No such member exists at run time. */
  readonly types: Kind;
  readonly presence: Presence;
  /** Its name in the table, where `storedAs` gave it another than the property's. */
  readonly storedName: string | undefined;
  /** Makes the value of an attribute that was left out, where `default` said so. */
  readonly makeDefault: (() => unknown) | undefined;
  readonly codec: ValueCodec;
}

/** Declared attributes by the names of their properties. */
export interface Attributes {
  readonly [name: string]: AnyAttribute;
}

/** A declared attribute; each method gives a new one. */
export interface Attribute<K extends Kind, P extends Presence> extends AnyAttribute {
  readonly types: K;
  readonly presence: P;

  /** The attribute may be absent. */
  optional(): Attribute<K, 'optional'>;

  /** The attribute may be `null`, stored as DynamoDB's NULL. */
  nullable(): Attribute<NullableKind<K>, P>;

  /**
   * The attribute has this value where it is left out: on writing, and on reading an item that lacks it.
   *
   * What can be changed in place (an object, an array, a set, a date) must come from a function, or all would share it.
   */
  default(value: K['given'] | (() => K['given'])): Attribute<K, 'default'>;

  /** The attribute has another name in the table than its property; reserved words of DynamoDB are fine. */
  storedAs(name: string): Attribute<K, P>;
}

/** The version of an entity: see `version()`. */
export interface VersionAttribute extends AnyAttribute {
  readonly types: VersionKind;
  readonly presence: 'version';

  /** The version has another name in the table than its property. */
  storedAs(name: string): VersionAttribute;
}
