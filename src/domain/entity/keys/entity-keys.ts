import { assert } from '../../assert.ts';
import type { IndexDefinition, IndexDefinitions, KeyProperties } from '../entity-definition.ts';
import type { Field, Fields } from '../fields.ts';
import { fieldsOf, type Key, type KeyPart, partsOf } from './key-part.ts';

/** What a query or scan reads: the table or one of its secondary indexes. */
export interface Source {
  /** The index's name in the table; `undefined` for the table. */
  readonly index: string | undefined;
  readonly key: Key;
  /** The attributes that together identify one entry. */
  readonly entryKey: readonly KeyPart[];
  /** The projected properties; `undefined` for all. */
  readonly projected: readonly Field[] | undefined;
  /** Whether it is a local secondary index. */
  readonly isLocal: boolean;
}

/** The keys of an entity's table and of its indexes. */
export interface EntityKeys {
  readonly table: Source;
  /** By the application's names for the indexes. */
  readonly indexes: ReadonlyMap<string, Source>;
}

/** The members of a checked definition that determine the keys. */
export interface KeyDefinitions {
  readonly key: { readonly partition: string; readonly sort?: string | undefined };
  readonly indexes?: IndexDefinitions | undefined;
}

/** Returns the keys of a checked definition. */
export function toEntityKeys({ key, indexes = {} }: KeyDefinitions, fields: Fields): EntityKeys {
  const tableKey = { partition: toParts(key.partition, fields), sort: toParts(key.sort, fields) };
  const table = { index: undefined, key: tableKey, entryKey: partsOf(tableKey), projected: undefined, isLocal: false };
  return {
    table,
    indexes: new Map(
      Object.entries(indexes).map(([name, index]) => [name, toSource(index.name ?? name, index, { table, fields })]),
    ),
  };
}

function toSource(
  name: string,
  { partition, sort, projection = 'ALL' }: IndexDefinition,
  { table, fields }: { readonly table: Source; readonly fields: Fields },
): Source {
  const isLocal = partition === undefined;
  const key = { partition: isLocal ? table.key.partition : toParts(partition, fields), sort: toParts(sort, fields) };
  const entryKey = [...new Map([...partsOf(key), ...table.entryKey].map((part) => [part.name, part])).values()];
  const included = typeof projection === 'string' ? [] : projection.map((property) => fieldNamed(fields, property));
  return {
    index: name,
    key,
    entryKey,
    projected: projection === 'ALL' ? undefined : [...new Set([...fieldsOf(entryKey), ...included])],
    isLocal,
  };
}

function toParts(names: KeyProperties = [], fields: Fields): readonly KeyPart[] {
  return (typeof names === 'string' ? [names] : names).map((name) => toPart(name, fields));
}

function toPart(name: string, fields: Fields): KeyPart {
  const field = fieldNamed(fields, name);
  const { type } = field.codec;
  assert(type === 'S' || type === 'N' || type === 'B', `key attribute ${name} has type ${type}`);
  return { name: field.attributeName, type, fields: [field] };
}

function fieldNamed(fields: Fields, name: string): Field {
  const field = fields.get(name);
  assert(field !== undefined, `the definition was checked, but ${name} is not declared`);
  return field;
}
