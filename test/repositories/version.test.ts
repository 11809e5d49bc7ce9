import { ConflictError, entity, ItemNotFoundError, number, string, version } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const accountIn = (table: string) =>
  entity('Account', {
    table,
    attributes: { id: string(), balance: number(), version: version().storedAs('v') },
    key: { partition: 'id' },
  });

const key = { id: 'a' };

for (const adapter of adapters()) {
  const test = suite(`versions on ${adapter.name}`);
  test.after(() => adapter.close());

  test('create stores version 1, and every save, update and put of the returned entity increments it', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const created = await repository.create({ ...key, balance: 1 });
    assert.equal(created, { ...key, balance: 1, version: 1 });
    const saved = await repository.save({ ...created, balance: 2 });
    assert.equal(saved, { ...key, balance: 2, version: 2 });
    const updated = await repository.update(saved, (u) => [u.balance.add(1)]);
    assert.equal(updated, { ...key, balance: 3, version: 3 });
    const put = await repository.put({ ...updated, balance: 4 });
    assert.equal(put, { ...key, balance: 4, version: 4 });
    assert.equal(await repository.get(key), put);
    assert.equal(await repository.delete(put), put);
  });

  test('a stale object is a conflict, and nothing is written', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const old = await repository.create({ ...key, balance: 1 });
    const current = await repository.update(old, { balance: 2 });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => repository.save(old),
      () => repository.save({ ...old, balance: 9 }, { from: old }),
      () => repository.update(old, { balance: 9 }),
      () => repository.put(old),
      () => repository.delete(old),
    ];
    for (const call of calls) {
      const error = await thrown(ConflictError, call);
      assert.match(error.message, 'has version 2 but the object has version 1 (stale); read the item again and retry');
      assert.is(error.givenVersion, 1, String(call));
      assert.is(error.storedVersion, 2, String(call));
      assert.equal(error.found, current);
    }
    assert.equal(await repository.get(key), current);
  });

  test('a write with a bare key skips the version check but increments the version', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    await repository.create({ ...key, balance: 1 });
    assert.is((await repository.update(key, { balance: 2 })).version, 2);
    assert.is((await repository.delete(key))?.version, 2);
  });

  test('a save or update with ignoreVersion skips the check but increments the version', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const old = await repository.create({ ...key, balance: 1 });
    await repository.update(old, { balance: 2 });
    const forced = await repository.save({ ...old, balance: 3 }, { ignoreVersion: true });
    assert.equal(forced, { ...key, balance: 3, version: 3 });
    assert.is((await repository.update(old, { balance: 4 }, { ignoreVersion: true })).version, 4);
    await thrown(ConflictError, () => repository.save(forced));
    assert.is((await repository.delete(old, { ignoreVersion: true }))?.version, 4);
  });

  test("a put with ignoreVersion stores the object's version plus 1, even a lower one", async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const old = await repository.create({ ...key, balance: 1 });
    await repository.update(key, { balance: 2 });
    await repository.update(key, { balance: 3 });
    assert.is((await repository.put(old, { ignoreVersion: true })).version, 2);
    assert.is((await repository.put({ ...key, balance: 5 }, { ignoreVersion: true })).version, 1);
  });

  test('a put or save without a version requires that none is stored, and stores 1', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    assert.equal(await repository.put({ ...key, balance: 1 }), { ...key, balance: 1, version: 1 });
    const error = await thrown(ConflictError, () => repository.put({ ...key, balance: 2 }));
    assert.match(error.message, 'has version 1 but the object has no version; read the item again and retry');
    await thrown(ConflictError, () => repository.save({ ...key, balance: 2 }));
    assert.equal(await repository.save({ id: 'b', balance: 2 }), { id: 'b', balance: 2, version: 1 });
  });

  test('a conflict with an item without a version, or with a lower one, does not call the object stale', async () => {
    const { repository, spy } = await openRepository(adapter, accountIn);
    const ahead = { ...key, balance: 1, version: 3 };
    const Item = { id: { S: 'a' }, balance: { N: '1' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const unversioned = await thrown(ConflictError, () => repository.save(ahead));
    assert.is(
      unversioned.message,
      'Account { id: "a" } has no version but the object has version 3; read the item again and retry',
    );
    assert.is(unversioned.storedVersion, 0);
    await repository.update(key, { balance: 2 });
    const older = await thrown(ConflictError, () => repository.save(ahead));
    assert.is(
      older.message,
      'Account { id: "a" } has version 1 but the object has version 3; read the item again and retry',
    );
  });

  test('an item stored without a version can be written and then has one', async () => {
    const { repository, spy } = await openRepository(adapter, accountIn);
    const Item = { id: { S: 'a' }, balance: { N: '1' } };
    await spy.execute('PutItem', { TableName: repository.table.name, Item });
    const found = await repository.getOrThrow(key);
    assert.is(found.version, 0);
    const saved = await repository.save({ ...found, balance: 2 });
    assert.is(saved.version, 1);
    const error = await thrown(ConflictError, () => repository.update(found, { balance: 3 }));
    assert.is(error.storedVersion, 1);
  });

  test('writing an object whose item was deleted is a conflict, and for update an ItemNotFoundError', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const gone = await repository.create({ ...key, balance: 1 });
    await repository.delete(gone);
    await thrown(ItemNotFoundError, () => repository.update(gone, { balance: 2 }));
    for (const call of [() => repository.save(gone), () => repository.put(gone), () => repository.delete(gone)]) {
      const error = await thrown(ConflictError, call);
      assert.is(error.item, undefined);
    }
  });

  test('the caller cannot set the version', async () => {
    const { repository, spy } = await openRepository(adapter, accountIn);
    const carrying = { ...key, balance: 1, version: 3 };
    const changes = { balance: 2, version: 3 };
    assert.match(await badInput(() => repository.create(carrying)), 'create sets version: leave it out');
    assert.match(await badInput(() => repository.update(key, changes)), 'Account.version');
    assert.match(await badInput(() => repository.put({ ...key, balance: 1, version: 1.5 })), 'Account.version');
    assert.match(
      await badInput(() => repository.update({ ...key, balance: 1, version: -1 }, { balance: 2 })),
      'version',
    );
    assert.equal(spy.take(), []);
  });

  test('of several clients that save the same version, exactly one succeeds', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    let run = 0;
    const property = fc.asyncProperty(fc.array(fc.integer(), { minLength: 2, maxLength: 5 }), async (balances) => {
      run += 1;
      const read = await repository.create({ id: `run-${run}`, balance: 0 });
      const outcomes = await Promise.allSettled(balances.map((balance) => repository.save({ ...read, balance })));
      const saved = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
      const rejected = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      assert.is(saved.length, 1);
      assert.ok(rejected.every((reason) => reason instanceof ConflictError));
      assert.equal(await repository.get(read), saved[0]);
    });
    await fc.assert(property, { numRuns: 20 });
  });

  test.run();
}
