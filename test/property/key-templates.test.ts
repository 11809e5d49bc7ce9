import {
  beginsWith,
  between,
  entity,
  gt,
  gte,
  key,
  lt,
  lte,
  number,
  padded,
  repository,
  type SortCondition,
  string,
  table,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { compareStrings } from '../../src/domain/values/order.ts';
import { successorOfPrefix } from '../../src/domain/values/successor.ts';
import { suite } from '../support/suite.ts';

const test = suite('key templates');

/** Characters before and after the separators, of one and more bytes and code units. */
const characters = ['!', '"', '%', 'a', 'b', '\u0000', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'];
const someNumbers = fc.constantFrom<number>(0, 1, 9, 10, 99);
const texts = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 3 }).map((all) => all.join(''));

const App = table('app', { key: { partition: 'pk', sort: 'sk' } });
const pairAttributes = { id: string(), x: string(), y: string() };
const Pair = entity('Pair', {
  table: App,
  attributes: pairAttributes,
  key: { partition: key`P#${'id'}`, sort: key`A#${'x'}#${'y'}` },
});
const Ended = entity('Ended', {
  table: App,
  attributes: pairAttributes,
  key: { partition: key`P#${'id'}`, sort: key`A%${'x'}#${'y'}--` },
});
const Above = entity('Above', {
  table: App,
  attributes: { id: string(), x: string() },
  key: { partition: key`P#${'id'}`, sort: key`A#${'x'}` },
});
const Next = entity('Next', {
  table: App,
  attributes: { id: string(), x: string() },
  key: { partition: key`P#${'id'}`, sort: key`A$${'x'}` },
});
const dayAttributes = { id: string(), month: number(), day: number() };
const Day = entity('Day', {
  table: App,
  attributes: dayAttributes,
  key: { partition: key`P#${'id'}`, sort: key`D${padded('month', 2)}${padded('day', 2)}` },
});
const DayEnd = entity('DayEnd', {
  table: App,
  attributes: dayAttributes,
  key: { partition: key`P#${'id'}`, sort: key`D${padded('month', 2)}-${padded('day', 2)}-` },
});

interface Range<T> {
  readonly condition: SortCondition<T>;
  readonly includes: (value: T, compare: (left: T, right: T) => number) => boolean;
}

function ranges<T>(values: fc.Arbitrary<T>): fc.Arbitrary<Range<T>> {
  return fc.oneof(
    values.map(
      (bound): Range<T> => ({ condition: lt(bound), includes: (value, compare) => compare(value, bound) < 0 }),
    ),
    values.map(
      (bound): Range<T> => ({ condition: lte(bound), includes: (value, compare) => compare(value, bound) <= 0 }),
    ),
    values.map(
      (bound): Range<T> => ({ condition: gt(bound), includes: (value, compare) => compare(value, bound) > 0 }),
    ),
    values.map(
      (bound): Range<T> => ({ condition: gte(bound), includes: (value, compare) => compare(value, bound) >= 0 }),
    ),
    values.map(
      (bound): Range<T> => ({
        condition: between(bound, bound),
        includes: (value, compare) => compare(value, bound) === 0,
      }),
    ),
  );
}

const textRanges: fc.Arbitrary<Range<string>> = fc.oneof(
  ranges(texts),
  texts.map((prefix) => ({ condition: beginsWith(prefix), includes: (value: string) => value.startsWith(prefix) })),
);

async function open() {
  const db = new MemoryDynamoDb();
  await repository(Pair, db).table.ensure();
  return db;
}

test('a query of texts finds exactly the items in the range, with items of other entities beside them', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(texts, texts), { maxLength: 12 }),
      texts,
      textRanges,
      async (values, x, range) => {
        const db = await open();
        const put = values.map(([x, y]) => ({ id: '1', x, y }));
        const distinct = [...new Map(put.map((each) => [JSON.stringify([each.x, each.y]), each])).values()];
        const above = [...new Map(put.map((each) => [each.x, { id: '1', x: each.x }])).values()];
        for (const each of [Above, Next]) await repository(each, db).writeMany({ put: above });
        for (const each of [Pair, Ended]) await repository(each, db).writeMany({ put: distinct });
        for (const each of [Pair, Ended]) {
          const pairs = repository(each, db);
          assert.equal(sorted(await pairs.query({ id: '1' }).all()), sorted(distinct));
          const byX = distinct.filter((pair) => range.includes(pair.x, compareStrings));
          const condition = range.condition as ReturnType<typeof gt<string>>; // one of the kinds that a key accepts
          assert.equal(sorted(await pairs.query({ id: '1', x: condition }).all()), sorted(byX));
          assert.is(await pairs.query({ id: '1', x: condition }).count(), byX.length);
          const byY = distinct.filter((pair) => pair.x === x && range.includes(pair.y, compareStrings));
          assert.equal(sorted(await pairs.query({ id: '1', x, y: condition }).all()), sorted(byY));
          assert.equal(
            sorted(await pairs.query({ id: '1', x }).all()),
            sorted(distinct.filter((pair) => pair.x === x)),
          );
        }
        const found = await repository(Above, db)
          .query({ id: '1', x: range.condition as ReturnType<typeof gt<string>> })
          .all(); // as above
        assert.equal(sorted(found), sorted(above.filter((each) => range.includes(each.x, compareStrings))));
        assert.is(await repository(Above, db).count({ id: '1' }), above.length);
        assert.is(await repository(Next, db).scan().count(), above.length);
      },
    ),
  ));

test('a query of padded numbers finds exactly the items in the range', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(someNumbers, someNumbers), { maxLength: 10 }),
      someNumbers,
      ranges(someNumbers),
      async (values, month, range) => {
        const db = await open();
        const put = [...new Map(values.map(([month, day]) => [`${month} ${day}`, { id: '1', month, day }])).values()];
        for (const each of [Day, DayEnd]) await repository(each, db).writeMany({ put });
        const byNumber = (left: number, right: number) => left - right;
        const condition = range.condition as ReturnType<typeof gt<number>>; // one of the kinds that a key accepts
        for (const each of [Day, DayEnd]) {
          const days = repository(each, db);
          const byMonth = put.filter((day) => range.includes(day.month, byNumber));
          assert.equal(sorted(await days.query({ id: '1', month: condition }).all()), sorted(byMonth));
          const byDay = put.filter((day) => day.month === month && range.includes(day.day, byNumber));
          assert.equal(sorted(await days.query({ id: '1', month, day: condition }).all()), sorted(byDay));
        }
      },
    ),
  ));

test('the successor of a prefix is greater than every text that begins with it, and no greater than any other greater text', () =>
  fc.assert(
    fc.property(texts, texts, (prefix, text) => {
      const successor = successorOfPrefix(prefix);
      if (successor === undefined) return assert.match(prefix, /^\u{10ffff}+$/u);
      if (text.startsWith(prefix)) assert.ok(compareStrings(text, successor) < 0);
      else if (compareStrings(text, prefix) > 0) assert.ok(compareStrings(text, successor) >= 0);
      assert.ok(compareStrings(prefix + text, successor) < 0);
    }),
  ));

function sorted(values: readonly object[]): string[] {
  return values.map((value) => JSON.stringify(Object.entries(value).toSorted())).toSorted();
}

test.run();
