import { batchWrite, ConflictError, entity, number, string, stringSet } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const fileIn = (table: string) =>
  entity('File', {
    table,
    attributes: {
      id: string(),
      owner: string().readOnly(),
      origin: string().optional().readOnly(),
      labels: stringSet().optional(),
      size: number().default(0),
    },
    key: { partition: 'id' },
  });

const key = { id: '1' };
const file = { ...key, owner: 'jane', size: 1 };

for (const adapter of adapters()) {
  const test = suite(`read-only attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('are stored when an item is new, and no update takes them', async () => {
    const { repository, spy } = await openRepository(adapter, fileIn);
    assert.equal(await repository.create(file), file);
    spy.take();
    const change = (changes: unknown): Promise<string> =>
      badInput(() => Reflect.apply(repository.update, repository, [key, changes]));
    assert.is(await change({ owner: 'joe' }), 'File.owner cannot be changed: it is read-only');
    assert.is(await change({ origin: 'x' }), 'File.origin cannot be changed: it is read-only');
    const upsert = () => repository.update({ id: '2' }, { size: 1 }, { upsert: true });
    assert.is(await badInput(upsert), 'File.owner is required: use create');
    assert.equal(spy.take(), []);
    assert.equal(await repository.update(key, { size: 2 }), { ...file, size: 2 });
  });

  test('put and save write the same value, and another one is a conflict', async () => {
    const { repository } = await openRepository(adapter, fileIn);
    await repository.put(file);
    assert.equal(await repository.put({ ...file, size: 2 }), { ...file, size: 2 });
    assert.equal(await repository.save({ ...file, size: 3 }), { ...file, size: 3 });
    const other = { ...file, owner: 'joe' };
    for (const write of [
      () => repository.put(other),
      () => repository.save(other),
      () => repository.save(other, { from: file }),
    ]) {
      const { message } = await thrown(ConflictError, write);
      assert.match(message, 'owner = "joe"');
    }
    assert.equal(await repository.get(key), { ...file, size: 3 });
  });

  test('an absent one can be stored once', async () => {
    const { repository } = await openRepository(adapter, fileIn);
    const created = await repository.create(file);
    const complete = await repository.save({ ...created, origin: 'x' }, { from: created });
    assert.equal(complete, { ...file, origin: 'x' });
    await thrown(ConflictError, () => repository.save(created));
    await thrown(ConflictError, () => repository.save(created, { from: complete }));
    assert.equal(await repository.save(complete), complete);
  });

  test('a batch of requests cannot check them, and names the call that does without', async () => {
    const { repository, spy } = await openRepository(adapter, fileIn);
    const message = await badInput(() => batchWrite(spy, [repository.requests.put(file)]));
    assert.match(message, 'use writeMany, which does not check read-only attributes');
    assert.equal(await repository.writeMany({ put: [file] }), [file]);
  });

  test.run();
}
