import type { Attributes } from './attribute.ts';
import type { AnyEntity } from './entity.ts';
import type { Flat, GivenOf } from './value-types.ts';

/** What is read: every attribute by its property, `?` where it may be absent. */
export type EntityOf<E extends AnyEntity> = E['types']['value'];

/** What `create` takes: no version; optional attributes and those with a default may be left out. */
export type NewOf<E extends AnyEntity> = E['types']['given'];

/** The primary key: the partition key and, where there is one, the sort key. */
export type KeyOf<E extends AnyEntity> = {
  [N in E['keyNames'][number]]: E['attributes'][N]['types']['value'];
};

/** What `update` takes: any attributes but those of the key and the version; `undefined` leaves an attribute alone. */
export type ChangesOf<E extends AnyEntity> = {
  [N in Exclude<keyof GivenOf<E['attributes']>, E['keyNames'][number]>]?: GivenOf<E['attributes']>[N] | undefined;
};

/** The `u` of callbacks: a typed path for each attribute; keys and the version only have conditions. */
export type PathsOf<E extends AnyEntity> = {
  readonly [N in keyof E['attributes']]: N extends E['keyNames'][number]
    ? E['attributes'][N]['types']['conditions']
    : E['attributes'][N]['types']['path'];
};

/** What `query` takes: the partition key, and a value or a condition for the sort key. */
export type QueryKeyOf<E extends AnyEntity> = QueryKey<
  E['attributes'],
  E['key']['partition'],
  NonNullable<E['key']['sort']>
>;

/** Names of an entity's indexes. */
export type IndexNameOf<E extends AnyEntity> = keyof E['indexes'] & string;

/** What a query of an index takes; a local secondary index shares the table's partition key. */
export type IndexQueryKeyOf<E extends AnyEntity, Index extends IndexNameOf<E>> = QueryKey<
  E['attributes'],
  IndexPartitionOf<E, Index>,
  IndexSortOf<E, Index>
>;

/** What reading an index gives: of an index that does not project all attributes, those it has. */
export type IndexEntityOf<E extends AnyEntity, Index extends IndexNameOf<E>> = Flat<
  Pick<EntityOf<E>, ProjectedNameOf<E, Index> & keyof EntityOf<E>>
>;

type QueryKey<A extends Attributes, Partition extends keyof A, Sort extends keyof A> = {
  [N in Partition]: A[N]['types']['given'];
} & {
  [N in Sort]?: A[N]['types']['sort'] | undefined;
};

type IndexPartitionOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly partition: infer N extends string;
}
  ? N
  : E['key']['partition'];

type IndexSortOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly sort: infer N extends string;
}
  ? N
  : never;

type ProjectedNameOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly projection: infer P extends 'KEYS_ONLY' | readonly string[];
}
  ? Extract<P, readonly string[]>[number] | E['keyNames'][number] | IndexPartitionOf<E, Index> | IndexSortOf<E, Index>
  : keyof E['attributes'];
