import {
  and,
  attempt,
  type Condition,
  ConflictError,
  entity,
  list,
  map,
  not,
  number,
  or,
  string,
  stringSet,
} from 'dynarepo';
import type { PathsOf } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';

const bookIn = (table: string) =>
  entity('Book', {
    table,
    attributes: {
      isbn: string(),
      title: string(),
      pages: number(),
      tags: stringSet().optional(),
      authors: list(string()),
      place: map({ shelf: string(), row: number().optional() }),
      note: string().optional().storedAs('n.o.t.e'),
    },
    key: { partition: 'isbn' },
  });
type BookPaths = PathsOf<ReturnType<typeof bookIn>>;

const book = {
  isbn: '1',
  title: 'Emma',
  pages: 400,
  tags: new Set(['novel']),
  authors: ['Austen'],
  place: { shelf: 'A', row: 2 },
};

const holding: readonly (readonly [name: string, condition: (u: BookPaths) => Condition])[] = [
  ['equality', (u) => u.title.eq('Emma')],
  ['inequality', (u) => u.title.ne('Emma II')],
  ['order', (u) => and(u.pages.gt(399), u.pages.gte(400), u.pages.lt(401), u.pages.lte(400))],
  ['between', (u) => u.pages.between(400, 500)],
  ['in', (u) => u.title.in('Persuasion', 'Emma')],
  ['begins with', (u) => u.title.beginsWith('Em')],
  ['contains, of text', (u) => u.title.contains('mm')],
  ['contains, of a set', (u) => u.tags.contains('novel')],
  ['contains, of a list', (u) => u.authors.contains('Austen')],
  ['existence', (u) => and(u.tags.exists(), u.note.notExists())],
  ['type', (u) => u.tags.hasType('SS')],
  ['size', (u) => and(u.title.size().eq(4), u.authors.size().lt(2))],
  ['a nested path', (u) => and(u.place.at('shelf').eq('A'), u.place.at('row').gt(1), u.authors.at(0).eq('Austen'))],
  ['or', (u) => or(u.pages.lt(1), u.title.eq('Emma'))],
  ['not', (u) => not(u.pages.lt(1))],
  ['nesting', (u) => and(or(u.pages.lt(1), u.pages.gt(1)), not(and(u.pages.gt(1), u.title.eq('Persuasion'))))],
  ['another attribute', (u) => u.pages.gt(u.place.at('row'))],
];

const unmetClauses: readonly (readonly [condition: (u: BookPaths) => Condition, unmet: readonly string[]])[] = [
  [
    (u) => and(u.pages.lt(500), u.title.eq('Persuasion'), u.pages.gte(450)),
    ['title = "Persuasion" (found "Emma")', 'pages >= 450 (found 400)'],
  ],
  [(u) => and(u.title.exists(), u.note.exists()), ['attribute_exists(n.o.t.e) (found nothing)']],
  [(u) => u.tags.size().gt(1), ['size(tags) > 1 (found 1)']],
  [(u) => u.place.at('row').in(3, 4), ['place.row IN (3, 4) (found 2)']],
  [(u) => u.pages.lt(u.place.at('row')), ['pages < place.row (found pages = 400, place.row = 2)']],
  [
    (u) => or(u.pages.lt(1), and(u.pages.gt(1), u.pages.gt(900))),
    ['pages < 1 OR pages > 1 AND pages > 900 (found 400)'],
  ],
  [(u) => not(u.authors.contains('Austen')), ['NOT contains(authors, "Austen") (found ["Austen"])']],
];

for (const adapter of adapters()) {
  const test = suite(`conditions on ${adapter.name}`);
  test.after(() => adapter.close());

  for (const [name, condition] of holding) {
    test(`a write succeeds if a condition is met, and fails if its negation is: ${name}`, async () => {
      const { repository } = await openRepository(adapter, bookIn);
      await repository.create(book);
      const opposite = (u: BookPaths) => not(condition(u));

      const conflict = await thrown(ConflictError, () =>
        repository.update({ isbn: '1' }, { pages: 1 }, { condition: opposite }),
      );
      assert.equal(conflict.found, book);
      const both = { condition: (u: BookPaths) => and(condition(u), opposite(u)) };
      const { unmet } = await thrown(ConflictError, () => repository.update({ isbn: '1' }, { pages: 1 }, both));
      assert.equal(
        unmet.map((clause) => clause.slice(0, 4)),
        ['NOT '],
      );
      await thrown(ConflictError, () => repository.put(book, { condition: opposite }));
      await thrown(ConflictError, () => repository.save(book, { condition: opposite }));
      await thrown(ConflictError, () => repository.delete(book, { condition: opposite }));

      assert.equal(await repository.put(book, { condition }), book);
      assert.equal(await repository.save(book, { condition }), book);
      assert.equal(await repository.update(book, (u) => [u.title.set('Emma')], { condition }), book);
      assert.equal(await repository.delete(book, { condition }), book);
    });
  }

  test('a conflict reports the entity, key, readable condition and stored item', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    await repository.create({ ...book, note: 'x' });
    const error = await thrown(ConflictError, () =>
      repository.update({ isbn: '1' }, { pages: 1 }, { condition: (u) => or(u.note.eq('y'), u.tags.contains('poem')) }),
    );
    assert.is(error.code, 'CONFLICT');
    assert.is(error.entity, 'Book');
    assert.equal(error.key, { isbn: '1' });
    assert.is(error.condition, 'attribute_exists(isbn) AND (n.o.t.e = "y" OR contains(tags, "poem"))');
    assert.equal(error.item?.['n.o.t.e'], { S: 'x' });
    assert.equal(error.found, { ...book, note: 'x' });
    assert.is(
      error.message,
      'Book { isbn: "1" } does not meet the condition n.o.t.e = "y" OR contains(tags, "poem") (found n.o.t.e = "x", tags = {"novel"})',
    );
    assert.is(error.mayBeOwnWrite, false);
    assert.is(error.givenVersion, undefined);
  });

  for (const [condition, unmet] of unmetClauses) {
    test(`a conflict lists the unmet clauses and the values found: ${unmet.join(' | ')}`, async () => {
      const { repository } = await openRepository(adapter, bookIn);
      await repository.create(book);
      const update = repository.update({ isbn: '1' }, { pages: 1 }, { condition });
      const outcome = await attempt(update);
      assert.equal(outcome.ok ? [] : outcome.conflict.unmet, unmet);
    });
  }

  test('the clauses of versions and of existence are among the unmet ones', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    const missing = await attempt(repository.delete({ isbn: '1' }, { condition: (u) => u.pages.gt(1) }));
    assert.equal(missing.ok ? [] : missing.conflict.unmet, ['pages > 1 (found nothing)']);
    await repository.create(book);
    const second = await attempt(repository.create(book));
    assert.equal(second.ok ? [] : second.conflict.unmet, ['attribute_not_exists(isbn) (found "1")']);
  });

  test('a condition on a missing item is a conflict without an item', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    const error = await thrown(ConflictError, () =>
      repository.delete({ isbn: '1' }, { condition: (u) => u.pages.gt(1) }),
    );
    assert.is(error.item, undefined);
    assert.is(error.message, 'Book { isbn: "1" } does not exist');
  });

  test('parts that are undefined are left out of a condition', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    await repository.create(book);
    const find = (pages: number | undefined) =>
      repository
        .scan({ filter: (u) => and(u.title.eq('Emma'), pages === undefined ? undefined : u.pages.eq(pages)) })
        .count();
    assert.is(await find(undefined), 1);
    assert.is(await find(400), 1);
    assert.is(await find(401), 0);
  });

  test('a create can have an additional condition', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    await thrown(ConflictError, () => repository.create(book, { condition: (u) => u.pages.exists() }));
    assert.equal(await repository.create(book, { condition: (u) => u.pages.notExists() }), book);
  });

  test.run();
}
