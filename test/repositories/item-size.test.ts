import { ConflictError, entity, isoDate, list, map, number, sizeOf, string, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository, thrown } from './open-repository.ts';

const noteIn = (table: string) =>
  entity('Note', {
    table,
    attributes: {
      id: string(),
      text: string().storedAs('t'),
      pages: list(map({ text: string() })).default(() => []),
      read: number().default(0),
      at: isoDate().optional(),
      version: version(),
    },
    key: { partition: 'id' },
  });
const limit = 409_600;
/** The size of a note without its text: names, id, empty list, 0, version. */
const otherBytes = 2 + 1 + 1 + (5 + 3) + (4 + 1) + (7 + 2);
const longest = 'x'.repeat(limit - otherBytes);
const key = { id: '1' };

for (const adapter of adapters()) {
  const test = suite(`item sizes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an item of the largest size is stored, and one that is a little smaller by an update', async () => {
    const { repository } = await openRepository(adapter, noteIn);
    const note = { ...key, text: longest };
    assert.is(sizeOf(repository.entity, note), limit);
    const created = await repository.create(note);
    assert.is(sizeOf(repository.entity, created), limit);
    await repository.put(created);
    // DynamoDB also counts the names and expressions of an update.
    const shorter = longest.slice(1_000);
    await repository.save({ ...note, text: shorter }, { ignoreVersion: true });
    await repository.update(key, { text: shorter });
  });

  test('a larger item is rejected before it is sent, with its size', async () => {
    const { repository, spy } = await openRepository(adapter, noteIn);
    const note = { ...key, text: `${longest}é` };
    assert.is(sizeOf(repository.entity, note), limit + 2);
    const message = `Note { id: "1" } has ${limit + 2} bytes, but an item can have at most ${limit}`;
    assert.is(await badInput(() => repository.create(note)), message);
    assert.is(await badInput(() => repository.put(note)), message);
    assert.is(await badInput(() => repository.writeMany({ put: [note] }, { ignoreVersion: true })), message);
    const large = { ...note, text: `${longest}${longest}` };
    assert.match(await badInput(() => repository.save(large)), /Note \{ id: "1" \} has 819\d{3} bytes, but/);
    const pages = Array.from({ length: 5 }, () => ({ text: 'x'.repeat(100_000) }));
    assert.match(await badInput(() => repository.update(key, { pages })), /has 500056 bytes/);
    assert.match(
      await badInput(() => repository.update(key, (u) => [u.pages.at(0).at('text').set('x'.repeat(limit))])),
      /has 409604 bytes/,
    );
    assert.match(await badInput(() => repository.requests.put(note)), /at most 409600/);
    assert.equal(spy.take(), []);
  });

  test('what an update adds to a stored item is not known before sending: the service rejects it', async () => {
    const { repository } = await openRepository(adapter, noteIn);
    const created = await repository.create({ ...key, text: longest });
    const error = await thrown(Error, () => repository.update(created, { at: new Date(0) }));
    assert.match(error.message, /size/i);
    assert.not.instance(error, ConflictError);
  });

  test.run();
}
