import { type Billing, copyBilling } from './billing.ts';
import { checkTable } from './check-table.ts';
import type { Key, KeyAttribute } from './keys/key-part.ts';

const brand: unique symbol = Symbol.for('dynarepo.table');

/** The definition of a key attribute of a table: its name, stored as S, or its name and data type. */
export type KeyAttributeDefinition = string | KeyAttribute;

/** The definition of an index in {@link table}: global, or without `partition` a local one. */
export interface TableIndexDefinition {
  /** An attribute, or up to four in order. */
  readonly partition?: KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined;
  /** An attribute, or up to four in order. */
  readonly sort?: KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined;
  /** The attributes besides the keys: all, none, or a list of their names in the table. Default: `ALL`. */
  readonly projection?: 'ALL' | 'KEYS_ONLY' | readonly string[] | undefined;
}

/** What stream records contain: the new item, the old one, both, or only the key. */
export type StreamView = 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY';

/** The storage class: `STANDARD_INFREQUENT_ACCESS` has cheaper storage and dearer reads and writes. */
export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';

/** The definition passed to {@link table}. */
export interface TableDefinition<Index extends string = string> {
  /** The key attributes of the table. */
  readonly key: { readonly partition: KeyAttributeDefinition; readonly sort?: KeyAttributeDefinition | undefined };
  /** The secondary indexes by their names. Default: none. */
  readonly indexes?: { readonly [N in Index]: TableIndexDefinition } | undefined;
  /** Default: `PAY_PER_REQUEST` for a new table; of an existing one, what it has. */
  readonly billing?: Billing | undefined;
  /** The attribute with the time, in seconds since 1970, after which an item expires. */
  readonly timeToLive?: string | undefined;
  /** Default: no stream. */
  readonly stream?: StreamView | undefined;
  /** A text for each name. Default: none. */
  readonly tags?: { readonly [name: string]: string } | undefined;
  /** Default: `STANDARD` for a new table; of an existing one, what it has. */
  readonly tableClass?: TableClass | undefined;
  /** Whether DynamoDB rejects the deletion of the table. Default: `false` for a new table; of an existing one, what it has. */
  readonly deletionProtection?: boolean | undefined;
}

/** A secondary index of a table. */
export interface TableIndex {
  /** The index's name in the table. */
  readonly name: string;
  readonly key: Key<KeyAttribute>;
  readonly isLocal: boolean;
  readonly projection: 'ALL' | 'KEYS_ONLY' | readonly string[];
}

/**
 * A table: its key, indexes and settings; a setting that is `undefined` is not in the definition. Immutable; created by
 * {@link table}, or for the one entity that names it.
 */
export interface Table<Index extends string = string> {
  /** The table's name. */
  readonly name: string;
  /** The names of the indexes, in the order of the definition. */
  readonly indexNames: readonly Index[];
  /** The attributes of the partition key and of the sort key, if any. */
  readonly key: Key<KeyAttribute>;
  /** The secondary indexes by their names. */
  readonly indexes: ReadonlyMap<string, TableIndex>;
  /** The billing mode. */
  readonly billing: Billing | undefined;
  /** The attribute with the time in seconds since 1970 after which DynamoDB deletes an item, if any. */
  readonly timeToLive: string | undefined;
  /** What stream records contain, if the table has a stream. */
  readonly stream: StreamView | undefined;
  /** The tags by name. */
  readonly tags: { readonly [name: string]: string };
  /** The storage class. */
  readonly tableClass: TableClass | undefined;
  /** Whether DynamoDB rejects the deletion of the table. */
  readonly deletionProtection: boolean | undefined;
  /** Whether only key and indexes are known, as DescribeTable returned them, so that nothing is additional. Default: no. */
  readonly isDescribed?: boolean | undefined;
}

/**
 * Defines a table that several entities share.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: the definition is inconsistent, or DynamoDB does not support it.
 */
export function table<const Index extends string = never>(
  name: string,
  definition: TableDefinition<Index>,
): Table<Index> {
  checkTable(name, definition);
  const { key, timeToLive, stream, billing, tags = {}, tableClass, deletionProtection } = definition;
  const definitions = Object.entries<TableIndexDefinition>(definition.indexes ?? {});
  const tableKey = { partition: toAttributes(key.partition), sort: toAttributes(key.sort) };
  return toTable({
    name,
    indexNames: definitions.map(([index]) => index as Index), // the names of the definition
    key: tableKey,
    indexes: new Map(definitions.map(([index, each]) => [index, toIndex(index, each, tableKey)])),
    billing: copyBilling(billing),
    timeToLive,
    stream,
    tags: Object.freeze({ ...tags }),
    tableClass,
    deletionProtection,
  });
}

/** Returns a table with these members. */
export function toTable<const Index extends string>(members: Table<Index>): Table<Index> {
  return Object.freeze({ [brand]: true, ...members });
}

/** Returns whether a value is a table: created by {@link table}, or the `tableDefinition` of an entity. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, brand);
}

function toIndex(
  name: string,
  { partition, sort, projection = 'ALL' }: TableIndexDefinition,
  tableKey: Key<KeyAttribute>,
): TableIndex {
  const isLocal = partition === undefined;
  const key = { partition: isLocal ? tableKey.partition : toAttributes(partition), sort: toAttributes(sort) };
  return {
    name,
    key,
    isLocal,
    projection: typeof projection === 'string' ? projection : Object.freeze([...projection]),
  };
}

function toAttributes(
  definition: KeyAttributeDefinition | readonly KeyAttributeDefinition[] | undefined,
): readonly KeyAttribute[] {
  const definitions = [definition ?? []].flat();
  return definitions.map((each) => (typeof each === 'string' ? { name: each, type: 'S' } : { ...each }));
}
