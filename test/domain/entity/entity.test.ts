import * as assert from 'uvu/assert';
import {
  boolean,
  isoDate,
  list,
  map,
  mapUnion,
  number,
  oneOf,
  record,
  string,
  stringSet,
  version,
} from '../../../src/domain/entity/attributes.ts';
import { entity } from '../../../src/domain/entity/entity.ts';
import { createTableInput } from '../../../src/repositories/requests/create-table-input.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('entity definitions');

const attributes = { id: string(), at: number(), email: string().optional(), tags: stringSet(), version: version() };
const good = { table: 'users', attributes, key: { partition: 'id', sort: 'at' } };

/** Returns the error message for a definition by a caller without types. */
function violation(change: object, name: unknown = 'User'): string {
  return messageThrown('BAD_DEFINITION', () => Reflect.apply(entity, undefined, [name, { ...good, ...change }]));
}
const keyViolation = (key: unknown) => violation({ key });
const attributeViolation = (more: object) => violation({ attributes: { ...attributes, ...more } });
const indexViolation = (byX: unknown) => violation({ indexes: { byX } });

test('contain their definition and are immutable', () => {
  const User = entity('User', {
    table: 'users',
    attributes: { lastName: string().storedAs('ln'), firstName: string(), email: string() },
    key: { partition: 'lastName', sort: 'firstName' },
    indexes: { byEmail: { partition: 'email', projection: ['firstName'], name: 'by-email' } },
    billing: { read: 5, write: 1 },
  });
  assert.is(User.name, 'User');
  assert.is(User.table, 'users');
  assert.equal(User.key, { partition: 'lastName', sort: 'firstName', tag: undefined });
  assert.equal(User.keyNames, ['lastName', 'firstName']);
  assert.equal({ ...User.indexes.byEmail }, { partition: 'email', projection: ['firstName'], name: 'by-email' });
  assert.equal(User.tableDefinition.billing, { read: 5, write: 1 });
  assert.equal(
    [...User.fields.values()].map(({ name, attributeName: step }) => [name, step]),
    [
      ['lastName', 'ln'],
      ['firstName', 'firstName'],
      ['email', 'email'],
    ],
  );
  for (const part of [User, User.attributes, User.attributes.email, User.key, User.keyNames, User.indexes.byEmail]) {
    assert.ok(Object.isFrozen(part));
  }
});

test('default to no sort key, no indexes and on-demand billing', () => {
  const Note = entity('Note', { table: 'notes', attributes: { id: string() }, key: { partition: 'id' } });
  assert.is(Note.key.sort, undefined);
  assert.equal(Note.keyNames, ['id']);
  assert.equal(Object.keys(Note.indexes), []);
  assert.is(createTableInput(Note).BillingMode, 'PAY_PER_REQUEST');
});

test('accept reserved words of DynamoDB and names such as constructor', () => {
  const Odd = entity('Odd', {
    table: 'odd',
    attributes: { constructor: string(), ['__proto__']: string(), name: number().storedAs('values') },
    key: { partition: 'constructor', sort: '__proto__' },
  });
  assert.equal([...Odd.fields.keys()], ['constructor', '__proto__', 'name']);
  assert.is(Object.keys(Odd.attributes).length, 3);
  assert.not('toString' in Odd.attributes);
});

test('require a name and a valid table name', () => {
  assert.is(violation({}, ''), 'an entity needs a name');
  assert.is(violation({}, null), 'an entity needs a name');
  const expected = "User: the table's name must have 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -";
  for (const table of ['ab', 'a'.repeat(256), 'a b', 'naïve', '', undefined, 1])
    assert.is(violation({ table }), expected);
});

test('require attributes created by functions such as string()', () => {
  assert.is(violation({ attributes: undefined }), 'User needs an object of attributes');
  assert.is(violation({ attributes: {} }), 'User must declare at least one attribute');
  assert.is(attributeViolation({ age: 'number' }), 'User: age is not an attribute, such as string()');
  assert.is(attributeViolation({ age: number }), 'User: age is not an attribute, such as string()');
});

test('reject a stored name that is empty or used twice', () => {
  assert.is(attributeViolation({ age: number().storedAs('') }), 'User: attribute "age" has an empty stored name');
  assert.is(attributeViolation({ '': number() }), 'User: attribute "" has an empty stored name');
  assert.is(
    attributeViolation({ age: number().storedAs('id') }),
    'User: attributes id and age are both stored as "id"',
  );
  const twice = { a: string().storedAs('x'), b: string().storedAs('x') };
  assert.is(attributeViolation(twice), 'User: attributes a and b are both stored as "x"');
  assert.is(
    messageThrown('BAD_DEFINITION', () => map(twice)),
    'map(): attributes a and b are both stored as "x"',
  );
});

test('require a partition key', () => {
  assert.is(keyViolation(undefined), 'User: key must be an object with the members partition, sort');
  assert.is(keyViolation({}), 'User: partition key must be the name of an attribute');
  assert.is(keyViolation({ sort: 'at' }), 'User: partition key must be the name of an attribute');
  assert.is(
    keyViolation({ partition: 'di' }),
    'User: partition key "di" is not a declared attribute; did you mean "id"?',
  );
  assert.is(keyViolation({ partition: 'toString' }), 'User: partition key "toString" is not a declared attribute');
  assert.is(keyViolation({ partition: 'id', range: 'at' }), 'User: key has an unknown member "range"');
});

test('reject attributes that cannot be keys', () => {
  assert.is(
    keyViolation({ partition: 'email' }),
    'User: partition key "email" is optional, but every item needs its key',
  );
  assert.is(
    keyViolation({ partition: 'tags' }),
    'User: partition key "tags" is stored as SS, but a key must be a string, number or binary',
  );
  assert.is(
    keyViolation({ partition: 'id', sort: 'version' }),
    'User: sort key "version" is set by dynarepo: a key cannot change',
  );
  assert.is(keyViolation({ partition: 'id', sort: 'id' }), 'User: "id" cannot be both partition key and sort key');
  for (const [name, attribute] of Object.entries({ a: boolean(), b: list(string()), c: record(string()) })) {
    const change = { attributes: { ...attributes, [name]: attribute }, key: { partition: name } };
    assert.match(violation(change), /but a key must be a string, number or binary$/);
  }
  const nullable = { attributes: { id: string().nullable() }, key: { partition: 'id' } };
  assert.is(violation(nullable), 'User: partition key "id" is nullable, but a key cannot be null');
  const long = { attributes: { id: string().storedAs('x'.repeat(256)) }, key: { partition: 'id' } };
  assert.is(violation(long), 'User: partition key "id" has a stored name of more than 255 bytes, the limit for keys');
});

test('accept a key attribute with a default', () => {
  const User = entity('User', {
    table: 'users',
    attributes: { id: string().default(() => 'made') },
    key: { partition: 'id' },
  });
  assert.equal(User.keyNames, ['id']);
});

test('reject a second version, and a version inside a map or list', () => {
  assert.is(attributeViolation({ revision: version() }), 'User has more than one version: version, revision');
  const inside = 'version() must be an attribute of an entity, not of a map';
  assert.is(
    messageThrown('BAD_DEFINITION', () => map({ version: version() })),
    inside,
  );
  assert.match(
    messageThrown('BAD_DEFINITION', () => Reflect.apply(list, undefined, [version()])),
    /^the attribute in list\(\) cannot be optional or special, and cannot have a default or a stored name$/,
  );
});

test('reject elements that are optional, have a stored name, or are not attributes', () => {
  for (const of of [string().optional(), string().default(''), string().storedAs('s'), undefined, string]) {
    assert.match(
      messageThrown('BAD_DEFINITION', () => Reflect.apply(record, undefined, [of])),
      /^the attribute in record\(\) cannot|^record\(\) needs an attribute/,
    );
  }
  assert.match(
    messageThrown('BAD_DEFINITION', () => Reflect.apply(oneOf, undefined, [])),
    /^oneOf\(\) needs at least one string/,
  );
  for (const input of [['kind', {}], ['kind'], ['', { a: {} }], [{ by: 'kind', members: {} }]]) {
    const message = messageThrown('BAD_DEFINITION', () => Reflect.apply(mapUnion, undefined, input));
    assert.match(message, /^mapUnion\(\) needs a name and members/);
  }
});

test('reject unknown members and suggest the right one', () => {
  assert.is(violation({ index: {} }), 'User has an unknown member "index"');
  assert.is(violation({ Table: 'x' }), 'User has an unknown member "Table"; did you mean "table"?');
  assert.is(
    indexViolation({ partition: 'email', projections: 'ALL' }),
    'User: index byX has an unknown member "projections"; did you mean "projection"?',
  );
});

test('reject an invalid index', () => {
  assert.is(indexViolation({}), 'User: index byX has neither partition nor sort key');
  assert.is(
    indexViolation('email'),
    'User: index byX must be an object with the members partition, sort, projection, name',
  );
  assert.is(
    indexViolation({ partition: 'mail' }),
    'User: index byX: partition key "mail" is not a declared attribute; did you mean "email"?',
  );
  assert.is(
    indexViolation({ partition: 'email', sort: 'tags' }),
    'User: index byX: sort key "tags" is stored as SS, but a key must be a string, number or binary',
  );
  assert.is(
    indexViolation({ partition: 'email', sort: 'email' }),
    'User: index byX: "email" cannot be both partition key and sort key',
  );
  assert.match(
    violation({ indexes: { 'by email': { partition: 'email' } } }),
    /^User: index by email: its name in the/,
  );
  assert.match(violation({ indexes: { e: { partition: 'email' } } }), /must have 3 to 255 of the characters/);
  const twice = { byX: { partition: 'email' }, other: { partition: 'at', name: 'byX' } };
  assert.is(violation({ indexes: twice }), 'User has two indexes with the name "byX" in the table');
});

test('reject an invalid key of several attributes', () => {
  const named = (count: number) => Array.from({ length: count }, (_, position) => `a${position}`);
  const many = { ...attributes, ...Object.fromEntries(named(5).map((name) => [name, string()])) };
  const rejected = (byX: unknown) => violation({ attributes: many, indexes: { byX } });
  const count = /^User: index byX: (partition|sort) key must have 1 to 4 attributes$/;
  assert.match(rejected({ partition: [] }), count);
  assert.match(rejected({ partition: named(5) }), count);
  assert.match(rejected({ partition: 'id', sort: named(5) }), count);
  assert.is(rejected({ partition: ['id', 'di'] }).startsWith('User: index byX: partition key "di" is not a'), true);
  assert.is(rejected({ partition: ['a0', 'a0'] }), 'User: index byX: partition key has the attribute "a0" twice');
  assert.is(
    rejected({ partition: ['a0', 'a1'], sort: ['a2', 'a1'] }),
    'User: index byX: "a1" cannot be both partition key and sort key',
  );
  assert.is(
    rejected({ sort: ['a0', 'a1'] }),
    'User: index byX: the sort key of a local secondary index is one attribute: add a partition key',
  );
  assert.match(violation({ key: { partition: ['id'] } }), /^User: partition key must be the name of an attribute/);
});

test('reject an invalid projection', () => {
  const projecting = (projection: unknown) => indexViolation({ partition: 'email', projection });
  assert.is(projecting(['agee']), 'User: index byX: projected attribute "agee" is not a declared attribute');
  assert.is(projecting(['at', 'at']), 'User: index byX projects an attribute twice');
  for (const projection of [[], 'INCLUDE', 1, null]) {
    assert.match(projecting(projection), /^User: index byX: projection must be 'ALL', 'KEYS_ONLY' or an array/);
  }
});

test('reject a local secondary index if the table has no sort key', () => {
  const change = { key: { partition: 'id' }, indexes: { byAt: { sort: 'at' } } };
  assert.match(
    violation(change),
    /^User: index byAt has no partition key, but a local secondary index requires a table with a sort key/,
  );
});

test('reject more indexes than a table can have', () => {
  const indexes = (count: number, index: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, position) => [`index${position}`, index]));
  const local = { sort: 'email' };
  const global = { partition: 'email' };
  assert.is(
    violation({ indexes: indexes(6, local) }),
    'User has 6 local secondary indexes, but a table can have at most 5',
  );
  assert.is(
    violation({ indexes: indexes(21, global) }),
    'User has 21 global secondary indexes, but a table can have at most 20',
  );
  const most = { ...indexes(20, global), ...Object.fromEntries([...'abcde'].map((name) => [`local-${name}`, local])) };
  assert.is(Object.keys(Reflect.apply(entity, undefined, ['User', { ...good, indexes: most }]).indexes).length, 25);
});

test('contain their unique constraints', () => {
  const User = entity('User', { ...good, key: { partition: 'id', sort: 'at' }, unique: ['email', ['at', 'email']] });
  const names = User.unique.map((fields) => fields.map(({ name }) => name));
  assert.equal(names, [['email'], ['at', 'email']]);
  assert.ok(Object.isFrozen(User.unique) && Object.isFrozen(User.unique[0]));
});

test('reject an invalid unique constraint', () => {
  const uniqueViolation = (unique: unknown) => violation({ unique });
  assert.is(uniqueViolation('email'), "User: unique must be an array: unique: ['email']");
  assert.is(
    uniqueViolation(['emial']),
    'User: unique attribute "emial" is not a declared attribute; did you mean "email"?',
  );
  assert.match(uniqueViolation(['tags']), /unique attribute "tags" is stored as SS, but a key must be/);
  assert.match(uniqueViolation([7]), /unique attribute must be the name of an attribute/);
  const hidden = { attributes: { ...attributes, secret: string().hidden() }, unique: ['secret'] };
  assert.match(violation(hidden), /unique attribute "secret" is hidden/);
  assert.match(uniqueViolation(['version']), /unique attribute "version" is set by dynarepo/);
  assert.match(uniqueViolation([[]]), /unique has \[\], but needs at least one attribute, each once/);
  assert.match(uniqueViolation([['email', 'email']]), /unique has \[email, email\], but needs/);
  assert.is(
    uniqueViolation([
      ['at', 'email'],
      ['email', 'at'],
    ]),
    'User: unique lists "email, at" twice',
  );
  assert.match(uniqueViolation([['at', 'email', 'id']]), /"at, email, id" contain the primary key/);
  assert.is(
    violation({ key: { partition: 'at' }, unique: ['email'] }),
    'User: unique needs a table with a partition key of type S, not N',
  );
});

test('reject billing without valid capacity units', () => {
  assert.match(violation({ billing: { read: 0, write: 1 } }), /^User: billing: read must be a whole number/);
  assert.match(violation({ billing: { read: 1 } }), /^User: billing: write must be a whole number/);
  assert.is(violation({ billing: 'PROVISIONED' }), 'User: billing must be an object with the members read, write');
});

test('reject a default that entities would share, or that is invalid', () => {
  const shared = /^a default object would be shared by all entities: pass a function/;
  const calls: readonly (() => unknown)[] = [
    () => list(string()).default([]),
    () => stringSet().default(new Set()),
    () => isoDate().default(new Date(0)),
    () => map({ a: string() }).default({ a: '' }),
  ];
  for (const call of calls) assert.match(messageThrown('BAD_DEFINITION', call), shared);
  const invalidDefault = (value: unknown) =>
    messageThrown('BAD_DEFINITION', () => Reflect.apply(number().default, number(), [value]));
  assert.is(invalidDefault('x'), 'the default must be a number, but is a string');
  assert.is(invalidDefault(undefined), 'the default must be a number, but is undefined');
  assert.is(
    messageThrown('BAD_DEFINITION', () => number().default(1).optional()),
    'an attribute with a default is never absent: remove optional()',
  );
});

test.run();
