import type { Kind, NullableKind } from './attribute-kinds.ts';
import type { Validator } from './validator.ts';
import type { ValueCodec } from './value-codec.ts';

/** Whether an attribute is required when writing and present when reading. */
export type Presence =
  /** Required when writing, present when reading. */
  | 'required'
  /** May be absent. */
  | 'optional'
  /** May be left out when writing; its default is used then. */
  | 'default'
  /** Set by dynarepo alone, present when reading. */
  | 'written';

/** What dynarepo does with an attribute beyond storing it; an entity has at most one attribute of each role. */
export type AttributeRole = 'version' | 'createdAt' | 'updatedAt' | 'ttl';

/** A declared attribute of any kind. */
export interface AnyAttribute {
  /** The types of its kind, for the compiler only; does not exist at run time. */
  readonly types: Kind;
  readonly presence: Presence;
  /** Its name in the table, if `storedAs` set one; otherwise the property's name is used. */
  readonly storedName: string | undefined;
  /** Creates the default value, if the attribute has one. */
  readonly makeDefault: (() => unknown) | undefined;
  readonly role: AttributeRole | undefined;
  readonly codec: ValueCodec;
}

/** Declared attributes by property name. */
export interface Attributes {
  readonly [name: string]: AnyAttribute;
}

/** A declared attribute; each method returns a new one. */
export interface Attribute<K extends Kind, P extends Presence> extends AnyAttribute {
  readonly types: K;
  readonly presence: P;

  /** Makes the attribute optional: it may be absent. */
  optional(): Attribute<K, 'optional'>;

  /** Makes the attribute nullable: it may be `null`, stored as NULL. */
  nullable(): Attribute<NullableKind<K>, P>;

  /**
   * Sets the value of the attribute if it is left out when writing, or absent from an item when reading.
   *
   * A mutable value (an object, array, set or date) must be created by a function, so that entities do not share it.
   */
  default(value: K['given'] | (() => K['given'])): Attribute<K, 'default'>;

  /**
   * Validates values before they are stored, and stores the output of the validator, a schema of zod, valibot, arktype or
   * another library with the interface Standard Schema. Stored values and values in conditions are not validated.
   */
  validate(validator: Validator<K['given']>): Attribute<K, P>;

  /** Sets the attribute's name in the table. Default: the property's name. Reserved words are allowed. */
  storedAs(name: string): Attribute<K, P>;
}

/** An attribute that dynarepo sets: see `version()`, `createdAt()` and `updatedAt()`. */
export interface WrittenAttribute<K extends Kind> extends AnyAttribute {
  readonly types: K;
  readonly presence: 'written';

  /** Sets the attribute's name in the table. Default: the property's name. */
  storedAs(name: string): WrittenAttribute<K>;
}
