import fc from 'fast-check';
import * as assert from 'uvu/assert';
import {
  bigint,
  binary,
  binarySet,
  boolean,
  epochMilliseconds,
  epochSeconds,
  isoDate,
  json,
  list,
  map,
  nullValue,
  number,
  numberSet,
  oneOf,
  record,
  string,
  stringSet,
  version,
} from '../../../src/domain/entity/attributes.ts';
import { entity } from '../../../src/domain/entity/entity.ts';
import { decodeItem, encodeEntity, encodeKey, keyOf, versionOf } from '../../../src/domain/entity/entity-codec.ts';
import { suite } from '../../support/suite.ts';
import { messageThrown } from './thrown.ts';

const test = suite('entities and items');

const User = entity('User', {
  table: 'users',
  attributes: {
    lastName: string().storedAs('ln'),
    firstName: string(),
    age: number().optional(),
    tags: stringSet().optional(),
    address: map({ zip: string().storedAs('z'), lines: list(map({ text: string().storedAs('t') })) }).optional(),
    active: boolean().default(true),
    version: version().storedAs('v'),
  },
  key: { partition: 'lastName', sort: 'firstName' },
});

const jane = { lastName: 'Smith', firstName: 'Jane', active: true, version: 3 };
const janeStored = { ln: { S: 'Smith' }, firstName: { S: 'Jane' }, active: { BOOL: true }, v: { N: '3' } };
const violation = (value: unknown) => messageThrown('BAD_INPUT', () => encodeEntity(User, value));
const keyViolation = (key: unknown) => messageThrown('BAD_INPUT', () => encodeKey(User, key));

test('attributes are stored under their stored names at any depth, and read back', () => {
  const given = { ...jane, address: { zip: '1', lines: [{ text: 'a' }] } };
  const stored = { ...janeStored, address: { M: { z: { S: '1' }, lines: { L: [{ M: { t: { S: 'a' } } }] } } } };
  assert.equal(encodeEntity(User, given), stored);
  assert.equal(decodeItem(User, stored), given);
});

test('undefined and an empty set of an optional attribute are not stored', () => {
  assert.equal(encodeEntity(User, { ...jane, age: undefined, tags: new Set() }), janeStored);
  assert.equal(Object.keys(decodeItem(User, janeStored)), ['lastName', 'firstName', 'active', 'version']);
});

test('a version is stored if present, and a missing one reads as 0', () => {
  const { v, ...unversioned } = janeStored;
  assert.equal(encodeEntity(User, { ...jane, version: undefined }), unversioned);
  assert.is(decodeItem(User, unversioned).version, 0);
  assert.is(versionOf(User, jane), 3);
  assert.is(versionOf(User, { lastName: 'Smith' }), undefined);
  assert.is(
    messageThrown('BAD_INPUT', () => versionOf(User, { version: '3' })),
    'User.version must be a number, but is a string',
  );
  assert.is(
    messageThrown('BAD_INPUT', () => versionOf(User, { version: 1.5 })),
    'User.version is 1.5, but a version must be a whole number from 0',
  );
});

test('an undeclared attribute is rejected when writing and ignored when reading', () => {
  assert.is(violation({ ...jane, aeg: 1 }), 'User has no attribute "aeg"; did you mean "age"?');
  assert.is(violation({ ...jane, toString: 1 }), 'User has no attribute "toString"');
  assert.is(violation(JSON.parse('{"__proto__": 1}')), 'User has no attribute "__proto__"');
  assert.equal(decodeItem(User, { ...janeStored, other: { S: 'x' }, lastName: { S: 'y' } }), jane);
});

test('an entity must be an object with every required attribute', () => {
  for (const given of [undefined, null, 'Smith', [jane], new Map()])
    assert.match(violation(given), /^User must be an obj/);
  assert.is(violation({ lastName: 'Smith' }), 'User.firstName is required, but is missing');
  assert.is(violation({ ...jane, firstName: null }), 'User.firstName must be a string, but is null');
  assert.is(
    violation({ ...jane, address: { zip: '1', lines: [{}] } }),
    'User.address.lines[0].text is required, but is missing',
  );
  const inherited = Object.create({ firstName: 'Jane' });
  assert.is(violation(Object.assign(inherited, { lastName: 'Smith' })), 'User.firstName is required, but is missing');
});

test('an item without a required attribute or with a value of another type is rejected', () => {
  const { firstName, ...incomplete } = janeStored;
  const readViolation = (item: typeof janeStored | typeof incomplete) =>
    messageThrown('BAD_STORED_VALUE', () => decodeItem(User, item));
  assert.is(
    readViolation(incomplete),
    'User { lastName: "Smith" }: User.firstName is required, but is missing from the stored item',
  );
  assert.is(
    messageThrown('BAD_STORED_VALUE', () => decodeItem(User, { ...janeStored, ln: { N: '1' } })),
    'User { lastName: 1, firstName: "Jane" }: User.lastName is stored with type N, but type S is expected',
  );
});

test('a stored NULL reads as absence only where absence is allowed', () => {
  assert.equal(decodeItem(User, { ...janeStored, age: { NULL: true }, active: { NULL: true } }), jane);
  assert.is(
    messageThrown('BAD_STORED_VALUE', () => decodeItem(User, { ...janeStored, ln: { NULL: true } })),
    'User { lastName: {"NULL":true}, firstName: "Jane" }: User.lastName is stored with type NULL, but type S is expected',
  );
});

test('a selection of attributes is read from a partial item', () => {
  const keys = { ln: { S: 'Smith' }, firstName: { S: 'Jane' } };
  assert.equal(decodeItem(User, keys, new Set(['lastName', 'firstName'])), { lastName: 'Smith', firstName: 'Jane' });
});

test('a key is taken from a bare key or from an entity', () => {
  const stored = { ln: { S: 'Smith' }, firstName: { S: 'Jane' } };
  assert.equal(encodeKey(User, { lastName: 'Smith', firstName: 'Jane' }), stored);
  assert.equal(encodeKey(User, jane), stored);
  assert.equal(keyOf(User, jane), { lastName: 'Smith', firstName: 'Jane' });
});

test('a key attribute that is missing, empty or of another type is rejected', () => {
  assert.is(keyViolation({ lastName: 'Smith' }), 'User.firstName is part of the key, but is missing');
  assert.is(keyViolation({ lastName: '', firstName: 'Jane' }), 'User.lastName is part of the key, but is empty');
  assert.is(keyViolation({ lastName: 1, firstName: 'Jane' }), 'User.lastName must be a string, but is a number');
  assert.is(
    keyViolation({ lastName: 'Smith', fristName: 'Jane' }),
    'User has no attribute "fristName"; did you mean "firstName"?',
  );
  assert.is(keyViolation('Smith'), 'User must be an object with its key, { lastName, firstName }, but is a string');
  assert.is(violation({ ...jane, lastName: '' }), 'User.lastName is part of the key, but is empty');
  const Blob = entity('Blob', { table: 'blobs', attributes: { id: binary() }, key: { partition: 'id' } });
  assert.is(
    messageThrown('BAD_INPUT', () => encodeKey(Blob, { id: new Uint8Array() })),
    'Blob.id is part of the key, but is empty',
  );
});

test('a default replaces a missing value when writing and reading, with a new value each time', () => {
  let calls = 0;
  const makeTags = () => {
    calls += 1;
    return new Set(['new']);
  };
  const Item = entity('Item', {
    table: 'items',
    attributes: {
      id: string().default(() => 'made'),
      count: number().default(0),
      tags: stringSet().default(makeTags),
      note: string().nullable().default(null),
      size: map({ width: number().default(1) }).default(() => ({})),
    },
    key: { partition: 'id' },
  });
  const filled = { id: 'made', count: 0, tags: new Set(['new']), note: null, size: { width: 1 } };
  const stored = {
    id: { S: 'made' },
    count: { N: '0' },
    tags: { SS: ['new'] },
    note: { NULL: true },
    size: { M: { width: { N: '1' } } },
  };
  assert.equal(encodeEntity(Item, {}), stored);
  const [first, second] = [decodeItem(Item, {}), decodeItem(Item, {})];
  assert.equal(first, filled);
  assert.equal(second, filled);
  assert.is.not(first.tags, second.tags);
  assert.is(calls, 3);
  assert.is(encodeEntity(Item, { ...filled, count: 5 }).count?.N, '5');
  assert.is(encodeEntity(Item, { ...filled, note: null }).note?.NULL, true);
});

test('a default does not complete the key of a read', () => {
  const Item = entity('Item', {
    table: 'items',
    attributes: { id: string().default(() => 'made') },
    key: { partition: 'id' },
  });
  assert.is(
    messageThrown('BAD_INPUT', () => encodeKey(Item, {})),
    'Item.id is part of the key, but is missing',
  );
});

test('an empty set is accepted only if its absence reads back as one', () => {
  const sets = (attribute: 'required' | 'empty' | 'other') => {
    const tags = {
      required: stringSet(),
      empty: stringSet().default(() => new Set()),
      other: stringSet().default(() => new Set(['x'])),
    };
    return entity('Item', {
      table: 'items',
      attributes: { id: string(), tags: tags[attribute] },
      key: { partition: 'id' },
    });
  };
  const given = { id: 'a', tags: new Set<string>() };
  const stored = encodeEntity(sets('empty'), given);
  assert.equal(stored, { id: { S: 'a' } });
  assert.equal(decodeItem(sets('empty'), stored), given);
  for (const attribute of ['required', 'other'] as const) {
    assert.is(
      messageThrown('BAD_INPUT', () => encodeEntity(sets(attribute), given)),
      'Item.tags must not be empty: DynamoDB cannot store an empty set',
    );
  }
});

test('an invalid default is rejected when it is used', () => {
  const Item = entity('Item', {
    table: 'items',
    attributes: { id: string(), count: number().default(() => Number.NaN) },
    key: { partition: 'id' },
  });
  const message = 'Item.count is NaN, which DynamoDB cannot store';
  assert.is(
    messageThrown('BAD_INPUT', () => encodeEntity(Item, { id: 'a' })),
    message,
  );
  assert.is(
    messageThrown('BAD_INPUT', () => decodeItem(Item, { id: { S: 'a' } })),
    message,
  );
});

const Everything = entity('Everything', {
  table: 'everything',
  attributes: {
    id: string(),
    number: number(),
    bigint: bigint(),
    boolean: boolean(),
    binary: binary(),
    nothing: nullValue(),
    json: json(),
    isoDate: isoDate(),
    seconds: epochSeconds(),
    milliseconds: epochMilliseconds(),
    state: oneOf('open', 'closed'),
    strings: stringSet().optional(),
    numbers: numberSet().optional(),
    binaries: binarySet().optional(),
    list: list(record(number().nullable())),
    map: map({ inner: map({ note: string().optional() }).storedAs('i') }).nullable(),
    version: version(),
  },
  key: { partition: 'id' },
});

const dates = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const safeNumbers = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, min: -1e15, max: 1e15 })
    .filter((value) => !Object.is(value, -0) && (value === 0 || Math.abs(value) > 1e-100)),
);
const byteArrays = fc.uint8Array({ maxLength: 4 });
const entities = fc.record(
  {
    id: fc.string({ minLength: 1 }),
    number: safeNumbers,
    bigint: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    boolean: fc.boolean(),
    binary: byteArrays,
    nothing: fc.constant(null),
    json: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
    isoDate: dates,
    seconds: dates.map((value) => new Date(Math.floor(value.getTime() / 1000) * 1000)),
    milliseconds: dates,
    state: fc.constantFrom('open', 'closed'),
    strings: fc.uniqueArray(fc.string(), { minLength: 1 }).map((members) => new Set(members)),
    numbers: fc.uniqueArray(safeNumbers, { minLength: 1 }).map((members) => new Set(members)),
    binaries: fc.uniqueArray(byteArrays, { minLength: 1, selector: String }),
    list: fc.array(fc.dictionary(fc.string({ minLength: 1 }), fc.option(safeNumbers), { noNullPrototype: true })),
    map: fc.option(
      fc.record(
        { inner: fc.record({ note: fc.string() }, { requiredKeys: [], noNullPrototype: true }) },
        { noNullPrototype: true },
      ),
    ),
    version: fc.nat(),
  },
  {
    requiredKeys: [
      'id',
      'number',
      'bigint',
      'boolean',
      'binary',
      'nothing',
      'json',
      'isoDate',
      'seconds',
      'milliseconds',
      'state',
      'list',
      'map',
      'version',
    ],
    noNullPrototype: true,
  },
);

test('a stored entity reads back unchanged', () => {
  fc.assert(
    fc.property(entities, (given) => {
      assert.equal(decodeItem(Everything, encodeEntity(Everything, given)), given);
    }),
    { numRuns: 200 },
  );
});

test.run();
