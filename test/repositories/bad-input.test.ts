import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  beginsWith,
  bigint,
  collection,
  createTableInput,
  EntityRequests,
  entity,
  json,
  number,
  repository,
  sizeOf,
  string,
  stringSet,
  transactGet,
  UnitOfWork,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string(),
    firstName: string(),
    email: string(),
    age: number().optional(),
    salary: bigint().optional(),
    nick: string().nullable().optional(),
    tags: stringSet().optional(),
    extra: json().optional(),
    version: version(),
  },
  key: { partition: 'lastName', sort: 'firstName' },
  indexes: { byEmail: { partition: 'email', sort: 'age' } },
});

const key = { lastName: 'Smith', firstName: 'Jane' };
const jane = { ...key, email: 'j@example.org' };

const spy = new SpyingDynamoDb(new MemoryDynamoDb());
const users = repository(User, spy);
const allUsers = collection(spy, [User]);
const work = new UnitOfWork(spy);

/** Calls a method as a JavaScript caller could, without type checks. */
function call(name: keyof typeof users, ...input: readonly unknown[]): unknown {
  const method = users[name];
  assert.type(method, 'function');
  return Reflect.apply(Object(method), users, input);
}

/** Invalid calls: a description, text in the error message, and the call. */
const invalidCalls: readonly (readonly [what: string, text: string, call: () => unknown])[] = [
  [
    'an undeclared attribute',
    'has no attribute "emial"; did you mean "email"?',
    () => call('put', { ...jane, emial: 'x' }),
  ],
  ['an undeclared attribute in an update', 'has no attribute "agee"', () => call('update', key, { agee: 1 })],
  ['an entity that is not an object', 'User must be an object', () => call('create', 'jane')],
  ['null for an entity', 'User must be an object', () => call('save', null)],
  ['a missing key', 'User must be an object', () => call('get')],
  [
    'a key attribute that is missing',
    'User.firstName is part of the key, but is missing',
    () => call('get', { lastName: 'Smith' }),
  ],
  ['a key attribute that is undefined', 'User.firstName', () => call('delete', { ...key, firstName: undefined })],
  ['a key attribute that is null', 'User.lastName', () => call('update', { ...key, lastName: null }, { age: 1 })],
  [
    'a key attribute that is empty',
    'User.lastName is part of the key, but is empty',
    () => call('get', { ...key, lastName: '' }),
  ],
  ['a key attribute of another type', 'User.lastName must be', () => call('getOrThrow', { ...key, lastName: 7 })],
  ['an entity with an empty key attribute', 'User.firstName', () => call('create', { ...jane, firstName: '' })],
  ['a required attribute that is missing', 'User.email is required, but is missing', () => call('put', key)],
  ['a required attribute that is undefined', 'User.email', () => call('save', { ...jane, email: undefined })],
  ['a required attribute that is null', 'User.email', () => call('create', { ...jane, email: null })],
  ['null for an attribute that is not nullable', 'User.age', () => call('update', key, { age: null })],
  ['NaN', 'User.age', () => call('put', { ...jane, age: Number.NaN })],
  ['an infinite number', 'User.age', () => call('update', key, { age: Number.POSITIVE_INFINITY })],
  ['an integer that is not exact', 'User.age', () => call('put', { ...jane, age: 2 ** 53 })],
  ['a number of more than 38 digits', 'User.salary', () => call('put', { ...jane, salary: 10n ** 38n + 1n })],
  ['a change of the key', 'User.firstName', () => call('update', key, { firstName: 'Joan' })],
  ['removing a required attribute', 'User.email', () => users.update(key, (u) => [u.email.remove()])],
  ['an update without changes', 'User update must contain at least one change', () => call('update', key, {})],
  ['an update whose values are all undefined', 'at least one change', () => users.update(key, { age: undefined })],
  ['an empty array of actions', 'at least one change', () => users.update(key, () => [])],
  ['an update without a second argument', 'User must be an object', () => call('update', key)],
  ['an update callback that returns nothing', 'must return an array of actions', () => call('update', key, () => {})],
  ['an update callback that returns a promise', 'must return an array', () => call('update', key, async () => [])],
  ['an update callback that returns something else', 'array of actions', () => call('update', key, () => [{ age: 1 }])],
  [
    'a condition that returns nothing',
    'the condition of User must return a condition',
    () => call('put', jane, { condition: () => {} }),
  ],
  ['a condition that is not a function', 'must be a function', () => call('put', jane, { condition: { age: 1 } })],
  ['a filter that returns nothing', 'the filter of User must return', () => call('scan', { filter: () => undefined })],
  ['an unknown option', 'put has no option conditon', () => call('put', jane, { conditon: () => undefined })],
  ['options that are null', 'the options of put must be an object', () => call('put', jane, null)],
  ['options in a Map', 'the options of put must be an object', () => call('put', jane, new Map([['condition', 1]]))],
  ['a Date for options', 'the options of scan must be an object', () => call('scan', new Date(0))],
  [
    'a Map for the writes of a batch',
    'writeMany takes an object { put, delete } with an array for each',
    () => call('writeMany', new Map([['put', [jane]]]), { ignoreVersion: true }),
  ],
  [
    'an option of another call',
    'create has no option ignoreVersion',
    () => call('create', jane, { ignoreVersion: true }),
  ],
  [
    'an unknown option of page',
    'page has no option size',
    () => Reflect.apply(users.scan().page, users.scan(), [{ size: 1 }]),
  ],
  ['an empty list of attributes to read', 'at least one', () => users.get(key, { attributes: [] })],
  ['an undeclared attribute to read', 'has no attribute "x"', () => call('query', key, { attributes: ['x'] })],
  ['a page size of 0', 'pageSize of scan must be a whole number of at least 1', () => users.scan({ pageSize: 0 })],
  ['an invalid page size in page', 'pageSize', () => users.scan().page({ pageSize: 1.5 })],
  ['a page size as text', 'of at least 1', () => Reflect.apply(users.scan, users, [{ pageSize: '5' }])],
  ['an invalid maxItems', 'maxItems', () => users.scan({ maxItems: -1 })],
  ['an invalid maxPages', 'maxPages', () => users.scan({ maxPages: Number.NaN })],
  ['a query without its partition key', 'User.lastName is part of the key, but is missing', () => call('query', {})],
  ['a query by an empty partition key', 'User.lastName', () => users.query({ lastName: '' })],
  [
    'a sort condition on the partition key',
    'User.lastName must be',
    () => call('query', { lastName: beginsWith('S') }),
  ],
  [
    'a query by an attribute that is not part of the key',
    'User.age is not part of the key of the table',
    () => call('query', { lastName: 'Smith', age: 3 }),
  ],
  [
    'an index query by a key of the table',
    'User.lastName is not part of the key of index byEmail',
    () => Reflect.apply(users.index('byEmail').query, users.index('byEmail'), [{ email: 'x', lastName: 'y' }]),
  ],
  [
    'a sort condition of another type',
    'User.age',
    () => Reflect.apply(users.index('byEmail').query, users.index('byEmail'), [{ email: 'x', age: beginsWith('1') }]),
  ],
  ['an unknown index', 'User has no index "byAge"', () => call('index', 'byAge')],
  ['a typo in the name of an index', 'did you mean "byEmail"?', () => call('index', 'byEmial')],
  ['an index with the name of an inherited property', 'has no index "constructor"', () => call('index', 'constructor')],
  [
    'a count with a filter and without a key',
    'count needs a partition key to use filter; to count in the whole table, use scan({ filter }).count()',
    () => call('count', undefined, { filter: () => undefined }),
  ],
  ['keys that are not an array', 'getMany takes an array of keys', () => call('getMany', key)],
  [
    'a batch that is not an array',
    'the option put of the first argument of writeMany must be an array',
    () => call('writeMany', { put: jane }, { ignoreVersion: true }),
  ],
  [
    'an array of entities for a batch',
    'writeMany takes an object { put, delete }',
    () => call('writeMany', [jane], { ignoreVersion: true }),
  ],
  [
    'a batch with an unknown member',
    'the first argument of writeMany has no option update',
    () => call('writeMany', { update: [] }, { ignoreVersion: true }),
  ],
  ['an invalid timeout', 'timeoutMs', () => users.table.ensure({ timeoutMs: Number.NaN })],
  [
    'an attribute to read that is not a string',
    'must be an array of at least one attribute name',
    () => call('get', key, { attributes: [7] }),
  ],
  ['null for an earlier state', 'the option from of save must be an object', () => call('save', jane, { from: null })],
  [
    'a hole in a batch',
    'User must be an object',
    () => call('writeMany', { put: new Array(1) }, { ignoreVersion: true }),
  ],
  [
    'a key that is not an object',
    'User must be an object with its key, { lastName, firstName }',
    () => call('get', 'a'),
  ],
  ['a key without its sort key', 'firstName is part of the key, but is missing', () => call('get', { lastName: 'a' })],
  ['a misspelt option', '; did you mean "consistent"?', () => call('get', key, { consitent: true })],
  [
    'text for a boolean',
    'the option ignoreVersion of put must be true or false',
    () => call('put', jane, { ignoreVersion: 'false' }),
  ],
  ['text for upsert', 'must be true or false', () => call('update', key, { age: 1 }, { upsert: 'no' })],
  ['a number for descending', 'must be true or false', () => call('query', { lastName: 'a' }, { descending: 1 })],
  [
    'an object without the methods of an abort signal',
    'must be an AbortSignal',
    () => call('get', key, { abortSignal: {} }),
  ],
  [
    'an object without the methods of a clock',
    'nowMs() and sleep()',
    () => repository(User, spy, { retry: { clock: Object({}) } }),
  ],
  ['a number as random', 'must be a function', () => repository(User, spy, { retry: { random: Object(1) } })],
  ['an array of options', 'the options of put must be an object', () => call('put', jane, [])],
  ...[
    { kind: 'comparison' },
    { kind: 'comparison', comparator: '=', left: { kind: 'path', steps: ['a'] }, right: 'x' },
    {
      kind: 'comparison',
      comparator: '==',
      left: { kind: 'path', steps: ['a'] },
      right: { kind: 'path', steps: ['b'] },
    },
    { kind: 'not', condition: { kind: 'nope' } },
    { kind: 'and', left: { kind: 'attribute_exists', path: { kind: 'path', steps: [] } } },
    { kind: 'in', operand: { kind: 'path', steps: ['a'] }, candidates: [] },
  ].map((tree): readonly [string, string, () => unknown] => [
    `the incomplete condition ${JSON.stringify(tree)}`,
    'must return a condition',
    () => call('put', jane, { condition: () => tree }),
  ]),
  ...[{ kind: 'set' }, { kind: 'set', path: { kind: 'path', steps: ['a'] }, value: 1 }, { kind: 'add', path: 'a' }].map(
    (tree): readonly [string, string, () => unknown] => [
      `the incomplete action ${JSON.stringify(tree)}`,
      'must return an array of actions',
      () => call('update', key, () => [tree]),
    ],
  ),
  [
    'a consistent count without a key',
    'count needs a partition key to use consistent',
    () => call('count', undefined, { consistent: true }),
  ],
  [
    'an undefined entity, as in an import cycle',
    'a repository needs an entity, but got undefined',
    () => Reflect.apply(repository, undefined, [undefined, spy]),
  ],
  [
    'an undefined entity of a unit of work',
    'UnitOfWork needs an entity, but got undefined',
    () => Reflect.apply(work.create, work, [undefined, jane]),
  ],
  [
    'text as an entity',
    'sizeOf needs an entity, but got a string',
    () => Reflect.apply(sizeOf, undefined, ['User', jane]),
  ],
  [
    'null as an entity',
    'createTableInput needs a table or an entity',
    () => Reflect.apply(createTableInput, undefined, [null]),
  ],
  ['a number as a clock', 'nowMs() and sleep()', () => Reflect.construct(EntityRequests, [User, 5])],
  [
    'null for the requests of a transaction',
    'takes an array of requests',
    () => Reflect.apply(transactGet, undefined, [spy, null]),
  ],
  ['a number as an index', 'User has no index 5', () => call('index', 5)],
  [
    'no member of a collection',
    'needs an entity, but got null',
    () => Reflect.apply(allUsers.query, allUsers, [null, key]),
  ],
  ['an index of no member', 'needs an entity, but got undefined', () => Reflect.apply(allUsers.index, allUsers, [])],
  [
    'a symbol in an undeclared path',
    'is no path',
    () =>
      call('update', key, (_: unknown, undeclared: (...path: unknown[]) => unknown) => [
        undeclared(number(), Symbol('a')),
      ]),
  ],
  ['a missing adapter', 'needs an adapter, such as', () => Reflect.apply(repository, undefined, [User, undefined])],
  [
    'an SDK client instead of an adapter',
    'new AwsDynamoDb({ client }), but got a DynamoDBClient',
    () => Reflect.apply(repository, undefined, [User, new DynamoDBClient({ region: 'eu-west-1' })]),
  ],
];

const test = suite('bad input');

for (const [what, text, attempt] of invalidCalls) {
  test(`${what} is rejected before anything is sent`, async () => {
    const message = await badInput(attempt);
    assert.ok(message.includes(text), message);
    assert.equal(spy.take(), []);
  });
}

test('an error thrown by a callback is passed on, and nothing is sent', async () => {
  const mistake = new RangeError('mine');
  const throwing = () => {
    throw mistake;
  };
  const calls: readonly (() => unknown)[] = [
    () => users.update(key, throwing),
    () => users.put(jane, { condition: throwing }),
    () => users.query({ lastName: 'Smith' }, { filter: throwing }),
  ];
  for (const each of calls) assert.is(await thrown(RangeError, each), mistake);
  assert.equal(spy.take(), []);
});

test('names such as constructor are ordinary attributes', async () => {
  const Odd = entity('Odd', {
    table: 'odd-names',
    attributes: { constructor: string(), toString: number(), hasOwnProperty: string() },
    key: { partition: 'constructor', sort: 'toString' },
  });
  const odd = repository(Odd, new MemoryDynamoDb());
  await odd.table.ensure();
  const stored = await odd.create({ constructor: 'a', toString: 1, hasOwnProperty: 'x' });
  assert.equal(Object.entries(stored), [
    ['constructor', 'a'],
    ['toString', 1],
    ['hasOwnProperty', 'x'],
  ]);
  const updated = await odd.update({ constructor: 'a', toString: 1 }, { hasOwnProperty: 'y' });
  assert.is(updated.hasOwnProperty, 'y');
  assert.is(await odd.get({ constructor: 'b', toString: 1 }), undefined);
});

test('null is stored if the attribute is nullable, and differs from absence', async () => {
  await users.table.ensure();
  const created = await users.create({ ...jane, nick: null });
  assert.is(created.nick, null);
  assert.is((await users.save({ ...created, nick: undefined })).nick, undefined);
  spy.take();
});

test.run();
