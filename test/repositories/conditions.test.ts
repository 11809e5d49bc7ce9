import {
  and,
  type Condition,
  ConflictError,
  entity,
  list,
  map,
  not,
  number,
  or,
  type PathsOf,
  string,
  stringSet,
} from 'dynarepo';
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
    assert.is(error.message, 'Book { isbn: "1" } does not meet the condition n.o.t.e = "y" OR contains(tags, "poem")');
    assert.is(error.mayBeOwnWrite, false);
    assert.is(error.givenVersion, undefined);
  });

  test('a condition on a missing item is a conflict without an item', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    const error = await thrown(ConflictError, () =>
      repository.delete({ isbn: '1' }, { condition: (u) => u.pages.gt(1) }),
    );
    assert.is(error.item, undefined);
    assert.is(error.message, 'Book { isbn: "1" } does not exist');
  });

  test('a create can have an additional condition', async () => {
    const { repository } = await openRepository(adapter, bookIn);
    await thrown(ConflictError, () => repository.create(book, { condition: (u) => u.pages.exists() }));
    assert.equal(await repository.create(book, { condition: (u) => u.pages.notExists() }), book);
  });

  test.run();
}
