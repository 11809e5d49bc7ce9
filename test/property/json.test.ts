import { inspect, isDeepStrictEqual } from 'node:util';
import {
  type AnyEntity,
  anyValue,
  bigint,
  bigintSet,
  binary,
  binarySet,
  boolean,
  computed,
  createdAt,
  custom,
  dateText,
  decimal,
  decimalSet,
  decodeItem,
  encodeEntity,
  entity,
  epochMilliseconds,
  epochSeconds,
  type Item,
  isoDate,
  json,
  list,
  map,
  mapUnion,
  migrated,
  nullValue,
  number,
  numberSet,
  olderForm,
  oneOf,
  openMap,
  record,
  string,
  stringSet,
  ttl,
  tuple,
  union,
  updatedAt,
  version,
} from 'dynarepo';
import { fromJson, itemFromDynamoDbJson, itemFromJson, itemToDynamoDbJson, itemToJson, toJson } from 'dynarepo/json';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeAny, encodeAny } from '../../src/domain/entity/codecs/any-codec.ts';
import { suite } from '../support/suite.ts';
import { items } from './arbitraries/attribute-values.ts';
import { canonicalNumbers } from './arbitraries/numbers.ts';

/** An application's own type. */
class Price {
  readonly cents: bigint;

  constructor(cents: bigint) {
    this.cents = cents;
  }
}

const kinds = {
  string: string(),
  state: oneOf('open', '$set'),
  number: number(),
  bigint: bigint(),
  decimal: decimal(),
  boolean: boolean(),
  binary: binary(),
  nothing: nullValue(),
  json: json(),
  isoDate: isoDate(),
  python: dateText('pynamodb'),
  seconds: epochSeconds(),
  milliseconds: epochMilliseconds(),
  strings: stringSet(),
  numbers: numberSet(),
  bigints: bigintSet(),
  decimals: decimalSet(),
  binaries: binarySet(),
  tuple: tuple(isoDate(), bigint(), binary()),
  union: mapUnion('kind', { at: { at: epochSeconds() }, sum: { sum: bigint(), of: list(decimal()).optional() } }),
  open: openMap({ at: isoDate().storedAs('a'), big: bigint().optional() }),
  any: anyValue(),
  price: custom(bigint(), { encode: (price: Price) => price.cents, decode: (cents) => new Price(cents) }),
  period: custom(map({ from: isoDate(), days: number() }), {
    encode: (text: string) => ({ from: new Date(text), days: 2 }),
    decode: ({ from }) => from.toISOString(),
  }),
  older: migrated(
    isoDate(),
    olderForm(number(), (seconds) => new Date(seconds * 1000)),
  ),
};
/** Each kind by itself, and in what can contain it. */
const Everything = entity('Everything', {
  table: 'everything',
  attributes: {
    id: string(),
    ...kinds,
    list: list(map(kinds)),
    record: record(map({ price: kinds.price.nullable(), at: isoDate().nullable(), bytes: binarySet().optional() })),
    nullable: list(bigint().nullable()),
    optional: map({ any: anyValue().optional(), big: bigint().optional(), at: epochSeconds().optional() }),
    ordinary: stringSet().default(() => new Set()),
    label: computed(string(), { string: kinds.string }, (it) => `label ${it.string}`),
    expires: ttl().optional(),
    created: createdAt(epochMilliseconds()),
    updated: updatedAt(),
    version: version(),
  },
  key: { partition: 'id' },
});
const Circle = entity('Circle', {
  table: 'shapes',
  attributes: { id: string(), size: bigint() },
  key: { partition: 'id' },
});
const Square = entity('Square', {
  table: 'shapes',
  attributes: { id: string(), side: isoDate() },
  key: { partition: 'id' },
});
const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });

const texts = fc.string({ unit: 'grapheme', maxLength: 4 });
const names = fc.oneof(
  texts.filter((text) => text !== ''),
  fc.constantFrom('__proto__', 'constructor', '$set', '$map'),
);
const doubles = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => value === 0 || (Math.abs(value) > 1e-130 && Math.abs(value) < 1e125))
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const numbers = fc.oneof(fc.maxSafeInteger(), doubles, fc.constantFrom(-0, Number.MAX_SAFE_INTEGER, 1e-130));
const bigints = fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n });
const bytes = fc.uint8Array({ maxLength: 6 });
const dates = (min: string, max: string) => fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
const isoDates = dates('0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z');
const seconds = dates('0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z').map(
  (date) => new Date(Math.floor(date.getTime() / 1000) * 1000),
);
const allDates = fc.oneof(fc.date({ noInvalidDate: true }), fc.constantFrom(new Date(8.64e15), new Date(-8.64e15)));
const setOf = <T>(members: fc.Arbitrary<T>) =>
  fc.uniqueArray(members, { minLength: 1, maxLength: 3, selector: String }).map((list) => new Set(list));
const plain = items.map((item) => decodeAny({ M: item }, { segment: 'any' }));
const others = items.map((item) => Object(decodeAny({ M: item }, { segment: 'open' })));

const kindValues = {
  string: texts,
  state: fc.constantFrom('open', '$set'),
  number: numbers,
  bigint: bigints,
  decimal: canonicalNumbers,
  boolean: fc.boolean(),
  binary: bytes,
  nothing: fc.constant(null),
  json: fc.jsonValue({ maxDepth: 3 }).map(withoutNegativeZero),
  isoDate: isoDates,
  python: isoDates,
  seconds,
  milliseconds: allDates,
  strings: setOf(texts),
  numbers: setOf(numbers.map((value) => value + 0)),
  bigints: setOf(bigints),
  decimals: setOf(canonicalNumbers),
  binaries: fc.uniqueArray(bytes, { minLength: 1, maxLength: 3, selector: String }),
  tuple: fc.tuple(isoDates, bigints, bytes),
  union: fc.oneof(
    seconds.map((at) => ({ kind: 'at', at })),
    fc
      .record(
        { sum: bigints, of: fc.array(canonicalNumbers, { maxLength: 2 }) },
        { requiredKeys: ['sum'], noNullPrototype: true },
      )
      .map((sum) => ({ kind: 'sum', ...sum })),
  ),
  open: fc
    .tuple(fc.record({ at: isoDates, big: bigints }, { requiredKeys: ['at'], noNullPrototype: true }), others)
    .map(([own, { at: _at, a: _a, big: _big, ...rest }]) => ({ ...rest, ...own })),
  any: plain,
  price: bigints.map((cents) => new Price(cents)),
  period: isoDates.map((date) => date.toISOString()),
  older: isoDates,
};
const part = fc.record(kindValues, { noNullPrototype: true });
const everything = fc.record(
  {
    id: texts.filter((text) => text !== ''),
    ...kindValues,
    list: fc.array(part, { maxLength: 2 }),
    record: fc.dictionary(
      names,
      fc.record(
        { price: fc.option(kindValues.price), at: fc.option(isoDates), bytes: kindValues.binaries },
        { requiredKeys: ['price', 'at'], noNullPrototype: true },
      ),
      { maxKeys: 3, noNullPrototype: true },
    ),
    nullable: fc.array(fc.option(bigints), { maxLength: 3 }),
    optional: fc.record({ any: plain, big: bigints, at: seconds }, { requiredKeys: [], noNullPrototype: true }),
    ordinary: fc.oneof(setOf(texts), fc.constant(new Set<string>())),
    expires: seconds,
    created: allDates,
    updated: isoDates,
    version: fc.nat(),
  },
  {
    requiredKeys: [
      'id',
      'created',
      'updated',
      'version',
      'list',
      'record',
      'nullable',
      'optional',
      ...Object.keys(kindValues),
    ] as never[],
  },
);

const test = suite('JSON');

test('an entity as read is that of its JSON, with attributes of every kind', () =>
  fc.assert(
    fc.property(everything, (value) => checkRoundTrip(Everything, value)),
    { numRuns: 300 },
  ));

test('an entity of a union is that of its JSON', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), bigints, isoDates, (id, size, side) => {
      checkRoundTrip(Shape, { kind: 'circle', id, size });
      checkRoundTrip(Shape, { kind: 'square', id, side });
    }),
  ));

test('a new entity and changes are those of their JSON', () =>
  fc.assert(
    fc.property(everything, ({ created: _created, updated: _updated, version: _version, ...value }) => {
      const given = Object(withoutNegativeZero(value));
      const text = JSON.stringify(toJson(Everything, given));
      const created = fromJson(Everything, JSON.parse(text), { as: 'new' });
      same(created, given);
      const { id: _id, ...changes } = given;
      const { id: _omitted, ...others } = JSON.parse(text);
      same(fromJson(Everything, others, { as: 'changes' }), changes);
    }),
  ));

test('an item without a schema is that of its JSON, as it is stored', () =>
  fc.assert(
    fc.property(items, (item) => {
      const value = decodeAny({ M: item }, { segment: 'item' });
      const read = itemFromJson(JSON.parse(JSON.stringify(itemToJson(Object(value)))));
      same(read, value);
      same(encodeAny(read, { segment: 'item' }), encodeAny(value, { segment: 'item' }));
    }),
  ));

test("an item is that of its JSON in DynamoDB's form", () =>
  fc.assert(
    fc.property(items, (item) => {
      same(itemFromDynamoDbJson(JSON.parse(JSON.stringify(itemToDynamoDbJson(item)))), item);
    }),
  ));

/** JSON with what has a meaning for items. */
const { json: anyJson } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('NaN', '1e3', '-0', 'AQI=', '2024-02-30T00:00:00.000Z'),
    fc.array(tie('json'), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom('$set', '$map', '$number', '$binary', '$', '__proto__', 'S', 'N', 'B', 'M', 'L', 'SS', 'kind'),
      tie('json'),
      { maxKeys: 2 },
    ),
  ),
}));

test('no JSON ends in another error than that of bad input', () =>
  fc.assert(
    fc.property(anyJson, fc.constantFrom(...Object.keys(kinds)), (json, name) => {
      const calls = [
        () => fromJson(Everything, { [name]: json }, { as: 'changes' }),
        () => fromJson(Everything, json),
        () => fromJson(Shape, json, { as: 'new' }),
        () => itemFromJson({ json }),
        () => itemFromDynamoDbJson({ json }),
      ];
      for (const call of calls) {
        try {
          call();
        } catch (error) {
          assert.is(Reflect.get(Object(error), 'code'), 'BAD_INPUT', String(error));
        }
      }
    }),
    { numRuns: 1_000 },
  ));

test.run();

function checkRoundTrip(of: AnyEntity, value: object): void {
  const read = decodeItem(of, encodeEntity(of, value));
  const text = JSON.stringify(toJson(of, read));
  const parsed = fromJson(of, JSON.parse(text));
  same(parsed, read);
  // What is stored of it is the same, too.
  const stored: Item = encodeEntity(of, parsed);
  same(stored, encodeEntity(of, read));
}

/** uvu's comparison takes a member `constructor` for the class. */
function same(actual: unknown, expected: unknown): void {
  assert.ok(isDeepStrictEqual(actual, expected), `${inspect(actual, false, 9)} is not ${inspect(expected, false, 9)}`);
}

/** JSON and DynamoDB have one zero. */
function withoutNegativeZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, withoutNegativeZero(member)]);
  return Object.fromEntries(entries);
}
