import {
  boolean,
  type EntityOf,
  entity,
  list,
  map,
  migrated,
  number,
  olderForm,
  oneOf,
  record,
  string,
  union,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository } from './open-repository.ts';

const address = () =>
  map({
    street: string().storedAs('s'),
    zip: string().optional(),
    country: map({ code: string(), name: string().optional() }),
  });

const personIn = (table: string) =>
  entity('Person', {
    table,
    attributes: {
      id: string(),
      home: address().storedAs('h'),
      work: address().optional(),
      settings: map({ dark: boolean().default(false), size: number().optional() }),
      extra: map({ note: string().optional(), flag: boolean().optional() }).optional(),
      maybe: map({ a: string() }).nullable(),
      owner: migrated(
        map({ name: string() }),
        olderForm(string(), (name) => ({ name })),
      ).optional(),
      theme: map({ color: string(), font: string() }).default(() => ({ color: 'red', font: 'serif' })),
      lines: list(map({ sku: string() })),
      counts: record(number()),
      'extra.note': string().optional(),
    },
    key: { partition: 'id' },
    indexes: { byWork: { partition: 'id', projection: ['home'] } },
  });
type Person = EntityOf<ReturnType<typeof personIn>>;

const home = { street: 'High Street 1', zip: '1', country: { code: 'GB', name: 'Britain' } };
const whole: Person = {
  id: 'a',
  home,
  work: { street: 'Low Street 2', country: { code: 'FR' } },
  settings: { dark: true, size: 2 },
  extra: { note: 'n' },
  maybe: { a: 'x' },
  theme: { color: 'blue', font: 'sans' },
  lines: [{ sku: 's' }],
  counts: { one: 1 },
};
const { work: _work, extra: _extra, ...others } = whole;
const least: Person = {
  ...others,
  id: 'b',
  home: { street: 'x', country: { code: 'DE' } },
  settings: { dark: false },
  maybe: null,
};

for (const adapter of adapters()) {
  const test = suite(`nested projections on ${adapter.name}`);
  test.after(() => adapter.close());

  const open = async () => {
    const opened = await openRepository(adapter, personIn);
    await opened.repository.writeMany({ put: [whole, least] });
    opened.spy.take();
    return opened;
  };

  test('get, getMany, query and scan read parts of maps, and nothing else of them', async () => {
    const { repository, spy } = await open();
    const options = { attributes: ['home.street', 'home.country.code', 'lines'] } as const;
    const expected = { home: { street: 'High Street 1', country: { code: 'GB' } }, lines: [{ sku: 's' }] };
    assert.equal(await repository.get({ id: 'a' }, options), expected);
    const [sent] = spy.take();
    assert.is(Reflect.get(Object(sent?.input), 'ProjectionExpression'), '#0.#1, #0.#2.#3, #4');
    assert.equal(Reflect.get(Object(sent?.input), 'ExpressionAttributeNames'), {
      '#0': 'h',
      '#1': 's',
      '#2': 'country',
      '#3': 'code',
      '#4': 'lines',
    });
    assert.equal(await repository.getMany([{ id: 'a' }], options), [expected]);
    assert.equal(await repository.query({ id: 'a' }, options).all(), [expected]);
    assert.equal((await repository.scan(options).all()).map(({ home: { country } }) => country.code).sort(), [
      'DE',
      'GB',
    ]);
    assert.equal(await repository.get({ id: 'a' }, { attributes: ['home', 'home.street'] }), { home });
  });

  test('an absent part is absent, and an absent optional map too', async () => {
    const { repository } = await open();
    const read = (id: string) =>
      repository.getOrThrow({ id }, { attributes: ['home.zip', 'work.street', 'work.zip', 'home.country.name'] });
    assert.equal(await repository.getOrThrow({ id: 'a' }, { attributes: ['work.street', 'work.zip'] }), {
      work: { street: 'Low Street 2' },
    });
    assert.equal(await repository.getOrThrow({ id: 'b' }, { attributes: ['work.street', 'work.zip'] }), {});
    assert.equal(await repository.getOrThrow({ id: 'b' }, { attributes: ['home.country.name'] }), {
      home: { country: {} },
    });
    assert.equal(await read('a'), {
      home: { zip: '1', country: { name: 'Britain' } },
      work: { street: 'Low Street 2' },
    });
  });

  test('a map whose parts do not show whether it exists is read as a whole', async () => {
    const { repository, spy } = await open();
    const read = (id: string) => repository.getOrThrow({ id }, { attributes: ['extra.flag', 'work.country.name'] });
    assert.equal(await read('a'), { extra: {}, work: { country: {} } });
    assert.equal(await read('b'), {});
    assert.is(Reflect.get(Object(spy.take()[0]?.input), 'ProjectionExpression'), '#0, #1');
  });

  test('defaults are those of the map, or of its attributes', async () => {
    const { repository, spy } = await open();
    for (const name of ['theme', 'settings']) {
      await spy.execute('UpdateItem', {
        TableName: repository.table.name,
        Key: { id: { S: 'a' } },
        UpdateExpression: name === 'theme' ? 'REMOVE #name' : 'SET #name = :empty',
        ExpressionAttributeNames: { '#name': name },
        ...(name === 'theme' ? {} : { ExpressionAttributeValues: { ':empty': { M: {} } } }),
      });
    }
    const read = (id: string) =>
      repository.getOrThrow({ id }, { attributes: ['theme.color', 'settings.dark', 'settings.size'] });
    assert.equal(await read('a'), { theme: { color: 'red' }, settings: { dark: false } });
    assert.equal(await read('b'), { theme: { color: 'blue' }, settings: { dark: false } });
  });

  test('a property with a dot in its name is not taken for a part', async () => {
    const { repository } = await open();
    await repository.update({ id: 'a' }, { 'extra.note': 'dotted' });
    assert.equal(await repository.get({ id: 'a' }, { attributes: ['extra.note'] }), { 'extra.note': 'dotted' });
  });

  test('a part that is stored in another form is an error with its path', async () => {
    const { repository, spy } = await open();
    await spy.execute('PutItem', { TableName: repository.table.name, Item: { id: { S: 'c' }, h: { M: {} } } });
    let message = '';
    await repository.get({ id: 'c' }, { attributes: ['home.street'] }).catch((error: Error) => {
      message = error.message;
    });
    assert.match(message, 'Person.home.street is required, but is missing');
  });

  test('an index reads parts of what it projects, and hydrates the rest', async () => {
    const { repository } = await open();
    const found = await eventually(
      adapter,
      () =>
        repository
          .index('byWork')
          .query({ id: 'a' }, { attributes: ['home.country.code'] })
          .all(),
      (items) => items.length > 0,
    );
    assert.equal(found, [{ home: { country: { code: 'GB' } } }]);
  });

  test('unknown parts, parts of lists, records, nullable and migrated maps are rejected', async () => {
    const { repository, spy } = await open();
    for (const name of [
      'home.stret',
      'home.',
      'work.country.x',
      'lines.sku',
      'counts.one',
      'maybe.a',
      'owner.name',
      'id.x',
      'x.y',
      '.',
    ]) {
      const message = await badInput(() =>
        Reflect.apply(repository.get, repository, [{ id: 'a' }, { attributes: [name] }]),
      );
      assert.match(message, `Person has no attribute ${JSON.stringify(name)}`);
    }
    assert.equal(spy.take(), []);
  });

  test('a union reads parts of the maps that all members have', async () => {
    const { repository } = await openRepository(adapter, (name) => {
      const member = (kind: string) =>
        entity(kind, {
          table: name,
          attributes: { id: string(), size: map({ width: number(), unit: oneOf('cm', 'in') }) },
          key: { partition: 'id' },
        });
      return union('Shape', { by: 'kind', members: { square: member('Square'), circle: member('Circle') } });
    });
    await repository.create({ kind: 'circle', id: '1', size: { width: 3, unit: 'cm' } });
    assert.equal(await repository.get({ id: '1' }, { attributes: ['size.width'] }), { size: { width: 3 } });
  });

  test.run();
}
