import type { Kind, NullableKind, ReadOnlyKind } from './attribute-kinds.ts';
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
  | 'written'
  /** Set by dynarepo alone, may be absent. */
  | 'written-optional'
  /** Required when writing, read only where it is named; for the compiler, as the next one. */
  | 'hidden'
  /** May be absent, read only where it is named. */
  | 'hidden-optional';

/** What dynarepo does with an attribute beyond storing it; an entity has at most one attribute of each role. */
export type AttributeRole = 'version' | 'createdAt' | 'updatedAt' | 'ttl';

/** How an attribute is computed from others. */
export interface Computation {
  /** The attributes that it is computed from, by property name. */
  readonly inputs: Attributes;
  /** Computes the value from the values of the inputs, as they are read; `undefined`: it is not stored. */
  readonly compute: (inputs: unknown) => unknown;
}

/** A declared attribute of any kind. */
export interface AnyAttribute {
  /** The types of its kind, for the compiler only; does not exist at run time. */
  readonly types: Kind;
  /** Whether it is required when writing and present when reading. */
  readonly presence: Presence;
  /** Its name in the table, if `storedAs` set one; otherwise the property's name is used. */
  readonly storedName: string | undefined;
  /** Creates the default value, if the attribute has one. */
  readonly makeDefault: (() => unknown) | undefined;
  /** Creates the value of new entities, if they alone have a default. */
  readonly makeNew?: (() => unknown) | undefined;
  /** What dynarepo does with it, beyond storing it. */
  readonly role?: AttributeRole | undefined;
  /** How it is computed, for a `computed()` attribute. */
  readonly computation?: Computation | undefined;
  /** Whether it never changes after it is stored. */
  readonly isReadOnly?: boolean | undefined;
  /** Whether reads leave it out unless they name it. */
  readonly isHidden?: boolean | undefined;
  /** Converts between values and DynamoDB's format. */
  readonly codec: ValueCodec;
}

/** Declared attributes by property name. */
export interface Attributes {
  readonly [name: string]: AnyAttribute;
}

/** The presence of a hidden attribute. */
export type HiddenPresence<P extends Presence> = P extends 'required' ? 'hidden' : 'hidden-optional';

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

  /**
   * Makes the attribute optional, and sets the value that it gets where `create`, `put`, `writeMany` or an upsert leave it
   * out; an item that lacks it reads without it. A mutable value must be created by a function.
   */
  defaultForNew(value: K['given'] | (() => K['given'])): Attribute<K, 'optional'>;

  /**
   * Makes the attribute one that never changes after it is stored: `update` does not take it, and `put` and `save` of another
   * value are conflicts. A batch can't check that.
   */
  readOnly(): Attribute<ReadOnlyKind<K>, P>;

  /**
   * Leaves the attribute out of what reads and writes return, unless a read names it in `attributes`. It can be used in
   * conditions, filters and indexes; `save` keeps the stored value where it is left out, `put` does not. Follows the
   * other methods.
   */
  hidden(): Attribute<K, HiddenPresence<P>>;

  /** Sets the attribute's name in the table. Default: the property's name. Reserved words are allowed. */
  storedAs(name: string): Attribute<K, P>;
}

/** An attribute that dynarepo sets: see `version()`, `createdAt()`, `updatedAt()` and `computed()`. */
export interface WrittenAttribute<K extends Kind, P extends 'written' | 'written-optional' = 'written'>
  extends AnyAttribute {
  readonly types: K;
  readonly presence: P;

  /** Sets the attribute's name in the table. Default: the property's name. */
  storedAs(name: string): WrittenAttribute<K, P>;
}
