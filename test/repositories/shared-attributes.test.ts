import { entity, isoDate, repository, string, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';

const audited = { id: string(), changedBy: string(), changedAt: isoDate(), version: version() };
const audit = { changedBy: 'ann', changedAt: new Date(1_000) };

for (const adapter of adapters()) {
  const test = suite(`shared attributes on ${adapter.name}`);
  test.after(() => adapter.close());

  test('entities share attributes by spread, and each can rename one', async () => {
    const db = await adapter.open();
    const Film = entity('Film', {
      table: adapter.tableName('films'),
      attributes: { ...audited, title: string(), changedBy: audited.changedBy.storedAs('by') },
      key: { partition: 'id' },
    });
    const Actor = entity('Actor', {
      table: adapter.tableName('actors'),
      attributes: { ...audited, name: string() },
      key: { partition: 'id' },
      indexes: { byName: { partition: 'name' } },
    });
    const films = repository(Film, db);
    const actors = repository(Actor, db);
    await Promise.all([films.table.ensure(), actors.table.ensure()]);

    const film = await films.create({ id: 'f', title: 'Metropolis', ...audit });
    const actor = await actors.create({ id: 'a', name: 'Brigitte Helm', ...audit });

    assert.equal(film, { id: 'f', title: 'Metropolis', ...audit, version: 1 });
    assert.equal(actor, { id: 'a', name: 'Brigitte Helm', ...audit, version: 1 });
    const item = async (TableName: string, id: string) =>
      (await db.execute('GetItem', { TableName, Key: { id: { S: id } } })).Item;
    assert.equal(Object.keys((await item(Film.table, 'f')) ?? {}).toSorted(), [
      'by',
      'changedAt',
      'id',
      'title',
      'version',
    ]);
    assert.equal((await item(Actor.table, 'a'))?.changedBy, { S: 'ann' });
    assert.is((await films.update(film, { title: 'M' })).version, 2);
  });

  test.run();
}
