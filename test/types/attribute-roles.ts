// Types of the attributes that dynarepo sets or acts on. Compiled, never run.
import {
  and,
  beginsWith,
  bigintSet,
  type ChangesOf,
  computed,
  createdAt,
  decimalSet,
  type EntityOf,
  type EntityRepository,
  entity,
  epochMilliseconds,
  mapUnion,
  migrated,
  type NewOf,
  number,
  olderForm,
  oneOf,
  openMap,
  string,
  stringSet,
  ttl,
  tuple,
  updatedAt,
  version,
} from 'dynarepo';
import type { IndexQueryKeyOf, PathsOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const Session = entity('Session', {
  table: 'sessions',
  attributes: {
    id: string(),
    user: string(),
    made: createdAt(),
    changed: updatedAt(epochMilliseconds()).storedAs('c'),
    expires: ttl().optional(),
    version: version(),
  },
  key: { partition: 'id' },
  indexes: { byUser: { partition: 'user', sort: 'changed' } },
});

const first = string();
const age = number().optional();

const Person = entity('Person', {
  table: 'people',
  attributes: {
    id: string(),
    first,
    age,
    label: computed(string(), { first, age }, (of) => `${of.first} ${of.age ?? ''}`),
    adult: computed(number().optional(), { age }, (of) => (of.age === undefined ? undefined : 1)),
    owner: string().readOnly(),
    tags: stringSet().optional().readOnly(),
    hash: string().hidden(),
    tries: number().default(0).hidden(),
    state: oneOf('new', 'old').defaultForNew('new'),
  },
  key: { partition: 'id' },
  indexes: { byLabel: { partition: 'owner', sort: 'label' }, byAdult: { partition: 'hash', sort: 'adult' } },
});
interface PersonRead {
  id: string;
  first: string;
  age?: number;
  label: string;
  adult?: number;
  owner: string;
  tags?: Set<string>;
  hash?: string;
  tries?: number;
  state?: 'new' | 'old';
}
interface PersonGiven {
  id: string;
  first: string;
  age?: number | undefined;
  owner: string;
  tags?: ReadonlySet<string> | undefined;
  hash: string;
  tries?: number | undefined;
  state?: 'new' | 'old' | undefined;
}

/** Computed, read-only and hidden attributes, and defaults for new entities. */
export type PersonCases = [
  Expect<Equal<EntityOf<typeof Person>, { [N in keyof PersonRead]: PersonRead[N] }>>,
  Expect<Equal<NewOf<typeof Person>, { [N in keyof PersonGiven]: PersonGiven[N] }>>,
  Expect<Equal<keyof ChangesOf<typeof Person>, 'first' | 'age' | 'owner' | 'tags' | 'hash' | 'tries' | 'state'>>,
  Expect<Equal<ChangesOf<typeof Person>['owner'], undefined>>,
  Expect<Equal<ChangesOf<typeof Person>['hash'], string | undefined>>,
];

/** Conditions and projections of them. */
export async function personUses(people: EntityRepository<typeof Person>): Promise<string | undefined> {
  const filter = (u: PathsOf<typeof Person>) => and(u.label.beginsWith('a'), u.owner.eq('b'), u.tags.exists());
  const found = await people.scan({ filter, attributes: ['hash', 'label'] }).first();
  await people
    .index('byLabel')
    .query({ owner: 'a', label: beginsWith('b') })
    .first();
  return found?.hash;
}

/** Invalid uses of them. */
export function invalidPerson(u: PathsOf<typeof Person>, whole: NewOf<typeof Person>): void {
  // @ts-expect-error a read-only attribute among the changes
  const changes: ChangesOf<typeof Person> = { owner: 'a' };
  // @ts-expect-error a read-only attribute
  u.owner.set('a');
  // @ts-expect-error a read-only set
  u.tags.add('a');
  // @ts-expect-error a computed attribute
  u.label.set('a');
  // @ts-expect-error a computed attribute in create
  const computedGiven: NewOf<typeof Person> = { ...whole, label: 'a' };
  // @ts-expect-error a hidden attribute that is required
  const withoutHash: NewOf<typeof Person> = { id: '1', first: 'a', owner: 'b' };
  // @ts-expect-error a required one is not computed as undefined
  computed(string(), { first }, () => undefined);
  // @ts-expect-error an input that is not declared
  computed(string(), { first }, ({ last }) => last);
  // @ts-expect-error a value of another kind
  computed(string(), { age }, () => 5);
  const attributes = { id: string(), label: computed(string(), { first }, () => 'a'), hash: string().hidden() };
  // @ts-expect-error a computed attribute is no primary key
  entity('Person', { table: 'people', attributes, key: { partition: 'label' } });
  // @ts-expect-error a hidden attribute is no primary key
  entity('Person', { table: 'people', attributes, key: { partition: 'hash' } });
  void [changes, computedGiven, withoutHash];
}

const shape = mapUnion('kind', { circle: { radius: number() }, square: { side: number().optional() } });
const extra = openMap({ name: string(), size: number().optional() });
const Thing = entity('Thing', {
  table: 'things',
  attributes: {
    id: string(),
    at: tuple(number(), string().nullable()),
    shape,
    ids: bigintSet(),
    prices: decimalSet(),
    extra,
  },
  key: { partition: 'id' },
});
interface Circle {
  kind: 'circle';
  radius: number;
}
type CircleRead = { [N in keyof Circle]: Circle[N] };

/** Tuples, unions inside maps, and sets of exact numbers. */
export type ThingCases = [
  Expect<Equal<EntityOf<typeof Thing>['at'], [number, string | null]>>,
  Expect<Equal<EntityOf<typeof Thing>['shape'], CircleRead | { kind: 'square'; side?: number }>>,
  Expect<Equal<NewOf<typeof Thing>['shape'], CircleRead | { kind: 'square'; side?: number | undefined }>>,
  Expect<Equal<EntityOf<typeof Thing>['extra']['name'], string>>,
  Expect<Equal<EntityOf<typeof Thing>['extra']['other'], unknown>>,
  Expect<Equal<EntityOf<typeof Thing>['ids'], Set<bigint>>>,
  Expect<Equal<ChangesOf<typeof Thing>['prices'], ReadonlySet<string> | undefined>>,
];

/** Invalid uses of them. */
export function invalidThing(u: PathsOf<typeof Thing>): void {
  u.at.at(0).add(1);
  u.extra.at('size').add(1);
  u.extra.at('other').set(true);
  // @ts-expect-error a number's operation on an attribute that is not declared
  u.extra.at('other').add(1);
  // @ts-expect-error a declared attribute is missing
  u.extra.set({ other: 1 });
  // @ts-expect-error a number's operation on a text
  u.at.at(1).add(1);
  // @ts-expect-error an index beyond the tuple
  u.at.at(2).set(1);
  // @ts-expect-error an attribute that only one member has
  u.shape.at('radius');
  // @ts-expect-error an attribute of another member
  u.shape.set({ kind: 'circle', side: 1 });
  // @ts-expect-error a number for a bigint
  u.ids.add(1);
  const older = olderForm(string(), (text) => text);
  // @ts-expect-error an older form of another value
  migrated(number(), older);
}

/** Read values, values to write, and changes. */
export type Cases = [
  Expect<
    Equal<
      EntityOf<typeof Session>,
      { id: string; user: string; made: Date; changed: Date; version: number; expires?: Date }
    >
  >,
  Expect<Equal<NewOf<typeof Session>, { id: string; user: string; expires?: Date | number | undefined }>>,
  Expect<Equal<ChangesOf<typeof Session>, { user?: string | undefined; expires?: Date | number | undefined }>>,
];

/** Conditions and keys. */
export function conditions(u: PathsOf<typeof Session>, at: Date): unknown {
  const key: IndexQueryKeyOf<typeof Session, 'byUser'> = { user: 'a', changed: at };
  return [u.made.lt(at), u.expires.gt(5), u.expires.set(at), u.version.eq(1), key];
}

/** Invalid uses. */
export function invalid(u: PathsOf<typeof Session>, at: Date): void {
  // @ts-expect-error only dynarepo sets it
  u.made.set(at);
  // @ts-expect-error a timestamp is a date
  u.changed.gt(5);
  // @ts-expect-error the time of a creation has no optional form
  createdAt(epochMilliseconds().optional());
  // @ts-expect-error a number is no form of dates
  updatedAt(number());
  // @ts-expect-error dynarepo sets it
  const whole: NewOf<typeof Session> = { id: '1', user: 'a', made: at };
  entity('Session', {
    table: 'sessions',
    attributes: { id: string(), made: createdAt() },
    // @ts-expect-error a key cannot be set by dynarepo
    key: { partition: 'id', sort: 'made' },
  });
  void whole;
}
