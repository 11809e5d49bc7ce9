import type { Condition } from '../expressions/tree.ts';
import type { Attributes } from './attribute.ts';
import { copyBilling } from './billing.ts';
import { badDefinition } from './check-attributes.ts';
import { checkDefinition } from './check-definition.ts';
import { type DerivedAttribute, toDerived } from './derived.ts';
import type {
  EntityDefinition,
  IndexDefinitions,
  IndexKeyNames,
  KeyNames,
  KeyProperties,
  NamesIn,
} from './entity-definition.ts';
import { type Field, type Fields, type RoleFields, toFields, toRoles } from './fields.ts';
import { type EntityKeys, toEntityKeys } from './keys/entity-keys.ts';
import { fieldsOf } from './keys/key-part.ts';
import { type KeyTemplate, namesOfTemplate } from './keys/key-template.ts';
import { ownTable } from './keys/own-table.ts';
import type { MapKind } from './map-kind.ts';
import type { Table } from './table.ts';
import { toUnique, type UniqueConstraint } from './unique.ts';

/** The members of a union, and the attribute whose value distinguishes them. */
export interface TaggedMembers {
  readonly tag: Field;
  /** The members by their tags. */
  readonly byTag: ReadonlyMap<unknown, AnyEntity>;
}

/** An entity with any attributes. */
export interface AnyEntity {
  /** The types of read values and values to write, for the compiler only; does not exist at run time. */
  readonly types: { readonly value: object; readonly given: object };
  /** The entity's name, in messages, collections and unique values. */
  readonly name: string;
  /** The table's name. */
  readonly table: string;
  /** The table: shared with other entities, or made from this one. */
  readonly tableDefinition: Table;
  /** The attributes by property name, as declared. */
  readonly attributes: Attributes;
  /** The attributes with their stored names, by property. */
  readonly fields: Fields;
  /** The attributes that dynarepo sets or acts on. */
  readonly roles: RoleFields;
  /** The properties of the primary key. */
  readonly key: {
    /** The property, or the properties in order, of the partition key. */
    readonly partition: KeyProperties;
    /** The property, or the properties in order, of the sort key. */
    readonly sort: KeyProperties | undefined;
    /** The property that states which member of a union an item is; `undefined` for an entity that is not a union. */
    readonly tag: string | undefined;
  };
  /** The names of the properties in `key`: of the partition key, then of the sort key, if any. */
  readonly keyNames: readonly string[];
  /** The keys of the table and its indexes, as stored. */
  readonly keys: EntityKeys;
  /** The computed attributes and the index keys that are stored beside their properties. */
  readonly derived: readonly DerivedAttribute[];
  /** The attributes that never change after they are stored. */
  readonly readOnly: readonly Field[];
  /** The secondary indexes, by the application's names for them. */
  readonly indexes: IndexDefinitions;
  /** Attributes whose values are unique. */
  readonly unique: readonly UniqueConstraint[];
  /** The condition that only its own items meet, for filters; `undefined` if its keys alone distinguish them. */
  readonly ownCondition: Condition | undefined;
  /** The members, if it is a union. */
  readonly members: TaggedMembers | undefined;
  /** The definition that it was created from. */
  readonly definition: AnyDefinition;
}

/** The definition of any entity. */
export interface AnyDefinition extends EntityDefinition<Attributes, KeyProperties, KeyProperties, IndexDefinitions> {}

/** An entity: its attributes, key, table and indexes. Immutable; created by {@link entity}. */
export interface Entity<
  Name extends string,
  A extends Attributes,
  Partition extends KeyProperties,
  Sort extends KeyProperties,
  Indexes extends IndexDefinitions,
> extends AnyEntity {
  readonly types: MapKind<A>;
  readonly name: Name;
  readonly attributes: A;
  // NoInfer: in `repository(entity(…), db)` the constraint AnyEntity would otherwise be inferred from as well.
  readonly key: {
    readonly partition: NoInfer<Partition>;
    readonly sort: NoInfer<Sort> | undefined;
    readonly tag: undefined;
  };
  readonly keyNames: readonly (NamesIn<NoInfer<Partition>> | NamesIn<NoInfer<Sort>>)[];
  readonly indexes: NoInfer<Indexes>;
}

/**
 * Defines an entity: its attributes, key, table and indexes.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function entity<
  const Name extends string,
  A extends Attributes,
  Partition extends KeyProperties<KeyNames<A>[keyof A]>,
  Sort extends KeyProperties<KeyNames<A>[keyof A]> = never,
  const Indexes extends IndexDefinitions<IndexKeyNames<A>[keyof A], keyof A & string, On> = Record<never, never>,
  On extends string = never,
>(
  name: Name,
  definition: EntityDefinition<A, Partition, Sort, Indexes, On>,
): Entity<Name, A, Partition, Sort, Indexes> {
  // The types of the attributes matter to the compiler only: they are checked, and the members are copies of the definition's.
  const made = defineEntity(name, definition as unknown as AnyDefinition);
  return made as unknown as Entity<Name, A, Partition, Sort, Indexes>; // as above
}

/**
 * Defines an entity, without the types of its values.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: as {@link entity}.
 */
export function defineEntity(name: string, definition: AnyDefinition): AnyEntity {
  checkDefinition(name, definition);
  const { table, attributes, key, indexes = {}, billing } = definition;
  const fields = toFields(attributes);
  const shared = typeof table === 'string' ? undefined : table;
  const keys = toEntityKeys(definition, { owner: name, fields, shared });
  const roles = toRoles(fields);
  const timeToLive = roles.ttl?.attributeName;
  if (shared !== undefined && timeToLive !== undefined && shared.timeToLive !== timeToLive)
    throw badDefinition(
      `${name}: ttl() is stored as ${timeToLive}, but timeToLive of the table is ${shared.timeToLive}`,
    );
  const stored = shared ?? ownTable(String(table), keys, { billing: copyBilling(billing), timeToLive });
  const keyNames = Object.freeze(fieldsOf(keys.table.entryKey).map((field) => field.name));
  const made: Omit<AnyEntity, 'types'> = {
    name,
    table: stored.name,
    tableDefinition: stored,
    attributes: frozenRecord(attributes),
    fields,
    roles,
    key: Object.freeze({
      partition: propertiesOf(key.partition),
      sort: key.sort && propertiesOf(key.sort),
      tag: undefined,
    }),
    keyNames,
    keys,
    derived: toDerived(name, fields, keys),
    readOnly: Object.freeze([...fields.values()].filter(({ isReadOnly }) => isReadOnly)),
    indexes: frozenIndexes(indexes),
    unique: toUnique(name, definition.unique, { attributes, fields, keys, keyNames }),
    ownCondition: undefined,
    members: undefined,
    definition: Object.freeze({ ...definition }),
  };
  return Object.freeze(made) as AnyEntity; // `types` exists only for the compiler
}

function propertiesOf(form: string | KeyTemplate<KeyProperties>): KeyProperties {
  return typeof form === 'string' ? form : namesOfTemplate(form);
}

function frozenIndexes(indexes: IndexDefinitions): IndexDefinitions {
  const copies = Object.entries(indexes).map(([name, index]) => [name, Object.freeze({ ...index })]);
  return frozenRecord(Object.fromEntries(copies));
}

/** Returns a frozen copy without prototype, so that a name such as `constructor` exists only if declared. */
function frozenRecord<T extends object>(declared: T): T {
  return Object.freeze(Object.assign(Object.create(null), declared));
}
