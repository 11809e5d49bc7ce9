import type { Attributes } from './attribute.ts';
import { checkDefinition } from './check-definition.ts';
import { type Fields, toFields } from './fields.ts';
import type { MapKind } from './map-kind.ts';

/** How capacity is paid for; `read` and `write` are capacity units a second. */
export type Billing = 'PAY_PER_REQUEST' | { readonly read: number; readonly write: number };

/** Attributes that a secondary index holds beside the keys: all, none, or these. */
export type IndexProjection<Name extends string> = 'ALL' | 'KEYS_ONLY' | readonly Name[];

/** A secondary index: without a `partition` it is a local one, which shares the table's partition key. */
export interface IndexDefinition<KeyName extends string = string, Name extends string = string> {
  readonly partition?: KeyName | undefined;
  readonly sort?: KeyName | undefined;
  /** `ALL` unless said. */
  readonly projection?: IndexProjection<Name> | undefined;
  /** The index's name in the table, where it is another than its property. */
  readonly name?: string | undefined;
}

/** Secondary indexes by the names that the application has for them. */
export interface IndexDefinitions<KeyName extends string = string, Name extends string = string> {
  readonly [index: string]: IndexDefinition<KeyName, Name>;
}

/** What {@link entity} takes beside a name. */
export interface EntityDefinition<
  A extends Attributes,
  Partition extends string,
  Sort extends string,
  Indexes extends IndexDefinitions,
> {
  /** The table's name. */
  readonly table: string;
  readonly attributes: A;
  /** The properties that make the primary key. */
  readonly key: { readonly partition: Partition; readonly sort?: Sort | undefined };
  readonly indexes?: Indexes | undefined;
  /** `PAY_PER_REQUEST` unless said. */
  readonly billing?: Billing | undefined;
}

/** An entity of whatever attributes. */
export interface AnyEntity {
  /** Only for the compiler: what reading gives and writing takes. No such member exists at run time. */
  readonly types: { readonly value: object; readonly given: object };
  readonly name: string;
  /** The table's name. */
  readonly table: string;
  readonly attributes: Attributes;
  /** The attributes with their names in the table, by property. */
  readonly fields: Fields;
  readonly key: { readonly partition: string; readonly sort: string | undefined };
  /** The properties of the key: the partition key first, then the sort key if there is one. */
  readonly keyNames: readonly string[];
  readonly indexes: IndexDefinitions;
  readonly billing: Billing;
}

/** An entity: its attributes and where they are kept. Immutable data, made by {@link entity}. */
export interface Entity<
  A extends Attributes,
  Partition extends string,
  Sort extends string,
  Indexes extends IndexDefinitions,
> extends AnyEntity {
  readonly types: MapKind<A>;
  readonly attributes: A;
  readonly key: { readonly partition: Partition; readonly sort: Sort | undefined };
  readonly keyNames: readonly (Partition | Sort)[];
  readonly indexes: Indexes;
}

/** Names of attributes that may be in the primary key, by themselves: text, numbers and binary that are always there. */
export type KeyNames<A extends Attributes> = {
  [N in keyof A]: A[N] extends { readonly presence: 'required' | 'default'; readonly types: { readonly isKey: true } }
    ? N & string
    : never;
};

/** Names of attributes that may be in the key of an index; an item without one of them is not in the index. */
export type IndexKeyNames<A extends Attributes> = {
  [N in keyof A]: A[N] extends { readonly types: { readonly isKey: true } } ? N & string : never;
};

/**
 * Defines an entity: what its attributes are, which of them are its key, and in which table it is kept.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition contradicts itself, or no table can be like that.
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
    indexes: frozenIndexes(indexes ?? {}) as Indexes, // a copy; where none are given, Indexes is the type without any
    billing: typeof billing === 'string' ? billing : Object.freeze({ ...billing }),
  };
  return Object.freeze(made) as Entity<A, Partition, Sort, Indexes>; // `types` is there for the compiler alone
}

function frozenIndexes(indexes: IndexDefinitions): IndexDefinitions {
  const copies = Object.entries(indexes).map(([name, index]) => [name, Object.freeze({ ...index })]);
  return frozenRecord(Object.fromEntries(copies));
}

/** A frozen copy without prototype, so that a name such as `constructor` is there only if it was declared. */
function frozenRecord<T extends object>(declared: T): T {
  return Object.freeze(Object.assign(Object.create(null), declared));
}
