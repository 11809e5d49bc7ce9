import {
  repository as createRepository,
  DynarepoError,
  entity,
  gt,
  map,
  string,
  TableMismatchError,
  table,
  ttl,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const sessionIn = (table: string) =>
  entity('Session', {
    table,
    attributes: { id: string(), user: string(), expires: ttl().optional().storedAs('e') },
    key: { partition: 'id' },
    indexes: { byUser: { partition: 'user', sort: 'expires' } },
  });

const at = Date.UTC(2099, 0, 1);
const seconds = at / 1000;

for (const adapter of adapters()) {
  const test = suite(`time to live on ${adapter.name}`);
  test.after(() => adapter.close());

  test('ensure turns the time to live on, once', async () => {
    const { repository, spy } = await openRepository(adapter, sessionIn);
    const description = async () => {
      const { TimeToLiveDescription } = await spy.execute('DescribeTimeToLive', { TableName: repository.table.name });
      return TimeToLiveDescription?.AttributeName;
    };
    assert.is(await description(), 'e');
    await repository.table.ensure();
    assert.not(spy.take().some(({ operation }) => operation === 'UpdateTimeToLive'));
  });

  test('a table that deletes by another attribute is an error', async () => {
    const { repository, spy } = await openRepository(adapter, sessionIn);
    const Other = entity('Other', {
      table: repository.table.name,
      attributes: { id: string(), user: string(), e: ttl().storedAs('other') },
      key: { partition: 'id' },
    });
    const others = createRepository(Other, spy);
    const error = await thrown(TableMismatchError, () => others.table.ensure());
    assert.match(error.message, 'time to live: found e, expected other');
  });

  test('dates are rounded up to whole seconds, seconds are stored, and both read as dates', async () => {
    const { repository, spy } = await openRepository(adapter, sessionIn);
    const stored = async (id: string) =>
      (await spy.execute('GetItem', { TableName: repository.table.name, Key: { id: { S: id } } })).Item?.e;
    const dated = await repository.create({ id: '1', user: 'a', expires: new Date(at + 1) });
    assert.equal(dated.expires, new Date(at + 1_000));
    assert.equal(await stored('1'), { N: String(seconds + 1) });
    const counted = await repository.create({ id: '2', user: 'a', expires: seconds });
    assert.equal(counted.expires, new Date(at));
    const moved = await repository.update(counted, (u) => [u.expires.set(seconds + 0.5)]);
    assert.equal(moved.expires, new Date(at + 1_000));
    assert.equal((await repository.save({ ...moved, expires: new Date(at) })).expires, new Date(at));
    assert.is((await repository.update(moved, (u) => [u.expires.remove()])).expires, undefined);
  });

  test('conditions and sort keys take dates and seconds, exactly', async () => {
    const { repository } = await openRepository(adapter, sessionIn);
    const session = await repository.create({ id: '1', user: 'a', expires: new Date(at) });
    const found = (bound: Date | number) => repository.scan({ filter: (u) => u.expires.lt(bound) }).all();
    assert.equal(await found(new Date(at + 1)), [session]);
    assert.equal(await found(seconds + 0.5), [session]);
    assert.equal(await found(new Date(at)), []);
    const later = () =>
      repository
        .index('byUser')
        .query({ user: 'a', expires: gt(new Date(at - 1)) })
        .all();
    assert.equal(await eventually(adapter, later, ({ length }) => length === 1), [session]);
  });

  test('what cannot be a time is rejected before a request', async () => {
    const { repository, spy } = await openRepository(adapter, sessionIn);
    const message = (expires: unknown) =>
      badInput(() => Reflect.apply(repository.create, repository, [{ id: '1', user: 'a', expires }]));
    const milliseconds = `Session.expires is ${at}, but must be seconds since 1970, up to the year 9999`;
    assert.is(await message(at), milliseconds);
    assert.match(await message(Number.NaN), 'is NaN, but must be seconds');
    assert.match(await message('soon'), 'must be a Date, but is a string');
    assert.match(await message(new Date(Number.NaN)), 'is an invalid Date');
    assert.equal(spy.take(), []);
  });

  test.run();
}

const definitions = suite('definitions with a time to live');

definitions('the attribute and the table of several entities must agree', async () => {
  const define = (timeToLive: string | undefined) =>
    entity('Session', {
      table: table('sessions', { key: { partition: 'id' }, timeToLive }),
      attributes: { id: string(), expires: ttl().storedAs('e') },
      key: { partition: 'id' },
    });
  assert.is(define('e').tableDefinition.timeToLive, 'e');
  for (const other of ['expires', undefined]) {
    const { message } = await thrown(DynarepoError, () => define(other));
    assert.is(message, `Session: ttl() is stored as e, but timeToLive of the table is ${other}`);
  }
});

definitions('an entity has one at most, and a map none', async () => {
  const twice = await thrown(DynarepoError, () =>
    entity('A', { table: 'things', attributes: { id: string(), x: ttl(), y: ttl() }, key: { partition: 'id' } }),
  );
  assert.is(twice.message, 'A has more than one ttl: x, y');
  const inside = await thrown(DynarepoError, () => map({ expires: ttl() }));
  assert.is(inside.message, 'ttl() must be an attribute of an entity, not of a map');
});

definitions.run();
