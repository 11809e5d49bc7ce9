// Invalid uses of an entity; the type check fails if one of them compiles. Compiled, never run.
import {
  beginsWith,
  type ChangesOf,
  type DynamoDb,
  type EntityOf,
  entity,
  gt,
  type IndexEntityOf,
  isoDate,
  type KeyOf,
  list,
  lt,
  map,
  type NewOf,
  number,
  repository,
  string,
  stringSet,
  version,
} from 'dynarepo';
import type { IndexQueryKeyOf, PathsOf, QueryKeyOf } from 'dynarepo/types';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string(),
    at: number(),
    email: string(),
    age: number().optional(),
    limit: number().nullable(),
    joined: isoDate().optional(),
    tags: stringSet().optional(),
    address: map({ street: string(), zip: string().optional() }),
    lines: list(map({ sku: string(), quantity: number() })),
    version: version(),
  },
  key: { partition: 'lastName', sort: 'at' },
  indexes: { byEmail: { partition: 'email', projection: 'KEYS_ONLY' } },
});
type User = EntityOf<typeof User>;

/** Entities, keys and changes. */
export function values(whole: NewOf<typeof User>, withoutVersion: Omit<User, 'version'>): void {
  const missing: Omit<NewOf<typeof User>, 'email'> = whole;
  // @ts-expect-error a required attribute is missing
  const incomplete: NewOf<typeof User> = missing;
  // @ts-expect-error an attribute that is not declared
  const unknown: NewOf<typeof User> = { ...whole, nmae: 'x' };
  // @ts-expect-error an attribute of another type
  const wrong: NewOf<typeof User> = { ...whole, age: '30' };
  // @ts-expect-error null where it is not among the values
  const none: NewOf<typeof User> = { ...whole, email: null };
  // @ts-expect-error undefined for a required attribute
  const absent: NewOf<typeof User> = { ...whole, email: undefined };
  // @ts-expect-error an array for a set
  const array: NewOf<typeof User> = { ...whole, tags: ['vip'] };
  // @ts-expect-error an attribute that is not declared, in a map
  const deep: NewOf<typeof User> = { ...whole, address: { street: 'x', city: 'y' } };
  // @ts-expect-error a version in create
  const versioned: NewOf<typeof User> = { ...whole, version: 1 };
  // @ts-expect-error half of a key
  const half: KeyOf<typeof User> = { lastName: 'Smith' };
  // @ts-expect-error an attribute that is not part of the key
  const other: KeyOf<typeof User> = { lastName: 'Smith', at: 1, age: 2 };
  // @ts-expect-error a key attribute among the changes
  const keyChanged: ChangesOf<typeof User> = { lastName: 'Jones' };
  // @ts-expect-error the version among the changes
  const versionChanged: ChangesOf<typeof User> = { version: 2 };
  // @ts-expect-error a change that is not declared
  const unknownChanged: ChangesOf<typeof User> = { nmae: 'x' };
  // @ts-expect-error an entity without its version
  const unversioned: User = withoutVersion;
  void [incomplete, unknown, wrong, none, absent, array, deep, versioned, half, other];
  void [keyChanged, versionChanged, unknownChanged, unversioned];
}

/** Keys of queries. */
export function queries(): void {
  // @ts-expect-error no partition key
  const none: QueryKeyOf<typeof User> = { at: 1 };
  // @ts-expect-error a sort condition on the partition key
  const onPartition: QueryKeyOf<typeof User> = { lastName: beginsWith('S') };
  // @ts-expect-error a sort condition of another type
  const otherType: QueryKeyOf<typeof User> = { lastName: 'Smith', at: gt('1') };
  // @ts-expect-error a prefix of a number
  const prefix: QueryKeyOf<typeof User> = { lastName: 'Smith', at: beginsWith('1') };
  // @ts-expect-error an attribute that is not part of the key
  const other: QueryKeyOf<typeof User> = { lastName: 'Smith', age: 1 };
  // @ts-expect-error the table's key for an index
  const ofTable: IndexQueryKeyOf<typeof User, 'byEmail'> = { lastName: 'Smith' };
  // @ts-expect-error an index that is not declared
  type OfUnknown = IndexQueryKeyOf<typeof User, 'byName'>;
  void [none, onPartition, otherType, prefix, other, ofTable];
  void ({} satisfies Partial<OfUnknown>);
}

/** Conditions. */
export function conditions(u: PathsOf<typeof User>): void {
  // @ts-expect-error an attribute that is not declared
  u.nmae;
  // @ts-expect-error a value of another type
  u.age.gt('18');
  // @ts-expect-error an operand of another type
  u.age.gt(u.email);
  // @ts-expect-error the size of a set for a text
  u.email.eq(u.tags.size());
  // @ts-expect-error null where it is not among the values
  u.age.eq(null);
  // @ts-expect-error an order of null
  u.limit.lt(null);
  // @ts-expect-error a prefix of a number
  u.age.beginsWith('1');
  // @ts-expect-error an order of sets
  u.tags.lt(new Set(['a']));
  // @ts-expect-error a member of another type
  u.tags.contains(1);
  // @ts-expect-error the size of a number
  u.age.size();
  // @ts-expect-error an attribute that the map does not declare
  u.address.at('city');
  // @ts-expect-error a name for an element of a list
  u.lines.at('sku');
  // @ts-expect-error a type that DynamoDB does not have
  u.age.hasType('NUMBER');
  // @ts-expect-error a date for a prefix of one
  u.joined.beginsWith(new Date(0));
}

/** Changes. */
export function changes(u: PathsOf<typeof User>): void {
  // @ts-expect-error a key attribute is changed
  u.lastName.set('Jones');
  // @ts-expect-error a key attribute is removed
  u.at.remove();
  // @ts-expect-error the version is changed
  u.version.add(1);
  // @ts-expect-error a value of another type
  u.age.set('30');
  // @ts-expect-error undefined, which would mean absence
  u.age.set(undefined);
  // @ts-expect-error a path of another type
  u.age.set(u.email);
  // @ts-expect-error a path that may be null, where null is not among the values
  u.age.set(u.limit);
  // @ts-expect-error a size is assigned
  u.age.set(u.tags.size());
  // @ts-expect-error a number's operation on a text
  u.email.add(1);
  // @ts-expect-error a number's operand on a text
  u.email.plus('x');
  // @ts-expect-error an addend of another type
  u.age.plus('1');
  // @ts-expect-error a minuend of another type
  u.age.subtractedFrom('1');
  // @ts-expect-error a text is subtracted
  u.email.subtractedFrom('x');
  // @ts-expect-error two operators in one assignment
  u.age.plus(1).plus(1);
  // @ts-expect-error an otherwise of another type
  u.age.orElse('0');
  // @ts-expect-error a member of another type
  u.tags.add(1);
  // @ts-expect-error an element without all that it needs
  u.lines.append({ sku: 'A' });
  // @ts-expect-error a value of another type in a list of maps
  u.lines.at(0).at('quantity').set('2');
  // @ts-expect-error a text is appended to
  u.email.append('x');
}

/** The repository. */
export async function repositories(db: DynamoDb, user: User): Promise<void> {
  const users = repository(User, db);
  // @ts-expect-error an index that is not declared
  users.index('byName');
  // @ts-expect-error a version in create
  await users.create({ lastName: 'a', at: 1, email: '', limit: 1, address: { street: '' }, lines: [], version: 1 });
  // @ts-expect-error a key attribute among the changes
  await users.update(user, { at: 2 });
  // @ts-expect-error the version among the changes
  await users.update(user, { version: 2 });
  // @ts-expect-error a sort condition on the partition key
  users.query({ lastName: lt('S') });
  // @ts-expect-error half of a key
  await users.get({ lastName: 'Smith' });
  // @ts-expect-error a filter that returns no condition
  users.scan({ filter: (u) => u.age });
  // @ts-expect-error a value of another type for an undeclared attribute
  await users.update(user, (_u, undeclared) => [undeclared(number(), 'score').set('1')]);
  // @ts-expect-error an operation of another kind on an undeclared attribute
  users.scan({ filter: (_u, undeclared) => undeclared(number(), 'score').beginsWith('1') });
  // @ts-expect-error an undeclared attribute without its kind
  users.scan({ filter: (_u, undeclared) => undeclared('score').eq(1) });
  // @ts-expect-error an update that returns no actions
  await users.update(user, (u) => u.age.gt(1));
  // @ts-expect-error the old entity may not exist
  const old: User = await users.update(user, {}, { returning: 'old' });
  // @ts-expect-error attributes that did not change are missing
  const updated: User = await users.save(user, { returning: 'updated' });
  // @ts-expect-error a put changes no single attributes
  await users.put(user, { returning: 'updated' });
  // @ts-expect-error a misspelt choice
  await users.update(user, {}, { returning: 'none' });
  // @ts-expect-error a change that returns nothing
  await users.modify(user, () => {});
  // @ts-expect-error a change that leaves out a required attribute
  await users.modify(user, ({ lastName, at }) => ({ lastName, at }));
  void [old, updated];
  const found: IndexEntityOf<typeof User, 'byEmail'> = user;
  // @ts-expect-error an attribute that the index does not project
  found.age;
}
