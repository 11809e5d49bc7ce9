import { ConflictError, entity, ItemNotFoundError, number, string, version } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, opened, thrown } from './opened.ts';

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

  test('create stores version 1, and every save, update and put of what came back raises it', async () => {
    const { kept } = await opened(adapter, accountIn);
    const created = await kept.create({ ...key, balance: 1 });
    assert.equal(created, { ...key, balance: 1, version: 1 });
    const saved = await kept.save({ ...created, balance: 2 });
    assert.equal(saved, { ...key, balance: 2, version: 2 });
    const updated = await kept.update(saved, (u) => [u.balance.add(1)]);
    assert.equal(updated, { ...key, balance: 3, version: 3 });
    const put = await kept.put({ ...updated, balance: 4 });
    assert.equal(put, { ...key, balance: 4, version: 4 });
    assert.equal(await kept.get(key), put);
    assert.equal(await kept.delete(put), put);
  });

  test('an old object is a conflict that says so, and nothing is written', async () => {
    const { kept } = await opened(adapter, accountIn);
    const old = await kept.create({ ...key, balance: 1 });
    const current = await kept.update(old, { balance: 2 });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => kept.save(old),
      () => kept.save({ ...old, balance: 9 }, { from: old }),
      () => kept.update(old, { balance: 9 }),
      () => kept.put(old),
      () => kept.delete(old),
    ];
    for (const call of calls) {
      const error = await thrown(ConflictError, call);
      assert.match(error.message, 'is stored with version 2, and what was given carries version 1: it is an old one');
      assert.is(error.givenVersion, 1, String(call));
      assert.is(error.storedVersion, 2, String(call));
      assert.equal(error.found, current);
    }
    assert.equal(await kept.get(key), current);
  });

  test('a bare key carries no version, so nothing is checked, and the version is raised all the same', async () => {
    const { kept } = await opened(adapter, accountIn);
    await kept.create({ ...key, balance: 1 });
    assert.is((await kept.update(key, { balance: 2 })).version, 2);
    assert.is((await kept.delete(key))?.version, 2);
  });

  test('a forced save or update leaves the check out and still raises the version', async () => {
    const { kept } = await opened(adapter, accountIn);
    const old = await kept.create({ ...key, balance: 1 });
    await kept.update(old, { balance: 2 });
    const forced = await kept.save({ ...old, balance: 3 }, { ignoreVersion: true });
    assert.equal(forced, { ...key, balance: 3, version: 3 });
    assert.is((await kept.update(old, { balance: 4 }, { ignoreVersion: true })).version, 4);
    await thrown(ConflictError, () => kept.save(forced));
    assert.is((await kept.delete(old, { ignoreVersion: true }))?.version, 4);
  });

  test('a forced put writes the version it carries and one more, so an old one comes back', async () => {
    const { kept } = await opened(adapter, accountIn);
    const old = await kept.create({ ...key, balance: 1 });
    await kept.update(key, { balance: 2 });
    await kept.update(key, { balance: 3 });
    assert.is((await kept.put(old, { ignoreVersion: true })).version, 2);
    assert.is((await kept.put({ ...key, balance: 5 }, { ignoreVersion: true })).version, 1);
  });

  test('a put or save without a version demands that none is stored, and stores 1', async () => {
    const { kept } = await opened(adapter, accountIn);
    assert.equal(await kept.put({ ...key, balance: 1 }), { ...key, balance: 1, version: 1 });
    const error = await thrown(ConflictError, () => kept.put({ ...key, balance: 2 }));
    assert.match(error.message, 'is stored with version 1, and what was given carries none');
    await thrown(ConflictError, () => kept.save({ ...key, balance: 2 }));
    assert.equal(await kept.save({ id: 'b', balance: 2 }), { id: 'b', balance: 2, version: 1 });
  });

  test('a conflict with an item that has no version, or an older one, does not call the object given old', async () => {
    const { kept, spy } = await opened(adapter, accountIn);
    const ahead = { ...key, balance: 1, version: 3 };
    const Item = { id: { S: 'a' }, balance: { N: '1' } };
    await spy.execute('PutItem', { TableName: kept.table.name, Item });
    const unversioned = await thrown(ConflictError, () => kept.save(ahead));
    assert.is(
      unversioned.message,
      'Account { id: "a" } is stored without a version, and what was given carries version 3',
    );
    assert.is(unversioned.storedVersion, 0);
    await kept.update(key, { balance: 2 });
    const older = await thrown(ConflictError, () => kept.save(ahead));
    assert.is(older.message, 'Account { id: "a" } is stored with version 1, and what was given carries version 3');
  });

  test('an item that was stored without a version is written like any other, and has one from then on', async () => {
    const { kept, spy } = await opened(adapter, accountIn);
    const Item = { id: { S: 'a' }, balance: { N: '1' } };
    await spy.execute('PutItem', { TableName: kept.table.name, Item });
    const found = await kept.getOrThrow(key);
    assert.is(found.version, 0);
    const saved = await kept.save({ ...found, balance: 2 });
    assert.is(saved.version, 1);
    const error = await thrown(ConflictError, () => kept.update(found, { balance: 3 }));
    assert.is(error.storedVersion, 1);
  });

  test('a versioned object whose item is gone is a conflict, and for update an item not found', async () => {
    const { kept } = await opened(adapter, accountIn);
    const gone = await kept.create({ ...key, balance: 1 });
    await kept.delete(gone);
    await thrown(ItemNotFoundError, () => kept.update(gone, { balance: 2 }));
    for (const call of [() => kept.save(gone), () => kept.put(gone), () => kept.delete(gone)]) {
      const error = await thrown(ConflictError, call);
      assert.is(error.item, undefined);
    }
  });

  test('the version is never the caller’s to set', async () => {
    const { kept, spy } = await opened(adapter, accountIn);
    const carrying = { ...key, balance: 1, version: 3 };
    const changes = { balance: 2, version: 3 };
    assert.match(await badInput(() => kept.create(carrying)), 'leave its version out');
    assert.match(await badInput(() => kept.update(key, changes)), 'Account.version');
    assert.match(await badInput(() => kept.put({ ...key, balance: 1, version: 1.5 })), 'Account.version');
    assert.match(await badInput(() => kept.update({ ...key, balance: 1, version: -1 }, { balance: 2 })), 'version');
    assert.equal(spy.take(), []);
  });

  test('of several who save what they all read, one succeeds, whatever they save', async () => {
    const { kept } = await opened(adapter, accountIn);
    let run = 0;
    const property = fc.asyncProperty(fc.array(fc.integer(), { minLength: 2, maxLength: 5 }), async (balances) => {
      run += 1;
      const read = await kept.create({ id: `run-${run}`, balance: 0 });
      const outcomes = await Promise.allSettled(balances.map((balance) => kept.save({ ...read, balance })));
      const saved = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
      assert.is(saved.length, 1);
      assert.ok(refused.every((reason) => reason instanceof ConflictError));
      assert.equal(await kept.get(read), saved[0]);
    });
    await fc.assert(property, { numRuns: 20 });
  });

  test.run();
}
