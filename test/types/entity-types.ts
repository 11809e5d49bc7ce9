// The exact types of entities, keys and paths; compiled by the type check, never run.
import {
  type AnyEntity,
  and,
  beginsWith,
  between,
  bigint,
  binary,
  binarySet,
  boolean,
  type ChangesOf,
  type Condition,
  custom,
  type DynamoDb,
  decimal,
  type EntityOf,
  EntityRepository,
  entity,
  epochSeconds,
  gt,
  type IndexEntityOf,
  isoDate,
  json,
  type KeyOf,
  list,
  map,
  type NewOf,
  nullValue,
  number,
  numberSet,
  oneOf,
  or,
  record,
  repository,
  string,
  stringSet,
  version,
} from 'dynarepo';
import type { Attributes, IndexNameOf, IndexQueryKeyOf, PathsOf, QueryKeyOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string(),
    firstName: string(),
    email: string(),
    age: number().optional(),
    limit: number().nullable(),
    active: boolean().default(true),
    tags: stringSet().optional(),
    address: map({ street: string(), zip: string().optional(), floor: number().default(0) }),
    version: version(),
  },
  key: { partition: 'lastName', sort: 'firstName' },
  indexes: {
    byEmail: { partition: 'email', sort: 'age' },
    byAge: { sort: 'age', projection: 'KEYS_ONLY' },
    byActivity: { partition: 'email', projection: ['tags'] },
  },
});

/** An entity with attributes of every presence. */
export type Entities = [
  Expect<
    Equal<
      EntityOf<typeof User>,
      {
        lastName: string;
        firstName: string;
        email: string;
        age?: number;
        limit: number | null;
        active: boolean;
        tags?: Set<string>;
        address: { street: string; zip?: string; floor: number };
        version: number;
      }
    >
  >,
  Expect<
    Equal<
      NewOf<typeof User>,
      {
        lastName: string;
        firstName: string;
        email: string;
        age?: number | undefined;
        limit: number | null;
        active?: boolean | undefined;
        tags?: ReadonlySet<string> | undefined;
        address: { street: string; zip?: string | undefined; floor?: number | undefined };
      }
    >
  >,
  Expect<Equal<KeyOf<typeof User>, { lastName: string; firstName: string }>>,
  Expect<
    Equal<
      ChangesOf<typeof User>,
      {
        email?: string | undefined;
        age?: number | undefined;
        limit?: number | null | undefined;
        active?: boolean | undefined;
        tags?: ReadonlySet<string> | undefined;
        address?: { street: string; zip?: string | undefined; floor?: number | undefined } | undefined;
      }
    >
  >,
];

const Thing = entity('Thing', {
  table: 'things',
  attributes: {
    id: bigint(),
    decimal: decimal(),
    binary: binary(),
    nothing: nullValue(),
    anything: json(),
    json: json<{ readonly a: number }>(),
    date: isoDate(),
    seconds: epochSeconds(),
    state: oneOf('open', 'closed'),
    numbers: numberSet(),
    binaries: binarySet(),
    list: list(list(string().nullable())),
    record: record(map({ a: number() }).nullable()),
    url: custom(string(), { encode: (url: URL) => url.href, decode: (text) => new URL(text) }),
    pair: custom(list(number()), { encode: (pair: Pair) => [pair.a, pair.b], decode: ([a = 0, b = 0]) => ({ a, b }) }),
  },
  key: { partition: 'id' },
});
interface Pair {
  readonly a: number;
  readonly b: number;
}

/** An attribute of every kind. */
export type Kinds = [
  Expect<
    Equal<
      EntityOf<typeof Thing>,
      {
        id: bigint;
        decimal: string;
        binary: Uint8Array;
        nothing: null;
        anything: unknown;
        json: { readonly a: number };
        date: Date;
        seconds: Date;
        state: 'open' | 'closed';
        numbers: Set<number>;
        binaries: Uint8Array[];
        list: (string | null)[][];
        record: { [name: string]: { a: number } | null };
        url: URL;
        pair: Pair;
      }
    >
  >,
  Expect<Equal<NewOf<typeof Thing>['list'], readonly (readonly (string | null)[])[]>>,
  Expect<Equal<NewOf<typeof Thing>['record'], { readonly [name: string]: { a: number } | null }>>,
  Expect<Equal<NewOf<typeof Thing>['binaries'], readonly Uint8Array[]>>,
  Expect<Equal<KeyOf<typeof Thing>, { id: bigint }>>,
];

/** Indexes of every projection. */
export type Indexes = [
  Expect<Equal<IndexNameOf<typeof User>, 'byEmail' | 'byAge' | 'byActivity'>>,
  Expect<Equal<IndexNameOf<typeof Thing>, never>>,
  Expect<Equal<IndexEntityOf<typeof User, 'byEmail'>, Pick<EntityOf<typeof User>, keyof EntityOf<typeof User>>>>,
  Expect<Equal<keyof IndexEntityOf<typeof User, 'byAge'>, 'lastName' | 'firstName' | 'age'>>,
  Expect<Equal<keyof IndexEntityOf<typeof User, 'byActivity'>, 'lastName' | 'firstName' | 'email' | 'tags'>>,
];

/** An entity as read can be written again, and can be used as key and as changes. */
export function readThenWritten(user: EntityOf<typeof User>): unknown {
  const given: NewOf<typeof User> = user;
  const key: KeyOf<typeof User> = user;
  const changes: ChangesOf<typeof User> = { email: user.email, address: user.address, age: undefined };
  return [given, key, changes];
}

/** A query has a sort key value, a sort key condition, or neither. */
export const queries: readonly QueryKeyOf<typeof User>[] = [
  { lastName: 'Smith' },
  { lastName: 'Smith', firstName: 'Jane' },
  { lastName: 'Smith', firstName: beginsWith('J') },
  { lastName: 'Smith', firstName: between('A', 'K') },
  { lastName: 'Smith', firstName: undefined },
];
/** A global secondary index has its own partition key. */
export const indexQuery: IndexQueryKeyOf<typeof User, 'byEmail'> = { email: 'j', age: gt(18) };
/** A local secondary index has the partition key of its table. */
export const localQuery: IndexQueryKeyOf<typeof User, 'byAge'> = { lastName: 'Smith', age: between(18, 65) };

/** For a date stored as text, a prefix is a string and other operands are dates. */
export function dateQuery(): unknown {
  const Event = entity('Event', {
    table: 'events',
    attributes: { id: string(), at: isoDate() },
    key: { partition: 'id', sort: 'at' },
  });
  const keys: readonly QueryKeyOf<typeof Event>[] = [
    { id: 'a', at: new Date(0) },
    { id: 'a', at: gt(new Date(0)) },
    { id: 'a', at: beginsWith('2024-05') },
  ];
  return keys;
}

/** Paths have the methods of their kinds. */
export function paths(u: PathsOf<typeof User>, t: PathsOf<typeof Thing>): unknown {
  return [
    u.lastName.beginsWith('S'),
    u.version.gt(1),
    u.age.set(u.age.orElse(0).plus(u.address.at('floor'))),
    u.limit.set(null),
    u.limit.eq(null),
    u.age.lt(u.limit),
    u.tags.add('a', 'b'),
    u.tags.delete(...new Set<string>()),
    u.address.at('zip').set('1'),
    u.address.at('floor').add(1),
    u.address.set({ street: 'x', zip: undefined }),
    t.id.eq(1n),
    t.decimal.add('0.1'),
    t.date.between(new Date(0), new Date(1)),
    t.date.contains('05'),
    t.seconds.gt(t.date),
    t.state.eq('open'),
    t.state.beginsWith('o'),
    t.list.at(0).at(1).eq(null),
    t.list.append(['a', null]),
    t.list.set(t.list.orElse([]).append(['a'])),
    t.record.at('any').at('a').add(1),
    t.url.beginsWith('https:'),
    t.url.eq(new URL('https://example.org')),
    t.pair.eq({ a: 1, b: 2 }),
    t.binary.contains(new Uint8Array()),
    t.numbers.contains(1),
    and(u.age.gt(1), undefined),
  ];
}

/** Code can handle entities with any attributes. */
export function tableOf(any: { readonly table: string; readonly attributes: Attributes }): string {
  return any.table;
}
/** Uses of it. */
export const tables: readonly string[] = [tableOf(User), tableOf(Thing)];

/** The repository's methods use these types. */
export async function kept(db: DynamoDb, given: NewOf<typeof User>): Promise<EntityOf<typeof User>> {
  const users = repository(User, db);
  const created = await users.create(given);
  return await users.update(created, { age: 30, tags: new Set(['vip']) });
}

/** What writes return. */
export async function returned(users: EntityRepository<typeof User>, user: EntityOf<typeof User>): Promise<void> {
  const old = await users.put(user, { returning: 'old' });
  const updated = await users.update(user, (u) => [u.limit.set(u.age.subtractedFrom(5))], { returning: 'updated' });
  const saved = await users.save(user, { returning: 'new', from: user });
  const modified = await users.modify(user, async ({ version: _, ...given }) => ({ ...given, age: 1 }));
  type Results = [typeof old, typeof updated, typeof saved, typeof modified];
  type Whole = EntityOf<typeof User>;
  const isExact: Equal<Results, [Whole | undefined, Partial<Whole>, Whole, Whole]> = true;
  void isExact;
}

/** A repository of any entity returns the new entity by default. */
export async function generic<E extends AnyEntity>(all: EntityRepository<E>, by: KeyOf<E>): Promise<EntityOf<E>> {
  return await all.update(by, {});
}

/** Entities written inline keep their types. */
export async function inline(db: DynamoDb): Promise<void> {
  const attributes = { pk: string(), sk: number(), name: string().optional() };
  const users = repository(
    entity('Inline', {
      table: 'inline',
      attributes,
      key: { partition: 'pk', sort: 'sk' },
      indexes: { byName: { partition: 'name' } },
    }),
    db,
  );
  await users.get({ pk: 'a', sk: 1 });
  users.query({ pk: 'a', sk: gt(1) });
  users.index('byName').query({ name: 'x' });
  // @ts-expect-error an attribute that is not part of the key
  await users.get({ pk: 'a', sk: 1, name: 'x' });
  // @ts-expect-error an index that is not declared
  users.index('byNmae');
  const unsorted = new EntityRepository(
    entity('Inline', { table: 'inline', attributes, key: { partition: 'pk' } }),
    db,
  );
  await unsorted.get({ pk: 'a' });
  // @ts-expect-error a key attribute that is not declared
  await unsorted.get({ pk: 'a', sk: 1 });
}

/** Joined conditions are conditions if one of them is; pages and all results are arrays of the same type. */
export async function joined(db: DynamoDb, maybe: Condition | undefined, some: Condition[]): Promise<void> {
  const users = repository(User, db);
  const results = users.scan({ filter: (u) => and(undefined, u.age.gt(1)) });
  users.scan({ filter: (u) => or(maybe, and(maybe, maybe, u.age.gt(1), maybe), undefined) });
  users.scan({ filter: (u) => and(u.age.gt(1), ...some) });
  // @ts-expect-error no condition may remain
  users.scan({ filter: () => and(maybe, undefined) });
  // @ts-expect-error no condition may remain
  users.scan({ filter: () => or(...some) });
  let all: EntityOf<typeof User>[] = await results.all();
  all = (await results.page()).items;
  for await (const page of results.pages()) all = page.items;
  all.sort();
}

// The argument of `decode` is the value of the form, whatever its kind, and the kind stays: bytes have beginsWith().
const bytes = custom(binary(), {
  encode: (length: number) => new Uint8Array(length),
  decode: (stored) => {
    const value: Expect<Equal<typeof stored, Uint8Array>> extends true ? Uint8Array : never = stored;
    return value.length;
  },
});
const date = custom(isoDate(), {
  encode: (year: number) => new Date(Date.UTC(year, 0)),
  decode: (stored) => {
    const value: Expect<Equal<typeof stored, Date>> extends true ? Date : never = stored;
    return value.getUTCFullYear();
  },
});
const Coded = entity('Coded', { table: 'coded', attributes: { bytes, date }, key: { partition: 'bytes' } });
/** A filter on attributes with codecs. */
export const codedFilter = (u: PathsOf<typeof Coded>): Condition =>
  and(u.bytes.beginsWith(new Uint8Array()), u.date.gt(1));
