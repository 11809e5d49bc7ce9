import { beginsWith, between, DynarepoError, entity, gt, gte, lt, lte, number, string } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { encodeCursor } from '../../src/repositories/cursor.ts';
import { queryPlan } from '../../src/repositories/requests/read-plan.ts';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';

const wordIn = (table: string) =>
  entity('Word', {
    table,
    attributes: { book: string(), word: string(), count: number(), note: string().optional() },
    key: { partition: 'book', sort: 'word' },
  });

const written = ['ant', 'ape', 'bat', 'bee', 'cat'].map((word, index) => ({ book: 'zoo', word, count: index }));

for (const adapter of adapters()) {
  const test = suite(`queries on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a query returns one partition in ascending or descending order of the sort key', async () => {
    const { repository } = await openedWith(written, { book: 'other', word: 'ant', count: 0 });
    assert.equal(await repository.query({ book: 'zoo' }).all(), written);
    assert.equal(await repository.query({ book: 'zoo' }, { descending: true }).all(), written.toReversed());
    assert.equal(await repository.query({ book: 'none' }).all(), []);
  });

  test('a condition on the sort key limits the query', async () => {
    const { repository } = await openedWith(written);
    const words = async (word: Parameters<typeof repository.query>[0]['word']) =>
      (await repository.query({ book: 'zoo', word }).all()).map((found) => found.word).join(' ');
    assert.is(await words('bat'), 'bat');
    assert.is(await words(lt('bat')), 'ant ape');
    assert.is(await words(lte('bat')), 'ant ape bat');
    assert.is(await words(gt('bat')), 'bee cat');
    assert.is(await words(gte('bat')), 'bat bee cat');
    assert.is(await words(between('ape', 'bee')), 'ape bat bee');
    assert.is(await words(beginsWith('b')), 'bat bee');
    assert.is(await words(undefined), 'ant ape bat bee cat');
  });

  test('a filter drops items after reading, and maxItems counts only returned items', async () => {
    const { repository, spy } = await openedWith(written);
    const odd = repository.query({ book: 'zoo' }, { filter: (u) => u.count.in(1, 3), maxItems: 2, pageSize: 2 });
    assert.equal(
      (await odd.all()).map(({ word }) => word),
      ['ape', 'bee'],
    );
    assert.equal(spy.takeNames(), ['Query', 'Query']);
  });

  test('maxItems limits the items, pageSize the items of a request, maxPages the requests', async () => {
    const { repository, spy } = await openedWith(written);
    assert.is((await repository.query({ book: 'zoo' }, { maxItems: 3 }).all()).length, 3);
    assert.equal(limits(spy.take()), [3]);
    assert.is((await repository.query({ book: 'zoo' }, { maxItems: 3, pageSize: 2 }).all()).length, 3);
    assert.equal(limits(spy.take()), [2, 1]);
    assert.is((await repository.query({ book: 'zoo' }, { maxPages: 2, pageSize: 2 }).all()).length, 4);
    assert.equal(limits(spy.take()), [2, 2]);
  });

  test("a page uses the query's options unless it overrides them", async () => {
    const { repository, spy } = await openedWith(written);
    const pairs = repository.query({ book: 'zoo' }, { pageSize: 2 });
    const { cursor } = await pairs.page({ pageSize: undefined, cursor: undefined });
    const { items } = await repository
      .query({ book: 'zoo' }, { pageSize: 2, cursor })
      .page({ pageSize: 1, cursor: undefined });
    assert.equal(items, written.slice(2, 3));
    assert.equal(limits(spy.take()), [2, 1]);
  });

  test('requests are sent only when their results are needed', async () => {
    const { repository, spy } = await openedWith(written);
    const results = repository.query({ book: 'zoo' }, { pageSize: 2 });
    assert.equal(spy.take(), []);
    for await (const { word } of results) if (word === 'bat') break;
    assert.equal(spy.takeNames(), ['Query', 'Query']);
    assert.is((await results.first())?.word, 'ant');
    assert.equal(limits(spy.take()), [1]);
    assert.equal(await results.all(), written);
  });

  test('pages report how many items were evaluated, and an empty page does not end the query', async () => {
    const { repository } = await openedWith(written);
    const pages: string[] = [];
    for await (const { items, evaluated } of repository
      .query({ book: 'zoo' }, { filter: (u) => u.count.gte(3), pageSize: 2 })
      .pages()) {
      pages.push(`${items.length} of ${evaluated}`);
    }
    assert.equal(pages.slice(0, 3), ['0 of 2', '1 of 2', '1 of 1']);
  });

  test('a page continues at the cursor of the previous one, and is full with maxItems', async () => {
    const { repository } = await openedWith(written);
    const even = () => repository.query({ book: 'zoo' }, { filter: (u) => u.count.in(0, 2, 4), pageSize: 2 });
    const first = await even().page({ maxItems: 2 });
    assert.equal(
      first.items.map(({ word }) => word),
      ['ant', 'bat'],
    );
    const second = await even().page({ maxItems: 2, cursor: first.cursor });
    assert.equal(
      second.items.map(({ word }) => word),
      ['cat'],
    );
    assert.is(first.evaluated + second.evaluated >= written.length, true);
  });

  test('a cursor can continue in the middle of a page of DynamoDB', async () => {
    const { repository } = await openedWith(written);
    const all = () => repository.query({ book: 'zoo' }, { filter: (u) => u.count.gte(0) });
    const first = await all().page({ maxItems: 2 });
    const rest = await all().page({ cursor: first.cursor });
    assert.equal([...first.items, ...rest.items], written);
    assert.match(first.cursor ?? '', /^[\w-]+$/);
  });

  test('each entry has the cursor after it, and the last one has none', async () => {
    const { repository } = await openedWith(written);
    for (const pageSize of [1, 2, 10]) {
      const cursors: (string | undefined)[] = [];
      for await (const { item, cursor } of repository.query({ book: 'zoo' }, { pageSize }).entries()) {
        assert.equal(item, written[cursors.length]);
        cursors.push(cursor);
      }
      assert.is(cursors.length, written.length);
      for (const [index, cursor] of cursors.entries()) {
        // DynamoDB does not look ahead: after a full page, the cursor can lead to an empty one.
        if (cursor === undefined) assert.is(index + 1, written.length);
        else assert.equal(await repository.query({ book: 'zoo' }, { cursor }).all(), written.slice(index + 1));
      }
      if (pageSize === 10) assert.is(cursors.at(-1), undefined);
    }
  });

  test('a loop that stops goes on behind its last item, also with a filter and in descending order', async () => {
    const { repository } = await openedWith(written);
    const options = { filter: (u) => u.count.ne(2), descending: true } satisfies Parameters<typeof repository.query>[1];
    let bookmark: string | undefined;
    for await (const { item, cursor } of repository.query({ book: 'zoo' }, options).entries()) {
      bookmark = cursor;
      if (item.word === 'bee') break;
    }
    const rest = await repository.query({ book: 'zoo' }, { ...options, cursor: bookmark }).all();
    assert.equal(
      rest.map(({ word }) => word),
      ['ape', 'ant'],
    );
  });

  test('one returns the only item, and several are an error', async () => {
    const { repository, spy } = await openedWith(written);
    assert.is((await repository.query({ book: 'zoo', word: beginsWith('c') }).one())?.word, 'cat');
    assert.is(await repository.query({ book: 'none' }).one(), undefined);
    assert.is((await repository.query({ book: 'zoo' }, { filter: (u) => u.count.eq(3) }).one())?.word, 'bee');
    spy.take();
    const error = await thrown(DynarepoError, () => repository.query({ book: 'zoo' }).one());
    assert.is(error.code, 'NOT_UNIQUE');
    assert.match(error.message, 'one() found several items');
    assert.equal(limits(spy.take()), [2]);
  });

  test('a query for a single item has no cursor', async () => {
    const { repository } = await openedWith(written);
    const { items, cursor } = await repository.query({ book: 'zoo', word: 'bat' }).page({ pageSize: 1 });
    assert.is(items.length, 1);
    assert.is(cursor, undefined);
  });

  test('a projection does not break the cursor', async () => {
    const { repository } = await openedWith(written);
    const counts = () =>
      repository.query({ book: 'zoo' }, { attributes: ['count'], filter: (u) => u.note.notExists() });
    const { items, cursor } = await counts().page({ maxItems: 3 });
    assert.equal(items, [{ count: 0 }, { count: 1 }, { count: 2 }]);
    assert.equal((await counts().page({ cursor })).items, [{ count: 3 }, { count: 4 }]);
  });

  test('a scan returns every item once, with or without a filter, and continues at a cursor', async () => {
    const others = written.map((word) => ({ ...word, book: `zoo ${word.count}` }));
    const { repository } = await openedWith(written, ...others);
    const first = await repository.scan().page({ pageSize: 4 });
    const rest = await repository.scan({ cursor: first.cursor }).all();
    assert.is(rest.length, 6);
    assert.equal(new Set([...first.items, ...rest].map(({ book, word }) => `${book}/${word}`)).size, 10);
    assert.is((await repository.scan({ filter: (u) => u.count.eq(2) }).all()).length, 2);
    assert.is(await repository.scan({ filter: (u) => u.book.eq('zoo') }).count(), 5);
  });

  test('pages of every size, with and without a filter, in both directions, join to the whole result', async () => {
    const words = Array.from({ length: 23 }, (_, index) => ({
      book: 'zoo',
      word: String.fromCodePoint(0x61 + index) + (index % 3 === 0 ? '\u{1f98a}' : 'é'),
      count: index % 4,
    }));
    const { repository } = await openedWith(words);
    const property = fc.asyncProperty(
      fc.record({
        pageSize: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        maxItems: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        descending: fc.boolean(),
        atMost: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      }),
      async ({ pageSize, maxItems, descending, atMost }) => {
        const results = () =>
          repository.query(
            { book: 'zoo' },
            { descending, filter: atMost === undefined ? undefined : (u) => u.count.lte(atMost) },
          );
        const whole = await results().all();
        const joined: typeof whole = [];
        let cursor: string | undefined;
        do {
          const page = await results().page({ pageSize, maxItems, cursor });
          joined.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        assert.equal(joined, whole);
        const wanted = words.filter(({ count }) => atMost === undefined || count <= atMost);
        assert.is(whole.length, wanted.length);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  test('a cursor of a different query is rejected', async () => {
    const { repository } = await openedWith(written);
    const { repository: elsewhere } = await openedWith(written);
    const { cursor } = await repository.query({ book: 'zoo' }).page({ pageSize: 2 });
    const foreign = [
      () => elsewhere.query({ book: 'zoo' }, { cursor }).all(),
      () => repository.query({ book: 'other' }, { cursor }).all(),
      () => repository.query({ book: 'zoo' }, { cursor, descending: true }).all(),
      () => repository.query({ book: 'zoo', word: gt('a') }, { cursor }).all(),
      () => repository.scan({ cursor }).all(),
      () => repository.query({ book: 'zoo' }).page({ cursor: `${cursor}A` }),
      () => repository.query({ book: 'zoo' }).page({ cursor: '' }),
    ];
    for (const call of foreign) {
      const error = await thrown(DynarepoError, call);
      assert.is(error.code, 'BAD_CURSOR', String(call));
    }
  });

  test('a forged cursor that leads outside the query is rejected', async () => {
    const { repository } = await openedWith(written);
    const key = { book: 'zoo', word: gt('bat') };
    const { scope } = queryPlan(
      { entity: repository.entity, now: () => new Date(0) },
      repository.entity.keys.table,
      key,
    );
    const cursor = encodeCursor(scope, { book: { S: 'zoo' }, word: { S: 'ape' } });
    const error = await thrown(DynarepoError, () => repository.query(key, { cursor }).all());
    assert.is(error.code, 'BAD_CURSOR');
    assert.is(Reflect.get(Object(error.cause), 'name'), 'ValidationException');
  });

  test.run();

  async function openedWith(words: readonly Word[], ...more: readonly Word[]) {
    const { repository, spy } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: [...words, ...more] });
    spy.take();
    return { repository, spy };
  }
}

interface Word {
  readonly book: string;
  readonly word: string;
  readonly count: number;
}

function limits(sent: readonly { readonly input: object }[]): unknown[] {
  return sent.map(({ input }) => Reflect.get(input, 'Limit'));
}
