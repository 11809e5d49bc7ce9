import type { AttributeValue, Item } from '../domain/dynamodb.ts';
import { DynarepoError } from '../domain/errors.ts';
import { isRecord } from '../domain/is-record.ts';
import { attributeOf, isKeyValue } from '../domain/values/attribute-value.ts';
import { encodeBase64Url } from '../domain/values/base64url.ts';
import { parseNumber } from '../domain/values/decimal.ts';
import { readableJson } from '../domain/values/readable-value.ts';

/** A table with its key attributes, such as that of an entity. */
export interface Keyed {
  readonly name: string;
  readonly table: string;
  readonly keys: { readonly table: { readonly entryKey: readonly { readonly name: string }[] } };
}

/** One entry of a batch, with the identity of its item: see {@link identityOf}. */
export interface Identified {
  readonly identity: string;
}

/** One entry of a batch of several tables. */
export interface TableEntry extends Identified {
  readonly of: Keyed;
}

/** Items or keys by the name of their table. */
export type ByTable = Readonly<Record<string, readonly unknown[] | undefined>>;

/**
 * Returns a text that is equal for the same primary key in the same table only. Numbers are compared by value, because an
 * engine may return 100 as `1E+2`.
 */
export function identityOf({ table, keys }: Keyed, item: Item): string {
  return JSON.stringify([table, ...keys.table.entryKey.map(({ name }) => identityOfValue(attributeOf(item, name)))]);
}

/**
 * Returns the entries of a batch that an engine returned, with the items.
 *
 * @throws DynarepoError - the engine returned an entry that is not part of the batch, so what it did is unknown:
 * `NO_RESPONSE`, or `BAD_STORED_VALUE` if the entry has no valid key.
 */
export function matchingEntries<Entry extends TableEntry>(
  batch: readonly Entry[],
  returned: ByTable,
): ReadonlyMap<Entry, Item> {
  const entries = new Map(batch.map((entry) => [entry.identity, entry]));
  const tables = new Map(batch.map(({ of }) => [of.table, of]));
  // Entries of a request to one table are about it, under whatever name the engine returns.
  const [only] = tables.size === 1 ? tables.values() : [];
  return new Map(
    Object.entries(returned).flatMap(([table, items]) => {
      const of = only ?? tables.get(table);
      return [items].flat().map((returnedItem): [Entry, Item] => {
        const item = isRecord(returnedItem) ? (returnedItem as Item) : {}; // only its key is used, and compared as it is
        const entry = of && entries.get(identityOf(of, item));
        if (entry !== undefined) return [entry, item];
        const hasKey = of === undefined || of.keys.table.entryKey.every(({ name }) => isKey(attributeOf(item, name)));
        const text = `the response contains an entry of table ${of?.table ?? table} that was not requested`;
        throw new DynarepoError(hasKey ? 'NO_RESPONSE' : 'BAD_STORED_VALUE', `${text}: ${readableJson(returnedItem)}`);
      });
    }),
  );
}

function isKey(value: AttributeValue | undefined): boolean {
  if (!isKeyValue(value) || Object.keys(value).length > 1) return false;
  return value.N === undefined || parseNumber(value.N).text !== undefined;
}

function identityOfValue(value: AttributeValue | undefined): unknown {
  if (typeof value?.N === 'string') return ['N', parseNumber(value.N).text ?? value.N];
  if (ArrayBuffer.isView(value?.B)) return ['B', encodeBase64Url(value.B)];
  return ['S', value?.S];
}
