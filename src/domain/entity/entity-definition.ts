import type { Attributes } from './attribute.ts';
import type { Billing } from './billing.ts';
import type { KeyTemplate } from './keys/key-template.ts';
import type { Table } from './table.ts';
import type { Upcast } from './upcast.ts';
import type { Validator } from './validator.ts';
import type { GivenOf } from './value-types.ts';

/** The attributes that a secondary index has besides the keys: all, none, or a list. */
export type IndexProjection<Name extends string> = 'ALL' | 'KEYS_ONLY' | readonly Name[];

/** The properties of a partition or sort key: one, or several in order. */
export type KeyProperties<Name extends string = string> = Name | readonly Name[];

/** The names of properties of a key. */
export type NamesIn<Properties> = Properties extends readonly string[] ? Properties[number] : Properties;

/** A secondary index: global, or without `partition` a local one, which has the table's partition key. */
export interface IndexDefinition<
  KeyName extends string = string,
  Name extends string = string,
  On extends string = string,
> {
  /** The index of a table defined by `table()`. Default: the one with the property's name. */
  readonly on?: On | undefined;
  /**
   * A property, or up to four for a key of several attributes, in order, or for an index of `table()` a key template. A query
   * needs a value for each property.
   */
  readonly partition?: KeyProperties<KeyName> | KeyTemplate<readonly KeyName[]> | undefined;
  /** As `partition`; a query takes values for the first properties, and then a condition. */
  readonly sort?: KeyProperties<KeyName> | KeyTemplate<readonly KeyName[]> | undefined;
  /** Default: `ALL`. */
  readonly projection?: IndexProjection<Name> | undefined;
  /** The index's name in the table, if the table is not defined by `table()`. Default: the property's name. */
  readonly name?: string | undefined;
}

/** Secondary indexes by the application's names for them. */
export interface IndexDefinitions<
  KeyName extends string = string,
  Name extends string = string,
  On extends string = string,
> {
  readonly [index: string]: IndexDefinition<KeyName, Name, On>;
}

/** The definition passed to `entity()`. */
export interface EntityDefinition<
  A extends Attributes,
  Partition extends KeyProperties,
  Sort extends KeyProperties,
  Indexes extends IndexDefinitions,
  On extends string = string,
> {
  /** The table's name; or a table defined by `table()`, which several entities can share. */
  readonly table: string | Table<On>;
  /** The attributes by property name. */
  readonly attributes: A;
  /** The primary key: properties, or for a table defined by `table()` key templates. */
  readonly key: {
    /** The property, or for a table defined by `table()` the template, of the partition key. */
    readonly partition: (Partition & string) | KeyTemplate<Partition>;
    /** The property or template of the sort key. Default: the table has no sort key. */
    readonly sort?: (Sort & string) | KeyTemplate<Sort> | undefined;
  };
  /** The secondary indexes, by the application's names for them. Default: none. */
  readonly indexes?: Indexes | undefined;
  /**
   * Attributes whose values are unique among the entity's items: `['email']`, or together: `[['tenant', 'name']]`. Each write
   * keeps an item for each value in the same table, in one transaction with the entity's own item.
   */
  readonly unique?: readonly KeyProperties<IndexKeyNames<A>[keyof A]>[] | undefined;
  /**
   * Validates a whole entity before it is created, put or saved: its defaults are applied, and what dynarepo sets is left out.
   * A schema of zod, valibot, arktype or another library with the interface Standard Schema; its output is stored.
   */
  readonly schema?: Validator<Partial<GivenOf<A>>> | undefined;
  /** Reads items that were stored with an earlier form of the entity, which have a lower schema version. */
  readonly upcast?: Upcast | undefined;
  /** The billing of a table that is not defined by `table()`. Default: `PAY_PER_REQUEST` for a new table; of an existing one, what it has. */
  readonly billing?: Billing | undefined;
}

/** The names of attributes that can be part of the primary key: strings, numbers and binary that are always present. */
export type KeyNames<A extends Attributes> = {
  [N in keyof A]: A[N] extends { readonly presence: 'required' | 'default'; readonly types: { readonly isKey: true } }
    ? N & string
    : never;
};

/**
 * The names of attributes that an index key can use: strings, numbers and binary, optional ones too. An item that lacks one
 * is not in the index.
 */
export type IndexKeyNames<A extends Attributes> = {
  [N in keyof A]: A[N] extends { readonly types: { readonly isKey: true } } ? N & string : never;
};
