// The types of reads of some attributes; compiled by the type check, never run.
import { type DynamoDb, entity, isoDate, list, map, number, record, repository, string, stringSet } from 'dynarepo';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    id: string(),
    joined: isoDate(),
    tags: stringSet().optional(),
    address: map({ street: string(), zip: string().optional(), geo: map({ lat: number(), lon: number() }) }),
    work: map({ street: string(), floor: number().default(0) }).optional(),
    maybe: map({ a: string() }).nullable(),
    lines: list(map({ sku: string() })),
    counts: record(number()),
  },
  key: { partition: 'id' },
  indexes: { byJoined: { partition: 'id', sort: 'joined', projection: ['address'] } },
});

/** Reads parts of maps. */
export async function parts(db: DynamoDb): Promise<void> {
  const users = repository(User, db);
  const flat = await users.getOrThrow({ id: 'a' }, { attributes: ['joined', 'tags'] });
  const deep = await users.getOrThrow(
    { id: 'a' },
    { attributes: ['id', 'address.geo.lat', 'address.zip', 'work.floor'] },
  );
  const both = await users.query({ id: 'a' }, { attributes: ['address', 'address.street'] }).all();
  const indexed = await users
    .index('byJoined')
    .query({ id: 'a' }, { attributes: ['address.street', 'joined'] })
    .all();
  type Results = [
    Expect<Equal<typeof flat, { joined: Date; tags?: Set<string> }>>,
    Expect<
      Equal<typeof deep, { id: string; address: { zip?: string; geo: { lat: number } }; work?: { floor: number } }>
    >,
    Expect<Equal<typeof both, { address: { street: string; zip?: string; geo: { lat: number; lon: number } } }[]>>,
    Expect<Equal<typeof indexed, { joined: Date; address: { street: string } }[]>>,
  ];
  void (0 as unknown as Results);

  // @ts-expect-error an attribute that a map does not have
  void users.get({ id: 'a' }, { attributes: ['address.stret'] });
  // @ts-expect-error a part of an attribute that is not a map
  void users.get({ id: 'a' }, { attributes: ['joined.getTime'] });
  // @ts-expect-error a part of a list
  void users.get({ id: 'a' }, { attributes: ['lines.sku'] });
  // @ts-expect-error a part of a map that may be null
  void users.get({ id: 'a' }, { attributes: ['maybe.a'] });
  // @ts-expect-error a part of what the index does not project
  void users.index('byJoined').scan({ attributes: ['work.street'] });
}
