import type { IndexSchema } from './index-schema.ts';
import { addedEntry } from './item-change.ts';
import { entriesOf, type Owner } from './ordered-map.ts';
import { emptyIndex, type SecondaryIndex, withEntryReplaced } from './secondary-index.ts';
import type { KeyAttributes } from './storage-key.ts';
import type { KeyType } from './stored-item.ts';
import type { Table } from './table.ts';

/**
 * Returns the table with an index added, in status CREATING and with the entries of all items. Attributes of its key that
 * the table doesn't define yet have the types of the schema; an attribute that the table defines keeps its type.
 */
export function withIndexAdded<Details>(table: Table<Details>, added: IndexSchema, owner: Owner): Table<Details> {
  const keyTypes = pruned({ ...added.keyTypes, ...table.schema.keyTypes }, [...keysOf(table), ...namesIn(added.key)]);
  const grown = withKeyTypes(table, keyTypes);
  const schema = { ...added, keyTypes };
  let index = emptyIndex(schema, 'CREATING');
  for (const [, item] of entriesOf(table.items)) {
    index = withEntryReplaced(index, table.schema.key, addedEntry(item, owner));
  }
  return {
    ...grown,
    schema: { ...grown.schema, indexes: [...grown.schema.indexes, schema] },
    indexes: [...grown.indexes, index],
  };
}

/** Returns the table without an index, and without the types of attributes that no other key has. */
export function withIndexRemoved<Details>(table: Table<Details>, name: string): Table<Details> {
  const isOther = (each: { readonly name: string }) => each.name !== name;
  const others = {
    ...table,
    schema: { ...table.schema, indexes: table.schema.indexes.filter(isOther) },
    indexes: table.indexes.filter(({ schema }) => isOther(schema)),
  };
  return withKeyTypes(others, pruned(table.schema.keyTypes, keysOf(others)));
}

/** Returns the table with an index replaced by the result of `change`. */
export function withIndexChanged<Details>(
  table: Table<Details>,
  name: string,
  change: (index: SecondaryIndex) => SecondaryIndex,
): Table<Details> {
  return { ...table, indexes: table.indexes.map((index) => (index.schema.name === name ? change(index) : index)) };
}

function withKeyTypes<Details>(table: Table<Details>, keyTypes: IndexSchema['keyTypes']): Table<Details> {
  return {
    ...table,
    schema: { ...table.schema, keyTypes, indexes: table.schema.indexes.map((index) => ({ ...index, keyTypes })) },
    indexes: table.indexes.map((index) => ({ ...index, schema: { ...index.schema, keyTypes } })),
  };
}

function keysOf({ schema }: Table): string[] {
  return [schema.key, ...schema.indexes.map(({ key }) => key)].flatMap(namesIn);
}

function namesIn({ partition, sort }: KeyAttributes): string[] {
  return [...partition, ...sort];
}

function pruned(types: IndexSchema['keyTypes'], used: readonly string[]): Readonly<Record<string, KeyType>> {
  return Object.fromEntries(Object.entries(types).filter(([name]) => used.includes(name)));
}
