import { and, ConflictError, entity, key, list, map, number, string, stringSet, table, union, version } from 'dynarepo';
import type { TextPath } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const noteIn = (name: string) =>
  entity('Note', {
    table: table(name, { key: { partition: 'pk' }, indexes: { byTitle: { partition: 'gsi1pk' } } }),
    attributes: {
      id: string(),
      title: string(),
      place: map({ shelf: string() }).optional().storedAs('p'),
      version: version().storedAs('v'),
    },
    key: { partition: key`NOTE#${'id'}` },
    indexes: { byTitle: { partition: key`TITLE#${'title'}` } },
  });

const shapesIn = (name: string) => {
  const [id, key] = [string(), { partition: 'id' }] as const;
  const Circle = entity('Circle', { table: name, attributes: { id, radius: number() }, key });
  const Square = entity('Square', { table: name, attributes: { id, side: number() }, key });
  return union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });
};

const fileIn = (name: string) => {
  const origin = map({ city: string() }).readOnly();
  return entity('File', { table: name, attributes: { id: string(), origin }, key: { partition: 'id' } });
};

const id = { id: '1' };
const note = { ...id, title: 'x', place: { shelf: 'A' } };
const counts = map({ views: number(), likes: number().optional() });

for (const adapter of adapters()) {
  const test = suite(`undeclared attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  const open = async () => {
    const { repository, spy } = await openRepository(adapter, noteIn);
    const stored = async () => {
      const Key = { pk: { S: 'NOTE#1' } };
      const { Item } = await spy.execute('GetItem', { TableName: repository.table.name, Key, ConsistentRead: true });
      return Item;
    };
    return { repository, spy, stored };
  };

  test('updates change them, whole or a part of them, and leave the declared ones as they are', async () => {
    const { repository, stored } = await open();
    const created = await repository.create(note);
    const before = await stored();
    const updated = await repository.update(created, (_u, undeclared) => [
      undeclared(counts, 'counts').set({ views: 1 }),
      undeclared(stringSet(), 'a.b').add('x', 'y'),
      undeclared(list(string()), 'lines').set(['p', 'q']),
      undeclared(string(), 'p', 'room').set('R'),
      undeclared(string(), 'gone').set('soon'),
    ]);
    assert.equal(updated, { ...created, version: 2 });
    await repository.update(id, (_u, undeclared) => [
      undeclared(counts, 'counts').at('views').add(4),
      undeclared(number(), 'counts', 'likes').set(undeclared(number(), 'counts', 'views').plus(1)),
      undeclared(string(), 'lines', 1).set('r'),
      undeclared(string(), 'gone').remove(),
    ]);
    assert.equal(await stored(), {
      ...before,
      v: { N: '3' },
      p: { M: { shelf: { S: 'A' }, room: { S: 'R' } } },
      counts: { M: { views: { N: '5' }, likes: { N: '2' } } },
      'a.b': { SS: ['x', 'y'] },
      lines: { L: [{ S: 'p' }, { S: 'r' }] },
    });
  });

  test('conditions and filters compare them, also with declared ones', async () => {
    const { repository } = await open();
    await repository.create(note);
    await repository.update(id, (_u, undeclared) => [undeclared(string(), 'alias').set('x')]);
    const condition = { condition: (u, undeclared) => u.title.eq(undeclared(string(), 'alias')) } satisfies Parameters<
      typeof repository.update
    >[2];
    await repository.update(id, { title: 'y' }, condition);
    const conflict = await thrown(ConflictError, () => repository.update(id, { title: 'z' }, condition));
    assert.equal(conflict.unmet, ['title = alias (found title = "y", alias = "x")']);
    const found = await repository
      .scan({ filter: (u, undeclared) => and(u.title.exists(), undeclared(string(), 'alias').beginsWith('x')) })
      .all();
    assert.equal(
      found.map(({ title }) => title),
      ['y'],
    );
  });

  test('declared attributes, keys and index keys cannot be changed in this way', async () => {
    const { repository, spy } = await open();
    const setting = (name: string) => () =>
      repository.update(id, (_u, undeclared) => [undeclared(string(), name).set('x')]);
    assert.is(await badInput(setting('title')), 'Note.title cannot be changed: it is declared: Note.title');
    assert.is(await badInput(setting('p')), 'Note.p cannot be changed: it is declared: Note.place');
    assert.is(await badInput(setting('v')), 'Note.v cannot be changed: only dynarepo sets it: Note.version');
    assert.is(await badInput(setting('pk')), 'Note.pk cannot be changed: it is a key');
    assert.is(await badInput(setting('gsi1pk')), 'Note.gsi1pk cannot be changed: it is a key');
    assert.equal(spy.take(), []);
  });

  test('parts of a read-only attribute cannot be changed', async () => {
    const { repository, spy } = await openRepository(adapter, fileIn);
    const part = () => repository.update(id, (_u, undeclared) => [undeclared(string(), 'origin', 'city').set('x')]);
    assert.is(await badInput(part), 'File.origin.city cannot be changed: it is read-only: File.origin');
    // As a JavaScript caller: the type of a read-only path has conditions only.
    const at = (path: object): TextPath<string> => Reflect.apply(Reflect.get(path, 'at'), path, ['city']);
    const declared = () => repository.update(id, (u) => [at(u.origin).set('x')]);
    assert.is(await badInput(declared), 'File.origin.city cannot be changed: it is read-only');
    assert.equal(spy.take(), []);
  });

  test('attributes of the members of a union are declared', async () => {
    const { repository, spy } = await openRepository(adapter, shapesIn);
    const setting = () => repository.update(id, (_u, undeclared) => [undeclared(number(), 'radius').set(2)]);
    assert.is(await badInput(setting), 'Shape.radius cannot be changed: it is declared: Circle.radius');
    assert.equal(spy.take(), []);
  });

  test('a value of another type, an argument that is not a path, and a path without use are rejected', async () => {
    const { repository, spy } = await open();
    const wrong = 'many' as unknown as number; // as a JavaScript caller
    assert.is(
      await badInput(() => repository.update(id, (_u, undeclared) => [undeclared(number(), 'n', 'm').set(wrong)])),
      'Note.n.m must be a number, but is a string',
    );
    for (const args of [['name'], [number()], [number(), ''], [number(), 'a', -1], [number(), 1], [null, 'a']]) {
      const message = await badInput(() =>
        repository.update(id, (_u, undeclared) => [Reflect.apply(undeclared, undefined, args).remove()]),
      );
      assert.match(message, 'undeclared() takes an attribute, a name and steps', JSON.stringify(args));
    }
    const unused = () =>
      repository.update(id, (u, undeclared) => {
        undeclared(number(), 'n').set(1);
        return [u.title.set('y')];
      });
    assert.match(await badInput(unused), 'leaves out SET n = 1');
    assert.equal(spy.take(), []);
  });

  test.run();
}
