import type { Attributes } from './attribute.ts';
import type { AnyEntity } from './entity.ts';
import type { KeyProperties, NamesIn } from './entity-definition.ts';
import type { KeyTemplate } from './keys/key-template.ts';
import type { Flat } from './value-types.ts';

/** The type of an entity as read: every attribute as a property, optional if it may be absent. */
export type EntityOf<E extends AnyEntity> = E['types']['value'];

/** The type of a new entity, for `create`: no version; optional attributes and those with a default may be absent. */
export type NewOf<E extends AnyEntity> = E['types']['given'];

/** The type of the primary key: the partition key and, if any, the sort key. */
export type KeyOf<E extends AnyEntity> = {
  [N in E['keyNames'][number]]: E['attributes'][N]['types']['value'];
};

/** The type of changes, for `update`: any attributes except key and version; `undefined` leaves one unchanged. */
export type ChangesOf<E extends AnyEntity> = {
  [N in Exclude<keyof NewOf<E>, E['keyNames'][number] | E['key']['tag']>]?:
    | E['attributes'][N & string]['types']['changed']
    | undefined;
};

/** The type of `u` in callbacks: a typed path for each attribute; keys and the version have only conditions. */
export type PathsOf<E extends AnyEntity> = {
  readonly [N in keyof E['attributes']]: N extends E['keyNames'][number]
    ? E['attributes'][N]['types']['conditions']
    : E['attributes'][N]['types']['path'];
};

/** The type of the partition key alone. */
export type PartitionKeyOf<E extends AnyEntity> = PartitionKey<E['attributes'], E['key']['partition']>;

/** The type of the key in `query`: the partition key, and optionally values or a condition for the sort key. */
export type QueryKeyOf<E extends AnyEntity> = QueryKey<
  E['attributes'],
  E['key']['partition'],
  Exclude<E['key']['sort'], undefined>
>;

/** Names of an entity's indexes. */
export type IndexNameOf<E extends AnyEntity> = keyof E['indexes'] & string;

/** The type of the key in a query of an index; a local secondary index has the table's partition key. */
export type IndexQueryKeyOf<E extends AnyEntity, Index extends IndexNameOf<E>> = QueryKey<
  E['attributes'],
  IndexPartitionOf<E, Index>,
  IndexSortOf<E, Index>
>;

/** The type of the partition key of an index alone. */
export type IndexPartitionKeyOf<E extends AnyEntity, Index extends IndexNameOf<E>> = PartitionKey<
  E['attributes'],
  IndexPartitionOf<E, Index>
>;

/** The type of an entity as read from an index: only the projected attributes. */
export type IndexEntityOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly projection: infer P extends 'KEYS_ONLY' | readonly string[];
}
  ? PickEach<EntityOf<E>, ProjectedNameOf<E, Index, P>>
  : EntityOf<E>;

type QueryKey<A extends Attributes, Partition extends KeyProperties, Sort extends KeyProperties> = Flat<
  PartitionKey<A, Partition> & SortKey<A, Sort>
>;

type PartitionKey<A extends Attributes, Partition extends KeyProperties> = {
  [N in NamesIn<Partition>]: A[N]['types']['given'];
};

/** The first branch is also that of `never`, a key without sort key. */
type SortKey<A extends Attributes, Sort extends KeyProperties> = [Sort] extends [string]
  ? { [N in Sort]?: A[N]['types']['sort'] | undefined }
  : Sort extends readonly string[]
    ? SortSteps<A, Sort>
    : never;

/** One type for each number of properties with a value: a property can have a condition if all before it have values. */
type SortSteps<
  A extends Attributes,
  Names extends readonly string[],
  Before extends string = never,
> = Names extends readonly [infer N extends string, ...infer After extends readonly string[]]
  ? SortStep<A, Before, N, After[number]> | (After extends readonly [] ? never : SortSteps<A, After, Before | N>)
  : unknown;

type SortStep<A extends Attributes, Before extends string, N extends string, After extends string> = {
  [B in Before]: A[B]['types']['given'];
} & { [S in N]?: A[S]['types']['sort'] | undefined } & { [R in After]?: undefined };

type KeyForm = KeyProperties | KeyTemplate<KeyProperties>;

type PropertiesOf<Form extends KeyForm> =
  Form extends KeyTemplate<infer N extends KeyProperties> ? N : Exclude<Form, KeyTemplate<KeyProperties>>;

type IndexPartitionOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly partition: infer Form extends KeyForm;
}
  ? PropertiesOf<Form>
  : E['key']['partition'];

type IndexSortOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly sort: infer Form extends KeyForm;
}
  ? PropertiesOf<Form>
  : never;

type ProjectedNameOf<E extends AnyEntity, Index extends IndexNameOf<E>, P extends 'KEYS_ONLY' | readonly string[]> =
  | Extract<P, readonly string[]>[number]
  | E['keyNames'][number]
  | E['key']['tag']
  | NamesIn<IndexPartitionOf<E, Index>>
  | NamesIn<IndexSortOf<E, Index>>;

/** Picks from each member of a union. */
type PickEach<V, Name> = V extends unknown ? Flat<Pick<V, Name & keyof V>> : never;
