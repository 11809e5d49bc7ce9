import { type } from 'arktype';
import {
  beginsWith,
  DynarepoError,
  entity,
  gt,
  key,
  list,
  map,
  number,
  string,
  stringSet,
  table,
  union,
  type Validator,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import * as z from 'zod';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

/** Validators of the same email address: trimmed, in lower case, with an @. */
const emails: Readonly<Record<string, Validator<string>>> = {
  zod: z.string().trim().toLowerCase().includes('@'),
  valibot: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.includes('@')),
  arktype: type('string.trim').to('string.lower').to(/@/),
};
const period = z
  .object({ id: z.string(), from: z.number(), to: z.number(), note: z.string().trim().optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before "from"' });

const periodIn = (name: string) =>
  entity('Period', {
    table: name,
    attributes: {
      id: string(),
      from: number().default(0),
      to: number(),
      note: string().optional(),
      version: version(),
    },
    key: { partition: 'id' },
    schema: period,
  });
const userIn = (name: string, email: Validator<string>) =>
  entity('User', {
    table: name,
    attributes: {
      email: string().validate(email),
      age: number().validate(z.number().min(18)).optional(),
      nickname: string().validate(z.string().min(2)).nullable().default(null),
      tags: stringSet().validate(z.set(z.string()).max(2)).optional(),
      homes: list(map({ city: string().validate(z.string().min(2)) })).default(() => []),
      version: version(),
    },
    key: { partition: 'email' },
  });

for (const adapter of adapters()) {
  const test = suite(`validators on ${adapter.name}`);
  test.after(() => adapter.close());

  for (const [library, email] of Object.entries(emails)) {
    test(`${library}: the output is stored and returned, also of a key that is read`, async () => {
      const { repository: users } = await openRepository(adapter, (name) => userIn(name, email));
      const created = await users.create({ email: ' Jane@Example.org ' });
      assert.is(created.email, 'jane@example.org');
      assert.equal(await users.get({ email: 'JANE@example.org' }), created);
      assert.equal(await users.query({ email: 'JANE@example.org' }).all(), [created]);
    });

    test(`${library}: an invalid value is rejected before sending`, async () => {
      const { repository: users, spy } = await openRepository(adapter, (name) => userIn(name, email));
      const error = await thrown(DynarepoError, () => users.put({ email: 'jane' }));
      assert.is(error.code, 'BAD_INPUT');
      assert.match(error.message, /^User\.email: ./);
      assert.ok(Array.isArray(error.cause));
      assert.equal(spy.take(), []);
    });
  }

  test('an invalid value is rejected by every write, with its place', async () => {
    const { repository: users, spy } = await openRepository(adapter, (name) => userIn(name, z.string()));
    const homes = [{ city: 'Delft' }, { city: '' }];
    assert.match(await badInput(() => users.create({ email: 'a', homes })), /^User\.homes\[1\]\.city: Too small/);
    assert.match(await badInput(() => users.save({ email: 'a', age: 17 })), /^User\.age: Too small/);
    assert.match(await badInput(() => users.update({ email: 'a' }, { nickname: 'x' })), /^User\.nickname: Too small/);
    assert.match(await badInput(() => users.update({ email: 'a' }, (u) => [u.age.set(1)])), /^User\.age: Too small/);
    assert.match(
      await badInput(() => users.update({ email: 'a' }, (u) => [u.homes.at(0).at('city').set('x')])),
      /^User\.homes\[0\]\.city: Too small/,
    );
    assert.match(
      await badInput(() => users.writeMany({ put: [{ email: 'a', age: 3 }] }, { ignoreVersion: true })),
      /age/,
    );
    assert.match(
      await badInput(() => users.put({ email: 'a', tags: new Set(['a', 'b', 'c']) })),
      /^User\.tags: Too big/,
    );
    assert.equal(spy.take(), []);
    assert.is((await users.create({ email: 'a' })).nickname, null);
  });

  test('stored values and values in conditions are not validated', async () => {
    const { repository: users, spy } = await openRepository(adapter, (name) => userIn(name, z.string()));
    const Item = { email: { S: 'old' }, age: { N: '3' }, nickname: { S: 'x' }, version: { N: '1' } };
    await spy.execute('PutItem', { TableName: users.table.name, Item });
    const old = await users.getOrThrow({ email: 'old' });
    assert.is(old.age, 3);
    assert.equal(await users.scan({ filter: (u) => u.age.lt(4) }).all(), [old]);
    assert.match(await badInput(() => users.save(old)), /^User\.age: Too small/);
    const grown = await users.save({ ...old, age: 18, nickname: 'xy' }, { from: old });
    assert.is(grown.age, 18);
    await users.modify({ email: 'old' }, (user) => ({ ...user, age: 20 }));
    assert.is((await users.update({ email: 'old' }, (u) => [u.age.add(-10)])).age, 10);
  });

  test('a validator of the entity gets all values with defaults, and its output is stored', async () => {
    const { repository: periods, spy } = await openRepository(adapter, periodIn);
    const created = await periods.create({ id: '1', to: 5, note: ' x ' });
    assert.equal(created, { id: '1', from: 0, to: 5, note: 'x', version: 1 });
    assert.is(await badInput(() => periods.put({ ...created, to: -1 })), 'Period.to: must not be before "from"');
    assert.is(
      await badInput(() => periods.save({ ...created, from: 6 }, { from: created })),
      'Period.to: must not be before "from"',
    );
    const { message } = await thrown(DynarepoError, () => periods.modify({ id: '1' }, (each) => ({ ...each, to: -1 })));
    assert.is(message, 'Period.to: must not be before "from"');
    const Item = { id: { S: '2' }, from: { N: '2' }, to: { N: '1' } };
    await spy.execute('PutItem', { TableName: periods.table.name, Item });
    const old = await periods.getOrThrow({ id: '2' });
    assert.equal(await periods.save({ ...old, to: 3 }, { from: old }), { id: '2', from: 2, to: 3, version: 1 });
  });

  test('several issues are listed, and members of a union have validators of their own', async () => {
    const { repository: events, spy } = await openRepository(adapter, (name) =>
      union('Event', {
        by: 'kind',
        members: {
          period: periodIn(name),
          moment: entity('Moment', {
            table: name,
            attributes: { id: string(), at: number(), version: version() },
            key: { partition: 'id' },
            schema: z.strictObject({ kind: z.literal('moment'), id: z.string().min(2), at: z.number().min(1) }),
          }),
        },
      }),
    );
    assert.match(
      await badInput(() => events.create({ kind: 'moment', id: '1', at: 0 })),
      /^Event\.id: Too small[^;]*; Event\.at: Too small/,
    );
    assert.match(await badInput(() => events.create({ kind: 'period', id: '1', to: -1 })), /^Event\.to: must not/);
    assert.equal(spy.take(), []);
    const moment = { kind: 'moment', id: '12', at: 1 } as const;
    assert.equal(await events.create(moment), { ...moment, version: 1 });
  });

  test('a condition on a validated property of a key template has any value', async () => {
    const { repository: notes } = await openRepository(adapter, (name) =>
      entity('Note', {
        table: table(name, { key: { partition: 'pk', sort: 'sk' } }),
        attributes: { owner: string(), title: string().validate(z.string().min(2)) },
        key: { partition: key`OWNER#${'owner'}`, sort: key`NOTE#${'title'}` },
      }),
    );
    const note = await notes.create({ owner: 'a', title: 'xy' });
    assert.equal(await notes.query({ owner: 'a', title: beginsWith('x') }).all(), [note]);
    assert.equal(await notes.query({ owner: 'a', title: gt('x') }).all(), [note]);
    assert.match(await badInput(() => notes.get({ owner: 'a', title: 'x' })), /^Note\.title: Too small/);
  });

  test('an asynchronous validator is an error of the definition', async () => {
    const rejecting = { '~standard': { validate: () => Promise.reject(new Error('no one waits for it')) } };
    for (const validator of [z.string().refine(async () => true), rejecting]) {
      const { repository: users, spy } = await openRepository(adapter, (name) => userIn(name, validator));
      const { code, message } = await thrown(DynarepoError, () => users.create({ email: 'a' }));
      assert.is(code, 'BAD_DEFINITION');
      assert.is(message, 'User.email has an asynchronous validator: check this before the write');
      assert.equal(spy.take(), []);
    }
  });

  test.run();
}

const test = suite('definitions of validators');

test('a value that is not a schema, or a default that is not valid, is rejected', async () => {
  const reject = async (define: () => unknown, text: RegExp) => {
    const { code, message } = await thrown(DynarepoError, define);
    assert.is(code, 'BAD_DEFINITION');
    assert.match(message, text);
  };
  for (const validator of [undefined, {}, { '~standard': {} }, z.string]) {
    await reject(
      () => Reflect.apply(string().validate, string(), [validator]),
      /validate\(\) needs a schema with the interface/,
    );
  }
  await reject(
    () => entity('A', { table: 'things', attributes: { id: string() }, key: { partition: 'id' }, schema: Object({}) }),
    /A: schema needs a schema/,
  );
  await reject(() => number().validate(z.number().min(18)).default(3), /the default: Too small/);
});

test.run();
