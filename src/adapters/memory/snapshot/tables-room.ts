import type { Account, AccountTable } from '../account/account.ts';
import { newExpiryIndex } from '../account/time-to-live.ts';
import { emptyLookup } from '../storage/item-lookup.ts';
import { emptyMap, entriesOf, setEntry } from '../storage/ordered-map.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import { compareKeys } from '../storage/storage-key.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { withItemReplaced } from '../storage/table.ts';
import { decodeItem, encodeItem } from './item-json.ts';
import { type Line, outOfOrder, type RoomCodec, unknownKind } from './room-codec.ts';
import { indexLine, tableLine } from './table-codecs.ts';

/** The tables by name: a line for each, followed by a line for each of its indexes and then for each of its items. */
export const tablesRoom: RoomCodec<Account['tables']> = {
  *encode(tables) {
    for (const [, table] of entriesOf(tables)) {
      yield { kind: 'table', content: tableLine.encode(table) };
      for (const index of table.indexes) yield { kind: 'index', content: indexLine.encode(index) };
      for (const [, { attributes }] of entriesOf(table.items)) yield { kind: 'item', content: encodeItem(attributes) };
    }
  },
  decode(lines, empty, owner) {
    let tables = empty;
    let table: AccountTable | undefined;
    let last: StoredItem | undefined;
    for (const line of lines) {
      if (line.kind === 'table') {
        const next = newTable(line);
        if (table !== undefined && tables.compare(table.schema.name, next.schema.name) >= 0) throw outOfOrder(line);
        table = next;
        last = undefined;
      } else if (table === undefined) {
        throw outOfOrder(line);
      } else if (line.kind === 'index') {
        table = withIndex(table, line);
      } else if (line.kind === 'item') {
        const item = decodeItem(line.content, table.schema);
        if (last !== undefined && compareKeys(last.key, item.key) >= 0) throw outOfOrder(line);
        table = withItemReplaced(table, { previous: undefined, item }, owner);
        last = item;
      } else {
        throw unknownKind(line);
      }
      tables = setEntry(tables, [table.schema.name, table], owner);
    }
    return tables;
  },
};

function newTable({ content }: Line): AccountTable {
  const { schema, ...others } = tableLine.decode(content, 'table');
  return {
    ...others,
    schema: { ...schema, indexes: [] },
    items: emptyMap(compareKeys),
    lookup: emptyLookup(),
    indexes: [],
    expiry: newExpiryIndex(others.details.timeToLive),
    sizeBytes: 0,
  };
}

function withIndex({ schema, indexes, ...others }: AccountTable, line: Line): AccountTable {
  if (others.items.size > 0) throw outOfOrder(line); // the index would lack the items before it
  const index: SecondaryIndex = {
    ...indexLine.decode(line.content, 'index'),
    entries: emptyMap(compareKeys),
    sizeBytes: 0,
  };
  if (indexes.some(({ schema: { name } }) => name === index.schema.name)) throw outOfOrder(line);
  return { ...others, schema: { ...schema, indexes: [...schema.indexes, index.schema] }, indexes: [...indexes, index] };
}
