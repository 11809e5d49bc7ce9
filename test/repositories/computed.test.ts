import {
  beginsWith,
  ConflictError,
  computed,
  DynarepoError,
  decimal,
  EntityRequests,
  entity,
  key,
  list,
  map,
  number,
  oneOf,
  string,
  table,
  union,
  updatedAt,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const first = string();
const last = string();
const nick = string().optional();
const status = oneOf('open', 'done').default('open');
const lines = list(map({ price: decimal(), count: number() })).default(() => []);
const search = computed(string(), { first, last, nick }, (of) => `${of.nick ?? of.first} ${of.last}`.toLowerCase());
const waiting = computed(string().optional(), { status, search }, (of) =>
  of.status === 'open' ? of.search : undefined,
);
const total = computed(number().storedAs('t'), { lines }, (of) =>
  of.lines.reduce((sum, { price, count }) => sum + Number(price) * count, 0),
);

const personIn = (name: string) =>
  entity('Person', {
    table: table(name, {
      key: { partition: 'pk' },
      indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' }, gsi2: { partition: 'gsi2pk', sort: 'waiting' } },
    }),
    attributes: { id: string(), first, last, nick, status, lines, search, waiting, total, version: version() },
    key: { partition: key`PERSON#${'id'}` },
    indexes: {
      byName: { on: 'gsi1', partition: key`PEOPLE`, sort: key`${'search'}` },
      waiting: { on: 'gsi2', partition: key`WAITING`, sort: 'waiting' },
    },
  });

const jane = { id: '1', first: 'Jane', last: 'Smith', lines: [{ price: '1.5', count: 4 }] };

for (const adapter of adapters()) {
  const test = suite(`computed attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('create, put and save store them, and reads return them', async () => {
    const { people, spy } = await openPeople(adapter);
    const made = { status: 'open', search: 'jane smith', waiting: 'jane smith', total: 6 } as const;
    const created = await people.create(jane);
    assert.equal(created, { ...jane, ...made, version: 1 });
    assert.equal(await people.get(jane, { consistent: true }), created);
    const put = await people.put({ ...created, nick: 'Jay', lines: [] });
    assert.equal(put, {
      ...created,
      nick: 'Jay',
      lines: [],
      search: 'jay smith',
      waiting: 'jay smith',
      total: 0,
      version: 2,
    });
    const { nick: _, ...withoutNick } = put;
    const saved = await people.save({ ...withoutNick, last: 'Jones', status: 'done' });
    const { waiting: __, ...rest } = withoutNick;
    assert.equal(saved, { ...rest, last: 'Jones', status: 'done', search: 'jane jones', version: 3 });
    const { Item } = await spy.execute('GetItem', {
      TableName: people.table.name,
      Key: { pk: { S: 'PERSON#1' } },
      ConsistentRead: true,
    });
    assert.equal([Item?.gsi1sk, Item?.t, Item?.waiting], [{ S: 'jane jones' }, { N: '0' }, undefined]);
    const [batched] = await people.writeMany({ put: [{ ...jane, id: '2' }] }, { ignoreVersion: true });
    assert.is(batched?.search, 'jane smith');
  });

  test('filters, conditions and index keys use them', async () => {
    const { people } = await openPeople(adapter);
    const created = await people.create(jane);
    await people.create({ id: '2', first: 'John', last: 'Doe', status: 'done' });
    assert.equal(await people.scan({ filter: (u) => u.total.gt(5) }).all(), [created]);
    const named = () =>
      people
        .index('byName')
        .query({ search: beginsWith('jane') })
        .all();
    assert.equal(await eventually(adapter, named, ({ length }) => length === 1), [created]);
    const waitingOnes = () => people.index('waiting').query({}).all();
    assert.equal(await eventually(adapter, waitingOnes, ({ length }) => length === 1), [created]);
    assert.is((await people.delete(created, { condition: (u) => u.total.eq(6) }))?.search, 'jane smith');
  });

  test('an update of an entity computes them again, if their inputs are still stored', async () => {
    const { people } = await openPeople(adapter);
    const created = await people.create(jane);
    const renamed = await people.update(created, { last: 'Jones' });
    assert.equal([renamed.search, renamed.waiting], ['jane jones', 'jane jones']);
    const done = await people.update(renamed, { status: 'done' });
    assert.equal([done.search, done.waiting], ['jane jones', undefined]);
    const reopened = await people.update(done, (u) => [u.status.remove(), u.lines.set([])]);
    assert.equal([reopened.waiting, reopened.total], ['jane jones', 0]);
    const named = () => people.index('byName').query({ search: 'jane jones' }).first();
    assert.equal(await eventually(adapter, named, (found) => found?.version === 4), reopened);
    const late = () => people.update(created, { first: 'Joan' }, { ignoreVersion: true });
    assert.match((await thrown(ConflictError, late)).message, 'last = "Smith" (found "Jones")');
    const different = await people.save({ ...reopened, first: 'Joan' }, { from: reopened });
    assert.equal([different.search, different.waiting], ['joan jones', 'joan jones']);
  });

  test('an update that does not know every input is rejected, and one that knows them is not', async () => {
    const { people, spy } = await openPeople(adapter);
    await people.create(jane);
    spy.take();
    const key = { id: '1' };
    const unknown = (name: string, attribute: string) =>
      `Person.${name} is part of the computed attribute ${attribute}, which this update changes: set it too, or pass the entity as read`;
    assert.is(await badInput(() => people.update(key, { last: 'Doe' })), unknown('first', 'search'));
    assert.is(await badInput(() => people.update(key, { status: 'done' })), unknown('search', 'waiting'));
    const whole = 'Person.lines is part of the computed attribute total: set it to a value';
    assert.is(await badInput(() => people.update(key, (u) => [u.lines.at(0).at('count').set(5)])), whole);
    assert.is(await badInput(() => people.update(key, (u) => [u.lines.append({ price: '1', count: 1 })])), whole);
    assert.equal(spy.take(), []);
    const { total } = await people.update(key, { lines: [{ price: '2', count: 2 }] });
    assert.is(total, 4);
    const all = { first: 'A', last: 'B', nick: 'C', status: 'open', lines: [] } as const;
    const stored = await people.update({ id: '2' }, all, { upsert: true });
    assert.equal(stored, { id: '2', ...all, search: 'c b', waiting: 'c b', total: 0, version: 1 });
  });

  test('only dynarepo sets them', async () => {
    const { people } = await openPeople(adapter);
    const given = await people.create({ ...jane, ...{ search: 'other' } });
    assert.is(given.search, 'jane smith');
    const changes = (): unknown => Reflect.apply(people.update, people, [given, { search: 'other' }]);
    assert.is(await badInput(changes), 'Person.search cannot be changed: only dynarepo sets it');
  });

  test('a member of a union computes its own', async () => {
    const side = number();
    const { repository: shapes } = await openRepository(adapter, (name) => {
      const base = { id: string(), side };
      const square = { ...base, area: computed(number(), { side }, (of) => of.side * of.side) };
      const half = { ...base, area: computed(number(), { side }, (of) => of.side / 2) };
      const key = { partition: 'id' } as const;
      return union('Shape', {
        by: 'kind',
        members: {
          square: entity('Square', { table: name, attributes: square, key }),
          half: entity('Half', { table: name, attributes: half, key }),
        },
      });
    });
    const square = await shapes.create({ kind: 'square', id: '1', side: 3 });
    assert.equal(square, { kind: 'square', id: '1', side: 3, area: 9 });
    assert.is((await shapes.save({ ...square, side: 2 })).area, 4);
    assert.is((await shapes.update(square, { side: 5 })).area, 25);
    const unknown = await badInput(() => shapes.update({ id: '1' }, { side: 1 }));
    assert.match(unknown, 'have different computed attributes or index keys: pass the entity as read');
    const changes = (): unknown => Reflect.apply(shapes.update, shapes, [square, { area: 1 }]);
    assert.is(await badInput(changes), 'Shape.area cannot be changed: it is read-only');
  });

  test.run();
}

async function openPeople(adapter: AdapterUnderTest) {
  const { repository: people, spy } = await openRepository(adapter, personIn);
  return { people, spy };
}

const definitions = suite('definitions of computed attributes');

const define = (attributes: Parameters<typeof entity>[1]['attributes']) => {
  const definition = { table: 'things', attributes: { id: string(), ...attributes }, key: { partition: 'id' } };
  return thrown(DynarepoError, () => Reflect.apply(entity, undefined, ['Thing', definition]));
};

definitions('their inputs are attributes of the entity', async () => {
  const of = (inputs: Parameters<typeof computed>[1]) => computed(string(), inputs, () => 'x');
  const violation = async (...given: Parameters<typeof define>) => {
    const { code, message } = await define(...given);
    assert.is(code, 'BAD_DEFINITION');
    return message;
  };
  assert.match(await violation({ a: of({ b: string() }) }), /^Thing: a is computed from b, which must be/);
  assert.match(await violation({ b: number(), a: of({ b: string() }) }), /^Thing: a is computed from b/);
  assert.match(await violation({ v: version(), a: of({ v: version() }) }), /^Thing: a is computed from v/);
  const late = of({ id: string() });
  assert.match(await violation({ a: of({ late }), late }), /^Thing: a is computed from late/);
});

definitions('what cannot be computed is an error that names it', async () => {
  const Thing = (compute: () => string) =>
    entity('Thing', {
      table: 'things',
      attributes: { id: string(), made: updatedAt(), a: computed(string(), { id: string() }, compute) },
      key: { partition: 'id' },
    });
  const put = (compute: () => string) => badInput(() => new EntityRequests(Thing(compute)).put({ id: '1' }));
  const failing = () => {
    throw new Error('no');
  };
  assert.is(await put(failing), 'Thing.a cannot be computed: no');
  assert.is(await put((): string => JSON.parse('{}').a), 'Thing.a is required, but is computed as undefined');
  assert.is(await put((): string => JSON.parse('1')), 'Thing.a must be a string, but is a number');
});

definitions.run();
