import { type OrderedMap, walk } from './ordered-map.ts';

/** The entries to read. */
export interface EntryPageRequest<V> {
  /** The key before the first entry; it need not exist. Default: from the first entry on. */
  readonly after: string | undefined;
  /** At least 1. */
  readonly limit: number;
  /** Default: every entry. */
  readonly includes?: ((value: V) => boolean) | undefined;
}

/** Some entries of a map. */
export interface EntryPage<V> {
  readonly values: V[];
  /** The key of the last one; `undefined` if no included entry follows it. */
  readonly lastKey: string | undefined;
}

/** Returns up to `limit` entries in order. */
export function entryPage<V>(
  map: OrderedMap<string, V>,
  { after, limit, includes }: EntryPageRequest<V>,
): EntryPage<V> {
  const values: V[] = [];
  let last: string | undefined;
  let lastKey: string | undefined;
  const skip = after === undefined ? undefined : (key: string) => key <= after;
  walk(map, { skip }, (value, key) => {
    if (includes?.(value) === false) return true;
    if (values.length === limit) {
      lastKey = last;
      return false;
    }
    values.push(value);
    last = key;
    return true;
  });
  return { values, lastKey };
}
