import * as assert from 'uvu/assert';
import {
  boolean,
  isoDate,
  list,
  map,
  number,
  oneOf,
  record,
  string,
  stringSet,
  version,
} from '../../../src/domain/entity/attributes.ts';
import { entity } from '../../../src/domain/entity/entity.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('entity definitions');

const attributes = { id: string(), at: number(), email: string().optional(), tags: stringSet(), version: version() };
const good = { table: 'users', attributes, key: { partition: 'id', sort: 'at' } };

/** What a caller without types is told of a definition. */
function refusal(change: object, name: unknown = 'User'): string {
  return messageThrown('BAD_DEFINITION', () => Reflect.apply(entity, undefined, [name, { ...good, ...change }]));
}
const keyRefusal = (key: unknown) => refusal({ key });
const attributeRefusal = (more: object) => refusal({ attributes: { ...attributes, ...more } });
const indexRefusal = (byX: unknown) => refusal({ indexes: { byX } });

test('say what they were made of, and cannot be changed', () => {
  const User = entity('User', {
    table: 'users',
    attributes: { lastName: string().storedAs('ln'), firstName: string(), email: string() },
    key: { partition: 'lastName', sort: 'firstName' },
    indexes: { byEmail: { partition: 'email', projection: ['firstName'], name: 'by-email' } },
    billing: { read: 5, write: 1 },
  });
  assert.is(User.name, 'User');
  assert.is(User.table, 'users');
  assert.equal(User.key, { partition: 'lastName', sort: 'firstName' });
  assert.equal(User.keyNames, ['lastName', 'firstName']);
  assert.equal({ ...User.indexes.byEmail }, { partition: 'email', projection: ['firstName'], name: 'by-email' });
  assert.equal(User.billing, { read: 5, write: 1 });
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

test('have no sort key, no indexes and on-demand billing unless said', () => {
  const Note = entity('Note', { table: 'notes', attributes: { id: string() }, key: { partition: 'id' } });
  assert.is(Note.key.sort, undefined);
  assert.equal(Note.keyNames, ['id']);
  assert.equal(Object.keys(Note.indexes), []);
  assert.is(Note.billing, 'PAY_PER_REQUEST');
});

test('take reserved words of DynamoDB and names of JavaScript itself', () => {
  const Odd = entity('Odd', {
    table: 'odd',
    attributes: { constructor: string(), ['__proto__']: string(), name: number().storedAs('values') },
    key: { partition: 'constructor', sort: '__proto__' },
  });
  assert.equal([...Odd.fields.keys()], ['constructor', '__proto__', 'name']);
  assert.is(Object.keys(Odd.attributes).length, 3);
  assert.not('toString' in Odd.attributes);
});

test('need a name and a table that DynamoDB takes', () => {
  assert.is(refusal({}, ''), 'an entity needs a name');
  assert.is(refusal({}, null), 'an entity needs a name');
  const wanted = "User: the table's name must be 3 to 255 of the characters a-z, A-Z, 0-9, _, . and -";
  for (const table of ['ab', 'a'.repeat(256), 'a b', 'naïve', '', undefined, 1]) assert.is(refusal({ table }), wanted);
});

test('need attributes, each made by a function of this package', () => {
  assert.is(refusal({ attributes: undefined }), 'User needs an object of attributes');
  assert.is(refusal({ attributes: {} }), 'User declares no attribute');
  assert.is(attributeRefusal({ age: 'number' }), 'User: age is no attribute, such as string() makes them');
  assert.is(attributeRefusal({ age: number }), 'User: age is no attribute, such as string() makes them');
});

test('refuse a stored name that is empty or taken', () => {
  assert.is(attributeRefusal({ age: number().storedAs('') }), 'User: attribute "age" has an empty name in the table');
  assert.is(attributeRefusal({ '': number() }), 'User: attribute "" has an empty name in the table');
  assert.is(attributeRefusal({ age: number().storedAs('id') }), 'User: attributes id and age are both stored as "id"');
  const twice = { a: string().storedAs('x'), b: string().storedAs('x') };
  assert.is(attributeRefusal(twice), 'User: attributes a and b are both stored as "x"');
  assert.is(
    messageThrown('BAD_DEFINITION', () => map(twice)),
    'map(): attributes a and b are both stored as "x"',
  );
});

test('need a partition key', () => {
  assert.is(keyRefusal(undefined), 'User: key must be defined by an object with partition, sort');
  assert.is(keyRefusal({}), 'User: partition key must be the name of an attribute');
  assert.is(keyRefusal({ sort: 'at' }), 'User: partition key must be the name of an attribute');
  assert.is(
    keyRefusal({ partition: 'di' }),
    'User: partition key "di" is not a declared attribute; did you mean "id"?',
  );
  assert.is(keyRefusal({ partition: 'toString' }), 'User: partition key "toString" is not a declared attribute');
  assert.is(keyRefusal({ partition: 'id', range: 'at' }), 'User: key cannot have "range"');
});

test('refuse keys that no item could have', () => {
  assert.is(
    keyRefusal({ partition: 'email' }),
    'User: partition key "email" is optional, but every item needs its key',
  );
  assert.is(
    keyRefusal({ partition: 'tags' }),
    'User: partition key "tags" is stored as SS, but keys are text, numbers or binary',
  );
  assert.is(
    keyRefusal({ partition: 'id', sort: 'version' }),
    'User: sort key "version" is the version, which changes with each write',
  );
  assert.is(keyRefusal({ partition: 'id', sort: 'id' }), 'User: "id" cannot be both partition key and sort key');
  for (const [name, attribute] of Object.entries({ a: boolean(), b: list(string()), c: record(string()) })) {
    const change = { attributes: { ...attributes, [name]: attribute }, key: { partition: name } };
    assert.match(refusal(change), /but keys are text, numbers or binary$/);
  }
  const nullable = { attributes: { id: string().nullable() }, key: { partition: 'id' } };
  assert.is(refusal(nullable), 'User: partition key "id" is nullable, but keys cannot be null');
  const long = { attributes: { id: string().storedAs('x'.repeat(256)) }, key: { partition: 'id' } };
  assert.is(refusal(long), 'User: partition key "id" has a name of more than 255 bytes in the table');
});

test('take a key attribute with a default', () => {
  const User = entity('User', {
    table: 'users',
    attributes: { id: string().default(() => 'made') },
    key: { partition: 'id' },
  });
  assert.equal(User.keyNames, ['id']);
});

test('refuse a second version, and a version inside of a map or list', () => {
  assert.is(attributeRefusal({ revision: version() }), 'User has more than one version: version, revision');
  const inside = 'a version belongs to an entity, not to a map in it';
  assert.is(
    messageThrown('BAD_DEFINITION', () => map({ version: version() })),
    inside,
  );
  assert.match(
    messageThrown('BAD_DEFINITION', () => Reflect.apply(list, undefined, [version()])),
    /^what list\(\) is of cannot be optional, have a default or a name of its own, or be a version$/,
  );
});

test('refuse elements that are optional, named, or no attribute', () => {
  for (const of of [string().optional(), string().default(''), string().storedAs('s'), undefined, string]) {
    assert.match(
      messageThrown('BAD_DEFINITION', () => Reflect.apply(record, undefined, [of])),
      /^what record\(\) is of cannot|^record\(\) takes an attribute/,
    );
  }
  assert.match(
    messageThrown('BAD_DEFINITION', () => Reflect.apply(oneOf, undefined, [])),
    /^oneOf\(\) takes the texts/,
  );
});

test('refuse members that they do not know, with the one that was meant', () => {
  assert.is(refusal({ index: {} }), 'User cannot have "index"');
  assert.is(refusal({ Table: 'x' }), 'User cannot have "Table"; did you mean "table"?');
  assert.is(
    indexRefusal({ partition: 'email', projections: 'ALL' }),
    'User: index byX cannot have "projections"; did you mean "projection"?',
  );
});

test('refuse an index that cannot be', () => {
  assert.is(indexRefusal({}), 'User: index byX has neither partition nor sort key');
  assert.is(
    indexRefusal('email'),
    'User: index byX must be defined by an object with partition, sort, projection, name',
  );
  assert.is(
    indexRefusal({ partition: 'mail' }),
    'User: index byX: partition key "mail" is not a declared attribute; did you mean "email"?',
  );
  assert.is(
    indexRefusal({ partition: 'email', sort: 'tags' }),
    'User: index byX: sort key "tags" is stored as SS, but keys are text, numbers or binary',
  );
  assert.is(
    indexRefusal({ partition: 'email', sort: 'email' }),
    'User: index byX: "email" cannot be both partition key and sort key',
  );
  assert.match(refusal({ indexes: { 'by email': { partition: 'email' } } }), /^User: index by email: its name in the/);
  assert.match(refusal({ indexes: { e: { partition: 'email' } } }), /must be 3 to 255 of the characters/);
  const twice = { byX: { partition: 'email' }, other: { partition: 'at', name: 'byX' } };
  assert.is(refusal({ indexes: twice }), 'User has two indexes with the name "byX" in the table');
});

test('refuse a projection that cannot be', () => {
  const projecting = (projection: unknown) => indexRefusal({ partition: 'email', projection });
  assert.is(projecting(['agee']), 'User: index byX: projected attribute "agee" is not a declared attribute');
  assert.is(projecting(['at', 'at']), 'User: index byX projects an attribute twice');
  for (const projection of [[], 'INCLUDE', 1, null]) {
    assert.match(projecting(projection), /^User: index byX: projection must be 'ALL', 'KEYS_ONLY' or a list/);
  }
});

test('refuse a local secondary index where the table has no sort key', () => {
  const change = { key: { partition: 'id' }, indexes: { byAt: { sort: 'at' } } };
  assert.match(
    refusal(change),
    /^User: index byAt has no partition key, and only a table with a sort key can have local/,
  );
});

test('refuse more indexes than a table can have', () => {
  const indexes = (count: number, index: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, position) => [`index${position}`, index]));
  const local = { sort: 'email' };
  const global = { partition: 'email' };
  assert.is(refusal({ indexes: indexes(6, local) }), 'User has 6 local secondary indexes, of which a table can have 5');
  assert.is(
    refusal({ indexes: indexes(21, global) }),
    'User has 21 global secondary indexes, of which a table can have 20',
  );
  const most = { ...indexes(20, global), ...Object.fromEntries([...'abcde'].map((name) => [`local-${name}`, local])) };
  assert.is(Object.keys(Reflect.apply(entity, undefined, ['User', { ...good, indexes: most }]).indexes).length, 25);
});

test('refuse billing that is no number of units', () => {
  assert.match(refusal({ billing: { read: 0, write: 1 } }), /^User: billing: read must be a whole number/);
  assert.match(refusal({ billing: { read: 1 } }), /^User: billing: write must be a whole number/);
  assert.is(refusal({ billing: 'PROVISIONED' }), 'User: billing must be defined by an object with read, write');
});

test('refuse a default that all entities would share, or that does not fit', () => {
  const shared = /^a default that can be modified would be shared by all entities: give a function/;
  const calls: readonly (() => unknown)[] = [
    () => list(string()).default([]),
    () => stringSet().default(new Set()),
    () => isoDate().default(new Date(0)),
    () => map({ a: string() }).default({ a: '' }),
  ];
  for (const call of calls) assert.match(messageThrown('BAD_DEFINITION', call), shared);
  const refused = (value: unknown) =>
    messageThrown('BAD_DEFINITION', () => Reflect.apply(number().default, number(), [value]));
  assert.is(refused('x'), 'the default must be a number, but is a string');
  assert.is(refused(undefined), 'the default must be a number, but is undefined');
  assert.is(
    messageThrown('BAD_DEFINITION', () => number().default(1).optional()),
    'an attribute with a default is never absent: leave optional() out',
  );
});

test.run();
