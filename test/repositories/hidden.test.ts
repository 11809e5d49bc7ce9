import { ConflictError, entity, number, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const accountIn = (table: string) =>
  entity('Account', {
    table,
    attributes: {
      id: string(),
      name: string(),
      hash: string().hidden(),
      tries: number().default(0).hidden(),
      note: string().optional().storedAs('n').hidden(),
    },
    key: { partition: 'id' },
    indexes: { byHash: { partition: 'hash', projection: ['name', 'note'] } },
  });

const key = { id: '1' };
const account = { ...key, name: 'Jane' };
const all = ['id', 'name', 'hash', 'tries', 'note'] as const;

for (const adapter of adapters()) {
  const test = suite(`hidden attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('are stored, and read only where they are named', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const created = await repository.create({ ...account, hash: 'x', note: 'y' });
    assert.equal(created, account);
    assert.equal(await repository.get(key), account);
    assert.equal(await repository.getMany([key]), [account]);
    assert.equal(await repository.query(key).all(), [account]);
    assert.equal(await repository.update(key, { note: 'z' }), account);
    const found = await repository.get(key, { attributes: ['name', 'hash', 'tries'] });
    assert.equal(found, { name: 'Jane', hash: 'x', tries: 0 });
    assert.equal(await repository.scan({ attributes: ['note'] }).all(), [{ note: 'z' }]);
    assert.equal(await repository.delete(key), account);
  });

  test('filters, conditions and indexes use them', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    await repository.create({ ...account, hash: 'x', note: 'y' });
    assert.equal(await repository.scan({ filter: (u) => u.hash.eq('x') }).all(), [account]);
    assert.equal(await repository.scan({ filter: (u) => u.hash.eq('y') }).all(), []);
    const byHash = () => repository.index('byHash').query({ hash: 'x' }).all();
    assert.equal(await eventually(adapter, byHash, ({ length }) => length === 1), [account]);
    await repository.update(key, (u) => [u.tries.add(1)], { condition: (u) => u.hash.eq('x') });
    const failed = () => repository.update(key, { name: 'Joe' }, { condition: (u) => u.tries.eq(5) });
    assert.equal((await thrown(ConflictError, failed)).found, account);
  });

  test('save of an entity as read keeps them, and stores those that are given', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const created = await repository.create({ ...account, hash: 'x', tries: 5, note: 'y' });
    const stored = () => repository.get(key, { attributes: all, consistent: true });
    await repository.save({ ...created, name: 'Joan' });
    assert.equal(await stored(), { ...key, name: 'Joan', hash: 'x', tries: 5, note: 'y' });
    await repository.save({ ...created, name: 'Jo' }, { from: created });
    await repository.modify(key, (read) => ({ ...read, name: `${read.name}!` }));
    assert.equal(await stored(), { ...key, name: 'Jo!', hash: 'x', tries: 5, note: 'y' });
    await repository.save({ ...created, hash: 'z' });
    assert.equal(await stored(), { ...account, hash: 'z', tries: 5, note: 'y' });
    await repository.update(key, (u) => [u.note.remove()]);
    assert.equal(await stored(), { ...account, hash: 'z', tries: 5 });
  });

  test('a save that would create an item without them is a conflict, and a put needs them', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    const { message } = await thrown(ConflictError, () => repository.save(account));
    assert.is(message, 'Account { id: "1" } does not exist');
    assert.equal(await repository.scan().all(), []);
    const put = () => repository.put(account);
    assert.is(await badInput(put), 'Account.hash is required, but is missing');
    await repository.save({ ...account, hash: 'x' });
    const stored = await repository.get(key, { attributes: all });
    assert.equal(stored, { ...account, hash: 'x', tries: 0 });
    assert.equal(await repository.scan({ filter: (u) => u.tries.eq(0) }).all(), [account]);
  });

  test('the attributes that an update changed come without them', async () => {
    const { repository } = await openRepository(adapter, accountIn);
    await repository.create({ ...account, hash: 'x' });
    const changes = { name: 'Joan', hash: 'y' };
    assert.equal(await repository.update(key, changes, { returning: 'updated' }), { name: 'Joan' });
    assert.equal(await repository.update(key, { hash: 'z' }, { returning: 'updated' }), {});
  });

  test.run();
}
