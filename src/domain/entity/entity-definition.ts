import type { Attributes } from './attribute.ts';

/** The billing mode: on-demand, or provisioned with `read` and `write` capacity units per second. */
export type Billing = 'PAY_PER_REQUEST' | { readonly read: number; readonly write: number };

/** The attributes that a secondary index has besides the keys: all, none, or a list. */
export type IndexProjection<Name extends string> = 'ALL' | 'KEYS_ONLY' | readonly Name[];

/** The properties of a partition or sort key: one, or several in order. */
export type KeyProperties<Name extends string = string> = Name | readonly Name[];

/** The names of properties of a key. */
export type NamesIn<Properties> = Properties extends readonly string[] ? Properties[number] : Properties;

/** A secondary index: global, or without `partition` a local one, which has the table's partition key. */
export interface IndexDefinition<KeyName extends string = string, Name extends string = string> {
  /** A property, or up to four for a key of several attributes, in order: a query needs a value for each. */
  readonly partition?: KeyProperties<KeyName> | undefined;
  /** A property, or up to four for a key of several attributes, in order: a query takes values for the first ones. */
  readonly sort?: KeyProperties<KeyName> | undefined;
  /** Default: `ALL`. */
  readonly projection?: IndexProjection<Name> | undefined;
  /** The index's name in the table. Default: the property's name. */
  readonly name?: string | undefined;
}

/** Secondary indexes by the application's names for them. */
export interface IndexDefinitions<KeyName extends string = string, Name extends string = string> {
  readonly [index: string]: IndexDefinition<KeyName, Name>;
}

/** The definition passed to `entity()`. */
export interface EntityDefinition<
  A extends Attributes,
  Partition extends string,
  Sort extends string,
  Indexes extends IndexDefinitions,
> {
  /** The table's name. */
  readonly table: string;
  readonly attributes: A;
  /** The properties of the primary key. */
  readonly key: { readonly partition: Partition; readonly sort?: Sort | undefined };
  readonly indexes?: Indexes | undefined;
  /** Default: `PAY_PER_REQUEST`. */
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
