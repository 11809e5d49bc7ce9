import type { DynamoDb } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import type {
  EntityOf,
  IndexEntityOf,
  IndexNameOf,
  IndexPartitionKeyOf,
  PartitionKeyOf,
} from '../domain/entity/entity-types.ts';
import { isSameTable, withTable } from '../domain/entity/with-table.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { checkEntity } from './check-entity.ts';
import { CollectionResults } from './collection-results.ts';
import { type Connection, toConnection } from './connection.ts';
import { type RepositoryOptions, repositoryOptionNames } from './repository-options.ts';
import {
  byKeyText,
  type CollectionItem,
  type CollectionOptions,
  type CollectionQuery,
  collectionPlan,
} from './requests/collection-plan.ts';
import type { ReadPlan } from './requests/read-plan.ts';
import { indexSource } from './requests/source.ts';

/** The results of a collection: `entity` is the name of the definition and discriminates the types. */
export type CollectionItemOf<Member extends AnyEntity> = Member extends AnyEntity
  ? CollectionItem<Member['name'], EntityOf<Member>>
  : never;

/** The results of a collection from an index of the table, `On`: only the projected attributes. */
export type CollectionIndexItemOf<Member extends AnyEntity, On> = Member extends AnyEntity
  ? CollectionItem<Member['name'], IndexEntityOf<Member, IndexNameOn<Member, On>>>
  : never;

/** The name in the table of an entity's index. */
export type TableIndexOf<E extends AnyEntity, Index extends IndexNameOf<E>> = E['indexes'][Index] extends {
  readonly on: infer On extends string;
}
  ? On
  : Index;

type IndexNameOn<E extends AnyEntity, On> = {
  [Index in IndexNameOf<E>]: TableIndexOf<E, Index> extends On ? Index : never;
}[IndexNameOf<E>];

/** Several entities of one table that a query reads together; created by {@link collection}. */
export class Collection<Member extends AnyEntity> {
  readonly #connection: Connection;
  readonly #members: readonly AnyEntity[];
  /** The table's name in the definitions and in requests. */
  readonly #tables: readonly string[];

  constructor(db: DynamoDb, members: readonly Member[], options: RepositoryOptions = {}) {
    checkOptions('collection', options, repositoryOptionNames);
    this.#connection = toConnection(db, options, 'a collection');
    const [...defined] = checkedMembers(members);
    this.#members = defined.map((member) => withTable(member, options.table));
    this.#tables = [...defined, ...this.#members].map(({ table }) => table);
  }

  /** Queries one partition, in the order of the sort key; `key` is the partition key of the member `by`. */
  query<By extends Member>(
    by: By,
    key: PartitionKeyOf<By>,
    options: CollectionOptions = {},
  ): CollectionResults<CollectionItemOf<Member>> {
    const member = this.#member(by);
    return this.#query({ by: member, source: by.keys.table, key }, options);
  }

  /** Returns the reader of an index that all members have; `name` is the name that the member `by` has for it. */
  index<By extends Member, Name extends IndexNameOf<By>>(
    by: By,
    name: Name,
  ): CollectionIndex<IndexPartitionKeyOf<By, Name>, CollectionIndexItemOf<Member, TableIndexOf<By, Name>>> {
    const member = this.#member(by);
    const source = indexSource(by, name);
    return { query: (key, options = {}) => this.#query({ by: member, source, key }, options) };
  }

  /** Returns the member that an entity is, as defined or with the name of the table in requests. */
  #member(by: AnyEntity): AnyEntity {
    checkEntity('a query of a collection', by);
    const member = this.#members.find(({ fields }) => fields === by.fields);
    if (member !== undefined && this.#tables.includes(by.table)) return member;
    const where = member === undefined ? '' : `, which reads table ${member.table}, not ${by.table}`;
    throw new DynarepoError('BAD_INPUT', `${by.name} is not a member of this collection${where}`);
  }

  #query<T extends CollectionItem<string, unknown>>(
    query: Omit<CollectionQuery, 'members'>,
    options: CollectionOptions,
  ): CollectionResults<T> {
    const names = this.#members.map(({ name }) => name);
    const { clock } = this.#connection;
    const plan = collectionPlan({ ...query, members: this.#members }, options, () => new Date(clock.nowMs()));
    // The plan decodes with the definitions that the types come from.
    return new CollectionResults({ connection: this.#connection, plan: plan as ReadPlan<T> }, names, options);
  }
}

/** Reads an index of the table for a collection. */
export interface CollectionIndex<Key, T extends CollectionItem<string, unknown>> {
  /** Queries one partition, in the order of the sort key. */
  query(key: Key, options?: CollectionOptions): CollectionResults<T>;
}

/**
 * Creates a collection: entities of one table whose items one query reads together.
 *
 * @throws DynarepoError - `BAD_INPUT`: the members are not in one table, or their keys do not distinguish their items.
 */
export function collection<Member extends AnyEntity>(
  db: DynamoDb,
  members: readonly Member[],
  options: RepositoryOptions = {},
): Collection<Member> {
  return new Collection(db, members, options);
}

function checkedMembers(members: readonly AnyEntity[]): readonly AnyEntity[] {
  if (!Array.isArray(members) || members.length === 0) {
    throw new DynarepoError('BAD_INPUT', 'a collection needs an array of at least one entity');
  }
  const names = new Set<string>();
  for (const member of members) {
    checkEntity('a collection', member);
    if (names.has(member.name)) throw new DynarepoError('BAD_INPUT', `a collection has ${member.name} twice`);
    if (!isSameTable(member.tableDefinition, members[0].tableDefinition)) {
      throw new DynarepoError('BAD_INPUT', `${members[0].name} and ${member.name} do not share a table`);
    }
    names.add(member.name);
  }
  return byKeyText(members);
}
