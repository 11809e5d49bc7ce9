// Keys of several attributes: exact types, and uses that must not compile. Compiled, never run.
import {
  beginsWith,
  between,
  entity,
  type IndexEntityOf,
  isoDate,
  type KeyOf,
  oneOf,
  string,
  stringSet,
} from 'dynarepo';
import type { IndexQueryKeyOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const attributes = {
  id: string(),
  tenant: string(),
  region: string(),
  status: oneOf('open', 'sent'),
  placedAt: isoDate(),
  note: string().optional(),
  tags: stringSet(),
};
const key = { partition: 'id' } as const;

const Order = entity('Order', {
  table: 'orders',
  attributes,
  key,
  indexes: {
    byRegion: { partition: ['tenant', 'region'], sort: ['status', 'placedAt'], projection: 'KEYS_ONLY' },
  },
});
type RegionKey = IndexQueryKeyOf<typeof Order, 'byRegion'>;

/** The primary key is one attribute, and an index projects its key attributes. */
export type Keys = [
  Expect<Equal<KeyOf<typeof Order>, { id: string }>>,
  Expect<Equal<keyof IndexEntityOf<typeof Order, 'byRegion'>, 'id' | 'tenant' | 'region' | 'status' | 'placedAt'>>,
];

/** Each property but the last one given has a value. */
export const queries: readonly RegionKey[] = [
  { tenant: 't', region: 'eu' },
  { tenant: 't', region: 'eu', status: 'open' },
  { tenant: 't', region: 'eu', status: beginsWith('o') },
  { tenant: 't', region: 'eu', status: 'open', placedAt: new Date(0) },
  { tenant: 't', region: 'eu', status: 'open', placedAt: between(new Date(0), new Date(1)) },
  // @ts-expect-error half of the partition key
  { tenant: 't' },
  // @ts-expect-error a gap in the sort key
  { tenant: 't', region: 'eu', placedAt: new Date(0) },
  // @ts-expect-error a condition before a value
  { tenant: 't', region: 'eu', status: beginsWith('o'), placedAt: new Date(0) },
  // @ts-expect-error a value that the enumeration does not have
  { tenant: 't', region: 'eu', status: 'opne' },
  // @ts-expect-error a condition of another type
  { tenant: 't', region: 'eu', status: 'open', placedAt: between('a', 'b') },
  // @ts-expect-error a property that the key does not have
  { tenant: 't', region: 'eu', state: 'open' },
  // @ts-expect-error a condition on the partition key
  { tenant: beginsWith('t'), region: 'eu' },
];

/** Definitions. */
export function definitions(): void {
  entity('A', { table: 'orders', attributes, key, indexes: { byNote: { partition: ['tenant', 'note'] } } });
  // @ts-expect-error a primary key of several attributes
  entity('A', { table: 'orders', attributes, key: { partition: ['id', 'tenant'] } });
  // @ts-expect-error a sort key of several attributes in the primary key
  entity('A', { table: 'orders', attributes, key: { partition: 'id', sort: ['tenant', 'region'] } });
  // @ts-expect-error an attribute that is not declared
  entity('A', { table: 'orders', attributes, key, indexes: { byName: { partition: ['tenant', 'name'] } } });
  // @ts-expect-error a set
  entity('A', { table: 'orders', attributes, key, indexes: { byTags: { partition: 'tenant', sort: ['tags'] } } });
}
