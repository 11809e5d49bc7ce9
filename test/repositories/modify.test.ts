import {
  ConflictError,
  entity,
  ItemNotFoundError,
  number,
  repository,
  ServiceError,
  string,
  stringSet,
  version,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const attributes = {
  id: string(),
  balance: number(),
  note: string().optional().storedAs('n'),
  tags: stringSet().optional(),
};
const plainIn = (table: string) => entity('Account', { table, attributes, key: { partition: 'id' } });
const versionedIn = (table: string) =>
  entity('Account', { table, attributes: { ...attributes, version: version() }, key: { partition: 'id' } });

const uniqueIn = (table: string) =>
  entity('User', { table, attributes: { id: string(), email: string() }, key: { partition: 'id' }, unique: ['email'] });
const ownedIn = (table: string) =>
  entity('File', { table, attributes: { id: string(), owner: string().readOnly() }, key: { partition: 'id' } });

const key = { id: 'a' };
const slept: number[] = [];
const retry = { clock: instantClock(slept), random: () => 0.5 };

for (const adapter of adapters()) {
  const test = suite(`modify on ${adapter.name}`);
  test.after(() => adapter.close());

  test('stores the difference, increments the version and returns the entity as stored', async () => {
    const { repository, spy } = await openRepository(adapter, versionedIn);
    await repository.create({ ...key, balance: 100, note: 'x' });
    spy.take();
    const changed = await repository.modify(key, (account) => ({ ...account, balance: account.balance - 50 }));
    assert.equal(changed, { ...key, balance: 50, note: 'x', version: 2 });
    assert.equal(await repository.get(key), changed);
    const [read, write] = spy.take();
    assert.is(read?.operation, 'GetItem');
    assert.is(Reflect.get(read?.input ?? {}, 'ConsistentRead'), true);
    assert.is(write?.operation, 'UpdateItem');
    assert.is(Reflect.get(write?.input ?? {}, 'UpdateExpression'), 'SET #0 = :0 ADD #1 :1');
  });

  for (const [name, define] of [
    ['with a version', versionedIn],
    ['without a version', plainIn],
  ] as const) {
    test(`concurrent changes are all applied: ${name}`, async () => {
      const { repository } = await openRepository<ReturnType<typeof plainIn>>(adapter, define);
      await repository.create({ ...key, balance: 0 });
      const change = () => repository.modify(key, (account) => ({ ...account, balance: account.balance + 1 }));
      await Promise.all(Array.from({ length: 5 }, change));
      assert.is((await repository.getOrThrow(key)).balance, 5);
    });
  }

  test('reads and changes again if another attribute was changed in the meantime', async () => {
    const { repository } = await openRepository(adapter, plainIn, { retry });
    await repository.create({ ...key, balance: 100 });
    const seen: unknown[] = [];
    const changed = await repository.modify(key, async (account) => {
      seen.push(account.note);
      if (seen.length === 1) await repository.update(key, { note: 'closed' });
      return { ...account, balance: account.note === undefined ? 0 : account.balance + 1 };
    });
    assert.equal(seen, [undefined, 'closed']);
    assert.equal(changed, { ...key, balance: 101, note: 'closed' });
  });

  test('ends with the conflict at the deadline, after delays that are a random part of a bound that doubles', async () => {
    const { repository } = await openRepository(adapter, versionedIn, { retry });
    await repository.create({ ...key, balance: 0 });
    let calls = 0;
    slept.length = 0;
    const conflict = await thrown(ConflictError, () =>
      repository.modify(key, async (account) => {
        calls += 1;
        await repository.update(key, { balance: 0 });
        return { ...account, balance: 7 };
      }),
    );
    assert.is(conflict.givenVersion, calls);
    assert.equal(slept, [25, 50, 100, 200, 400, 800, 1600, 2500, 2500, 1825]);
    assert.is(calls, slept.length + 1);
  });

  test('writes nothing if nothing is different, or if the function throws', async () => {
    const { repository, spy } = await openRepository(adapter, versionedIn);
    const account = await repository.create({ ...key, balance: 1, tags: new Set(['a', 'b']) });
    spy.take();
    assert.equal(await repository.modify(key, (same) => ({ ...same, tags: new Set(['b', 'a']) })), account);
    const error = await thrown(RangeError, () =>
      repository.modify(key, () => {
        throw new RangeError('too little money');
      }),
    );
    assert.is(error.message, 'too little money');
    assert.equal(spy.takeNames(), ['GetItem', 'GetItem']);
  });

  test('an entity changed in place counts as changed', async () => {
    const { repository } = await openRepository(adapter, plainIn);
    await repository.create({ ...key, balance: 1, tags: new Set(['a']) });
    const changed = await repository.modify(key, (account) => {
      account.tags?.add('b');
      account.balance = 2;
      return account;
    });
    assert.equal(changed, { ...key, balance: 2, tags: new Set(['a', 'b']) });
    assert.equal(await repository.get(key), changed);
  });

  test('undeclared attributes stay, and a number that reading rounds is not a conflict', async () => {
    const { repository, spy } = await openRepository(adapter, plainIn);
    const precise = '0.12345678901234567890123456789';
    const Item = { id: { S: 'a' }, balance: { N: precise }, legacy: { S: 'kept' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    await repository.modify(key, (account) => ({ ...account, note: 'x' }));
    const { Item: stored } = await spy.execute('GetItem', {
      TableName: repository.table.name,
      Key: { id: { S: 'a' } },
    });
    assert.equal(stored, { ...Item, n: { S: 'x' } });
  });

  test('an item that does not exist, or is deleted in the meantime, is an ItemNotFoundError', async () => {
    const { repository } = await openRepository(adapter, plainIn);
    let isCalled = false;
    const missing = await thrown(ItemNotFoundError, () =>
      repository.modify(key, (account) => {
        isCalled = true;
        return account;
      }),
    );
    assert.is(missing.message, 'Account { id: "a" } does not exist');
    assert.not.ok(isCalled);
    await repository.create({ ...key, balance: 1 });
    await thrown(ItemNotFoundError, () =>
      repository.modify(key, async (account) => {
        await repository.delete(key);
        return { ...account, balance: 2 };
      }),
    );
    assert.is(await repository.get(key), undefined);
  });

  test('unique values change too, and one that is taken ends the call', async () => {
    const { repository } = await openRepository(adapter, uniqueIn, { retry });
    await repository.create({ id: 'b', email: 'b@x' });
    await repository.create({ ...key, email: 'a@x' });
    let calls = 0;
    const rename = (email: string) =>
      repository.modify(key, (user) => {
        calls += 1;
        return { ...user, email };
      });
    const conflict = await thrown(ConflictError, () => rename('b@x'));
    assert.equal([calls, conflict.taken], [1, ['email']]);
    assert.equal(await rename('c@x'), { ...key, email: 'c@x' });
    await repository.create({ id: 'c', email: 'a@x' });
  });

  test('a change that conflicts with the item as it was read is not made again', async () => {
    const { repository } = await openRepository(adapter, ownedIn, { retry });
    await repository.create({ ...key, owner: 'jane' });
    let calls = 0;
    const conflict = await thrown(ConflictError, () =>
      repository.modify(key, (file) => {
        calls += 1;
        return { ...file, owner: 'joe' };
      }),
    );
    assert.equal([calls, conflict.unmet], [1, ['owner = "joe" OR attribute_not_exists(owner) (found "jane")']]);
  });

  test('rejects a result that is not an entity, another key, and a change that is not a function', async () => {
    const { repository, spy } = await openRepository(adapter, versionedIn);
    await repository.create({ ...key, balance: 1 });
    const nothing = () => undefined as never; // as a JavaScript caller that forgot to return
    assert.match(await badInput(() => repository.modify(key, nothing)), 'what the change of modify returns must be');
    assert.match(
      await badInput(() => repository.modify(key, (account) => ({ ...account, id: 'b' }))),
      'its key differs from that of the entity as read',
    );
    spy.take();
    const change = { balance: 2 } as never; // as a JavaScript caller
    assert.match(await badInput(() => repository.modify(key, change)), 'the change of modify must be a function');
    assert.equal(spy.take(), []);
    const forged = await repository.modify(key, (account) => ({ ...account, balance: 2, version: 99 }));
    assert.is(forged.version, 2);
  });

  test.run();
}

const test = suite('modify after a lost response');

test('a change that may have been made is not made again', async () => {
  for (const define of [plainIn, versionedIn]) {
    const memory = new MemoryDynamoDb();
    let isFirst = true;
    const forgetful: typeof memory.execute = async (operation, input, options) => {
      const output = await memory.execute(operation, input, options);
      if (operation !== 'UpdateItem' || !isFirst) return output;
      isFirst = false;
      throw new ServiceError('InternalServerError', 'Internal server error');
    };
    const accounts = repository<ReturnType<typeof plainIn>>(define('accounts'), { execute: forgetful }, { retry });
    await accounts.table.ensure();
    await accounts.create({ ...key, balance: 100 });
    const conflict = await thrown(ConflictError, () =>
      accounts.modify(key, (account) => ({ ...account, balance: account.balance - 50 })),
    );
    assert.is(conflict.mayBeOwnWrite, true);
    assert.is((await accounts.getOrThrow(key)).balance, 50);
  }
});

test('without retries, the first conflict ends the call', async () => {
  const accounts = repository(plainIn('accounts'), new MemoryDynamoDb(), { retry: false });
  await accounts.table.ensure();
  await accounts.create({ ...key, balance: 0 });
  let calls = 0;
  const conflict = await thrown(ConflictError, () =>
    accounts.modify(key, async (account) => {
      calls += 1;
      await accounts.update(key, { balance: calls });
      return { ...account, balance: 7 };
    }),
  );
  assert.is(calls, 1);
  assert.equal(conflict.unmet, ['balance = 0 (found 1)']);
});

test.run();
