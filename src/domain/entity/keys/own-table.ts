import { type Table, type TableIndex, toTable } from '../table.ts';
import type { EntityKeys, Source } from './entity-keys.ts';
import type { KeyAttribute } from './key-part.ts';

/** Returns the table of an entity that names it, with the entity's key and indexes. */
export function ownTable(
  name: string,
  { table, indexes }: EntityKeys,
  { billing, timeToLive }: Pick<Table, 'billing' | 'timeToLive'>,
): Table {
  return toTable({
    name,
    indexNames: Object.freeze([...indexes.keys()]),
    key: table.key,
    indexes: new Map([...indexes.values()].map((source) => [source.index ?? '', toTableIndex(source)])),
    billing,
    timeToLive,
    stream: undefined,
    tags: Object.freeze({}),
    tableClass: undefined,
    deletionProtection: undefined,
  });
}

function toTableIndex({ index = '', key, isLocal, projected, entryKey }: Source): TableIndex {
  const keyNames = entryKey.map(({ name }) => name);
  const included =
    projected?.map(({ attributeName }) => attributeName).filter((each) => !keyNames.includes(each)) ?? [];
  return {
    name: index,
    key: { partition: key.partition.map(toAttribute), sort: key.sort.map(toAttribute) },
    isLocal,
    projection: projected === undefined ? 'ALL' : included.length === 0 ? 'KEYS_ONLY' : included,
  };
}

function toAttribute({ name, type }: KeyAttribute): KeyAttribute {
  return { name, type };
}
