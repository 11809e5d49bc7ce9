import type { IndexSchema } from './index-schema.ts';
import type { KeyAttributes } from './storage-key.ts';

/** The parts of a table's schema on which the attributes of its indexes depend. */
interface IndexedSchema {
  readonly key: KeyAttributes;
  readonly indexes: readonly IndexSchema[];
}

/** The attributes on which the entries of an item depend, each once however many indexes have it. */
export interface IndexedAttributes {
  /** The attributes of the keys of all indexes. */
  readonly keys: readonly string[];
  /**
   * The attributes that decide on the keys of entries, and on their sizes in indexes that do not project all attributes. Those of
   * the table's key are left out: no write changes them.
   */
  readonly deciding: readonly string[];
}

/**
 * Returns the attributes on which the entries of a table's items depend. A write that changes none of them is compared with its
 * previous item once, and not for each index: with five indexes that was a quarter of a PutItem.
 */
export function indexedAttributes(schema: IndexedSchema): IndexedAttributes {
  let attributes = known.get(schema);
  if (attributes === undefined) {
    attributes = attributesOf(schema);
    known.set(schema, attributes);
  }
  return attributes;
}

const known = new WeakMap<IndexedSchema, IndexedAttributes>();

function attributesOf({ key: tableKey, indexes }: IndexedSchema): IndexedAttributes {
  const keys = new Set(indexes.flatMap(({ key }) => [...key.partition, ...key.sort]));
  const included = indexes.flatMap(({ projection }) => (projection.type === 'INCLUDE' ? projection.attributes : []));
  const deciding = new Set([...keys, ...included]);
  for (const name of [...tableKey.partition, ...tableKey.sort]) deciding.delete(name);
  return { keys: [...keys], deciding: [...deciding] };
}
