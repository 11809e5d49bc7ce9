import {
  anyValue,
  bigint,
  binary,
  binarySet,
  boolean,
  computed,
  createdAt,
  custom,
  DynarepoError,
  decimal,
  entity,
  epochSeconds,
  isoDate,
  json,
  list,
  map,
  mapUnion,
  number,
  numberSet,
  openMap,
  record,
  repository,
  string,
  stringSet,
  ttl,
  tuple,
  union,
  updatedAt,
  version,
} from 'dynarepo';
import { fromJson, type JsonObject, toJson } from 'dynarepo/json';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { suite } from '../support/suite.ts';
import { badInput } from './open-repository.ts';

const name = string();
const User = entity('User', {
  table: 'users',
  attributes: {
    id: string(),
    name,
    label: computed(string(), { name }, (it) => it.name.toUpperCase()),
    secret: string().hidden(),
    role: string().default('reader'),
    team: string().readOnly().optional(),
    tags: stringSet().optional(),
    scores: numberSet().optional(),
    photo: binary().optional(),
    parts: binarySet().optional(),
    balance: bigint().optional(),
    price: decimal().optional(),
    born: isoDate().optional(),
    seen: epochSeconds().optional(),
    address: map({ street: string().storedAs('s'), zip: string().optional() }).optional(),
    open: openMap({ zip: string() }).optional(),
    point: tuple(number(), number()).optional(),
    shape: mapUnion('kind', { circle: { radius: bigint() }, square: { side: isoDate() } }).optional(),
    visits: record(isoDate()).optional(),
    note: string().nullable().optional(),
    settings: json<unknown>().optional(),
    any: anyValue().optional(),
    link: custom(string(), { encode: (url: URL) => url.href, decode: (text) => new URL(text) }).optional(),
    expires: ttl().optional(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    version: version(),
  },
  key: { partition: 'id' },
});
const noon = new Date('2024-05-01T12:00:00.000Z');
const written = { label: 'JANE', createdAt: noon, updatedAt: noon, version: 1 };
const jane = { id: 'u1', name: 'Jane', role: 'reader', ...written };

const test = suite('JSON of entities');

test('values that JSON lacks are texts and arrays', () => {
  const given = {
    ...jane,
    tags: new Set(['a', 'b']),
    scores: new Set([1, 2.5]),
    photo: new Uint8Array([1, 2, 255]),
    parts: [new Uint8Array([1])],
    balance: 2n ** 70n,
    price: '0.10',
    born: noon,
    seen: noon,
    address: { street: 'High Street' },
    open: { zip: '1', floor: 2n ** 60n, gates: new Set([1]) },
    point: [1, 2] as const,
    shape: { kind: 'circle', radius: 5n } as const,
    visits: { first: noon },
    note: null,
    settings: { deep: [1, null] },
    any: { $set: new Set(['x']) },
    link: new URL('https://example.org/'),
    expires: noon,
  };
  const expected: JsonObject = {
    id: 'u1',
    name: 'Jane',
    role: 'reader',
    label: 'JANE',
    createdAt: '2024-05-01T12:00:00.000Z',
    updatedAt: '2024-05-01T12:00:00.000Z',
    version: 1,
    tags: ['a', 'b'],
    scores: [1, 2.5],
    photo: 'AQL/',
    parts: ['AQ=='],
    balance: '1180591620717411303424',
    price: '0.1',
    born: '2024-05-01T12:00:00.000Z',
    seen: '2024-05-01T12:00:00.000Z',
    address: { street: 'High Street' },
    open: { zip: '1', floor: { $number: '1152921504606846976' }, gates: { $set: [1] } },
    point: [1, 2],
    shape: { kind: 'circle', radius: '5' },
    visits: { first: '2024-05-01T12:00:00.000Z' },
    note: null,
    settings: { deep: [1, null] },
    any: { $map: { $set: { $set: ['x'] } } },
    link: 'https://example.org/',
    expires: '2024-05-01T12:00:00.000Z',
  };
  assert.equal(toJson(User, given), expected);
  assert.equal(fromJson(User, expected), { ...given, price: '0.1' });
});

test('an entity as a repository returns it is that of its JSON', async () => {
  const users = repository(User, new MemoryDynamoDb());
  await users.table.ensure();
  const stored = await users.create({ id: 'u1', name: 'Jane', secret: 'x', tags: new Set(['a']), expires: noon });
  const text = JSON.stringify(toJson(User, stored));
  assert.equal(fromJson(User, JSON.parse(text)), stored);
  assert.not.match(text, 'secret');
});

test('some attributes are the JSON of these', () => {
  assert.equal(toJson(User, { tags: new Set() }), { tags: [] });
  assert.equal(toJson(User, { id: 'u1', note: undefined }), { id: 'u1' });
  assert.equal(toJson(User, {}), {});
});

test('hidden attributes are left out, unless they are asked for', () => {
  const given = { id: 'u1', name: 'Jane', secret: 'x' };
  assert.equal(toJson(User, given), { id: 'u1', name: 'Jane' });
  assert.equal(toJson(User, given, { hidden: true }), given);
});

test('the JSON of a new entity has what create takes', async () => {
  const body = { id: 'u1', name: 'Jane', secret: 'x', team: 'red' };
  assert.equal(fromJson(User, body, { as: 'new' }), body);
  const given = { ...body, expires: '2024-05-01T12:00:00Z', any: { $binary: 'AQI=' } };
  const expected = { ...body, expires: noon, any: new Uint8Array([1, 2]) };
  assert.equal(fromJson(User, given, { as: 'new' }), expected);
  for (const own of ['label', 'createdAt', 'updatedAt', 'version']) {
    const message = await badInput(() => fromJson(User, { ...body, [own]: 'x' }, { as: 'new' }));
    assert.is(message, `User can't have ${own} here: only dynarepo sets it`);
  }
  const message = await badInput(() => fromJson(User, { id: 'u1', name: 'Jane' }, { as: 'new' }));
  assert.is(message, 'User.secret is required, but is missing');
});

test('the JSON of changes has what update takes', async () => {
  const changes = { name: 'J.', secret: 'y', note: null };
  assert.equal(fromJson(User, changes, { as: 'changes' }), changes);
  assert.equal(fromJson(User, {}, { as: 'changes' }), {});
  const rejected = { id: 'it is part of the key', team: 'it is read-only', version: 'only dynarepo sets it' };
  for (const [own, reason] of Object.entries(rejected)) {
    const message = await badInput(() => fromJson(User, { [own]: 'x' }, { as: 'changes' }));
    assert.is(message, `User can't have ${own} here: ${reason}`);
  }
});

test('absent attributes have the values that they are read with', async () => {
  const { role: _role, version: _version, ...others } = jane;
  assert.equal(fromJson(User, toJson(User, others)), { ...jane, version: 0 });
  const { name: _name, ...nameless } = jane;
  assert.is(await badInput(() => fromJson(User, toJson(User, nameless))), 'User.name is required, but is missing');
});

test('JSON from outside is rejected with the path to what is wrong', async () => {
  const wrong: readonly (readonly [object, string])[] = [
    [{ nmae: 'x' }, 'User has no attribute "nmae"; did you mean "name"?'],
    [JSON.parse('{"__proto__":{"id":"x"}}'), 'User has no attribute "__proto__"'],
    [{ constructor: 'x' }, 'User has no attribute "constructor"'],
    [{ name: 7 }, 'User.name must be a string, but is a number'],
    [{ name: null }, 'User.name must be a string, but is null'],
    [{ tags: 'a' }, 'User.tags must be an array, for a set, but is a string'],
    [{ tags: ['a', 'a'] }, 'User.tags contains the same member twice, which a set cannot'],
    [{ tags: ['a', 1] }, 'User.tags[1] must be a string, but is a number'],
    [{ scores: [0, -0] }, 'User.scores contains the same member twice, which a set cannot'],
    [{ scores: ['NaN'] }, 'User.scores[0] must be a number, but is a string'],
    [{ scores: [2 ** 53] }, 'User.scores[0] is 9007199254740992, but integers beyond 2^53 are not exact'],
    [{ photo: 'A' }, 'User.photo must be bytes as text in base64, with padding'],
    [{ photo: 'AAAA'.repeat(200_000) }, 'User.photo has more than the 409600 bytes that an item can have'],
    [{ photo: [1] }, 'User.photo must be bytes as text in base64, with padding'],
    [{ parts: ['AQ==', 'AR=='] }, 'User.parts contains the same member twice'],
    [{ balance: 5 }, 'User.balance must be a whole number as text, such as "12345678901234567890"'],
    [{ balance: '0x10' }, 'User.balance must be a whole number as text'],
    [{ balance: '' }, 'User.balance must be a whole number as text'],
    [{ balance: '9'.repeat(39) }, 'User.balance is "999'],
    [{ balance: '9'.repeat(1_000_000) }, 'User.balance must be a whole number as text'],
    [{ price: 'NaN' }, 'User.price is "NaN", which is not a number'],
    [{ price: 0.1 }, 'User.price must be the text of a number, but is a number'],
    [{ born: '2024-02-30T00:00:00.000Z' }, 'User.born must be a time in UTC such as "2024-05-01T12:00:00.000Z"'],
    [{ born: '2024-05-01' }, 'User.born must be a time in UTC'],
    [{ born: '2024-05-01T12:00:00+02:00' }, 'User.born must be a time in UTC'],
    [{ born: '+010000-01-01T00:00:00.000Z' }, 'User.born is +010000-01-01T00:00:00.000Z, but isoDate() supports'],
    [{ born: 1_714_564_800_000 }, 'User.born must be a time as text, but is a number'],
    [{ seen: '2024-05-01T12:00:00.500Z' }, 'User.seen has milliseconds'],
    [{ expires: '+275760-09-13T00:00:00.000Z' }, 'User.expires is 8640000000000, but must be seconds since 1970'],
    [{ address: { street: 7 } }, 'User.address.street must be a string, but is a number'],
    [{ address: { s: 'x' } }, 'User.address has no attribute "s"'],
    [{ address: [] }, 'User.address must be an object, but is an array'],
    [
      { open: { zip: '1', s: { $set: [] } } },
      'User.open.s must be a Set of only strings, only numbers or only Uint8Array',
    ],
    [{ open: { zip: '1', s: { $sets: ['a'] } } }, 'User.open.s has the unknown tag "$sets"'],
    [{ point: [1, 2, 3] }, 'User.point must be an array of 2, but has 3'],
    [{ point: { 0: 1 } }, 'User.point must be an array of 2, but is an object'],
    [{ shape: { kind: 'cube' } }, 'User.shape.kind must be one of "circle", "square", but is "cube"'],
    [{ shape: { kind: 'circle', radius: 5 } }, 'User.shape.radius must be a whole number as text'],
    [{ visits: { '': '2024-05-01T12:00:00.000Z' } }, 'User.visits has an empty name'],
    [{ any: { $number: 'NaN' } }, 'User.any has $number, which must be the text of a number'],
    [{ any: { $map: [] } }, 'User.any has $map, which must be an object'],
    [{ any: { $set: [1, 'a'] } }, 'User.any must be a Set of only strings'],
    [{ link: 'no URL' }, 'User.link cannot be read: Invalid URL'],
  ];
  for (const [members, expected] of wrong) {
    const message = await badInput(() => fromJson(User, members, { as: 'changes' }));
    assert.ok(message.startsWith(expected), `${message} is not ${expected}`);
  }
  for (const other of [null, undefined, [], 7, noon, new Map()]) {
    assert.match(await badInput(() => fromJson(User, other)), 'User must be an object, but is');
  }
});

test('a text has to be parsed first', async () => {
  const message = await badInput(() => fromJson(User, '{"id":"u1"}'));
  assert.is(message, 'User must be an object, as JSON.parse returns it, but is a string');
});

test('names of the members of objects are data', () => {
  const visits = JSON.parse('{"__proto__":"2024-05-01T12:00:00.000Z","constructor":"2024-05-01T12:00:00.000Z"}');
  const parsed = fromJson(User, { visits, any: JSON.parse('{"__proto__":{"x":1}}') }, { as: 'changes' });
  assert.equal(Object.keys(parsed.visits ?? {}), ['__proto__', 'constructor']);
  assert.is(Object.getPrototypeOf(parsed.visits), Object.prototype);
  assert.is(JSON.stringify(toJson(User, { any: parsed.any })), '{"any":{"__proto__":{"x":1}}}');
});

test('a value that does not match the definition has no JSON', async () => {
  assert.match(await badInput(() => toJson(User, { ...jane, version: -1 })), 'a version must be a whole number');
  assert.match(await badInput(() => toJson(User, { born: new Date(Number.NaN) })), 'User.born is an invalid Date');
  assert.match(await badInput(() => Reflect.apply(toJson, undefined, [User, { nmae: 'x' }])), 'no attribute "nmae"');
  assert.match(await badInput(() => Reflect.apply(toJson, undefined, [User, null])), 'User must be an object');
  assert.match(await badInput(() => Reflect.apply(toJson, undefined, [undefined, jane])), 'toJson needs an entity');
});

test('options are checked', async () => {
  for (const as of ['newer', null, 7]) {
    const call = () => Reflect.apply(fromJson, undefined, [User, {}, { as }]);
    assert.is(await badInput(call), "the option as of fromJson must be 'entity', 'new' or 'changes'");
  }
  assert.match(await badInput(() => Reflect.apply(toJson, undefined, [User, jane, { hidden: 'yes' }])), 'hidden');
  assert.match(await badInput(() => Reflect.apply(toJson, undefined, [User, jane, { hide: true }])), 'no option hide');
});

test('validators check what is written, not its JSON, and run once', async () => {
  let runs = 0;
  const trimmed = z.string().transform((text) => {
    runs += 1;
    return `${text}!`;
  });
  const Note = entity('Note', {
    table: 'notes',
    attributes: { id: string(), text: string().validate(trimmed), parts: list(string().validate(trimmed)) },
    key: { partition: 'id' },
  });
  const notes = repository(Note, new MemoryDynamoDb());
  await notes.table.ensure();
  const parsed = fromJson(Note, { id: 'n1', text: 'a', parts: ['b'] }, { as: 'new' });
  assert.equal(parsed, { id: 'n1', text: 'a', parts: ['b'] });
  const stored = await notes.create(parsed);
  assert.equal(stored, { id: 'n1', text: 'a!', parts: ['b!'] });
  assert.equal(toJson(Note, stored), stored);
  assert.is(runs, 2);
});

test('a member of a union has its own attributes', async () => {
  const circle = entity('Circle', {
    table: 'shapes',
    attributes: { id: string(), size: bigint() },
    key: { partition: 'id' },
  });
  const square = entity('Square', {
    table: 'shapes',
    attributes: { id: string(), on: boolean() },
    key: { partition: 'id' },
  });
  const Shape = union('Shape', { by: 'kind', members: { circle, square } });
  const given = { kind: 'circle', id: 'a', size: 5n } as const;
  assert.equal(toJson(Shape, given), { kind: 'circle', id: 'a', size: '5' });
  assert.equal(fromJson(Shape, { kind: 'circle', id: 'a', size: '5' }), given);
  assert.equal(toJson(Shape, { id: 'a' }), { id: 'a' });
  assert.match(await badInput(() => fromJson(Shape, { id: 'a' })), 'Shape.kind is required: circle or square');
  assert.match(await badInput(() => fromJson(Shape, { kind: 'cube', id: 'a' })), 'Shape.kind must be one of');
  assert.match(await badInput(() => fromJson(Shape, { kind: 'square', id: 'a', size: '5' })), 'no attribute "size"');
  const tag = () => fromJson(Shape, { kind: 'circle' }, { as: 'changes' });
  assert.is(await badInput(tag), "Shape can't have kind here: it states the member of the union");
});

test('the cause of an error is kept', () => {
  try {
    fromJson(User, { link: 'no URL' }, { as: 'changes' });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, DynarepoError);
    assert.is(Reflect.get(Object(Reflect.get(Object(error), 'cause')), 'code'), 'BAD_STORED_VALUE');
  }
});

test.run();
