import type { Attributes } from './attribute.ts';
import { checkDefinition } from './check-definition.ts';
import { type Fields, toFields } from './fields.ts';
import type { MapKind } from './map-kind.ts';

/** The billing mode: on-demand, or provisioned with `read` and `write` capacity units per second. */
export type Billing = 'PAY_PER_REQUEST' | { readonly read: number; readonly write: number };

/** The attributes that a secondary index has besides the keys: all, none, or a list. */
export type IndexProjection<Name extends string> = 'ALL' | 'KEYS_ONLY' | readonly Name[];

/** A secondary index: global, or without `partition` a local one, which has the table's partition key. */
export interface IndexDefinition<KeyName extends string = string, Name extends string = string> {
  readonly partition?: KeyName | undefined;
  readonly sort?: KeyName | undefined;
  /** Default: `ALL`. */
  readonly projection?: IndexProjection<Name> | undefined;
  /** The index's name in the table. Default: the property's name. */
  readonly name?: string | undefined;
}

/** Secondary indexes by the application's names for them. */
export interface IndexDefinitions<KeyName extends string = string, Name extends string = string> {
  readonly [index: string]: IndexDefinition<KeyName, Name>;
}

/** The definition passed to {@link entity}. */
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

/** An entity with any attributes. */
export interface AnyEntity {
  /** The types of read values and values to write, for the compiler only; does not exist at run time. */
  readonly types: { readonly value: object; readonly given: object };
  readonly name: string;
  /** The table's name. */
  readonly table: string;
  readonly attributes: Attributes;
  /** The attributes with their stored names, by property. */
  readonly fields: Fields;
  readonly key: { readonly partition: string; readonly sort: string | undefined };
  /** The properties of the key: the partition key, then the sort key, if any. */
  readonly keyNames: readonly string[];
  readonly indexes: IndexDefinitions;
  readonly billing: Billing;
}

/** An entity: its attributes, key, table and indexes. Immutable; created by {@link entity}. */
export interface Entity<
  A extends Attributes,
  Partition extends string,
  Sort extends string,
  Indexes extends IndexDefinitions,
> extends AnyEntity {
  readonly types: MapKind<A>;
  readonly attributes: A;
  // NoInfer: in `repository(entity(…), db)` the constraint AnyEntity would otherwise be inferred from as well.
  readonly key: { readonly partition: NoInfer<Partition>; readonly sort: NoInfer<Sort> | undefined };
  readonly keyNames: readonly NoInfer<Partition | Sort>[];
  readonly indexes: Indexes;
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

/**
 * Defines an entity: its attributes, key, table and indexes.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function entity<
  A extends Attributes,
  Partition extends KeyNames<A>[keyof A],
  Sort extends KeyNames<A>[keyof A] = never,
  const Indexes extends IndexDefinitions<IndexKeyNames<A>[keyof A], keyof A & string> = Record<never, never>,
>(name: string, definition: EntityDefinition<A, Partition, Sort, Indexes>): Entity<A, Partition, Sort, Indexes> {
  checkDefinition(name, definition);
  const { table, attributes, key, indexes, billing = 'PAY_PER_REQUEST' } = definition;
  const made: Omit<Entity<A, Partition, Sort, Indexes>, 'types'> = {
    name,
    table,
    attributes: frozenRecord(attributes),
    fields: toFields(attributes),
    key: Object.freeze({ partition: key.partition, sort: key.sort }),
    keyNames: Object.freeze(key.sort === undefined ? [key.partition] : [key.partition, key.sort]),
    indexes: frozenIndexes(indexes ?? {}) as Indexes, // a copy; without indexes, Indexes is the empty type
    billing: typeof billing === 'string' ? billing : Object.freeze({ ...billing }),
  };
  return Object.freeze(made) as Entity<A, Partition, Sort, Indexes>; // `types` exists only for the compiler
}

function frozenIndexes(indexes: IndexDefinitions): IndexDefinitions {
  const copies = Object.entries(indexes).map(([name, index]) => [name, Object.freeze({ ...index })]);
  return frozenRecord(Object.fromEntries(copies));
}

/** Returns a frozen copy without prototype, so that a name such as `constructor` exists only if declared. */
function frozenRecord<T extends object>(declared: T): T {
  return Object.freeze(Object.assign(Object.create(null), declared));
}
