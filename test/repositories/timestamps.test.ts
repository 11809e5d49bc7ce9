import { createdAt, entity, epochSeconds, gte, isoDate, key, string, table, updatedAt, version } from 'dynarepo';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, eventually, openRepository, thrown } from './open-repository.ts';

const noteIn = (name: string) =>
  entity('Note', {
    table: table(name, {
      key: { partition: 'pk' },
      indexes: {
        recent: { partition: 'gsi1pk', sort: 'gsi1sk' },
        oldest: { partition: 'gsi2pk', sort: { name: 'gsi2sk', type: 'N' } },
      },
    }),
    attributes: {
      id: string(),
      text: string(),
      tag: string().optional(),
      made: createdAt(epochSeconds()).storedAs('m'),
      changed: updatedAt(),
      version: version(),
    },
    key: { partition: key`NOTE#${'id'}` },
    indexes: {
      recent: { partition: key`NOTES`, sort: key`${'changed'}` },
      oldest: { partition: key`NOTES`, sort: 'made' },
    },
  });

const pageIn = (table: string) =>
  entity('Page', {
    table,
    attributes: {
      id: string(),
      text: string().optional(),
      made: createdAt(isoDate().default(() => new Date(0))),
      changed: updatedAt(isoDate().default(() => new Date(0))),
    },
    key: { partition: 'id' },
    indexes: { byTime: { partition: 'text', sort: 'changed' } },
  });

const startMs = Date.UTC(2024, 4, 1, 12, 0, 0, 700);
const after = (delayMs: number) => new Date(startMs + delayMs);

for (const adapter of adapters()) {
  const test = suite(`timestamps on ${adapter.name}`);
  test.after(() => adapter.close());

  test('create stores the time of both, and an update changes one of them', async () => {
    const { notes, clock, stored } = await openNotes(adapter);
    const created = await notes.create({ id: '1', text: 'a' });
    assert.equal(created, { id: '1', text: 'a', made: after(-700), changed: after(0), version: 1 });
    await clock.sleep(5_000);
    const updated = await notes.update(created, { text: 'b' });
    assert.equal(updated, { ...created, text: 'b', changed: after(5_000), version: 2 });
    assert.equal(await notes.getOrThrow({ id: '1' }), updated);
    const { m, changed, gsi1sk, gsi2sk } = await stored();
    assert.equal([m, changed], [{ N: '1714564800' }, { S: '2024-05-01T12:00:05.700Z' }]);
    assert.equal([gsi1sk, gsi2sk], [changed, m], 'the index keys are made of them');
  });

  test('put and save of an entity as read keep the time of its creation', async () => {
    const { notes, clock } = await openNotes(adapter);
    const created = await notes.create({ id: '1', text: 'a', tag: 'x' });
    await clock.sleep(5_000);
    const put = await notes.put({ ...created, text: 'b' });
    assert.equal(put, { ...created, text: 'b', changed: after(5_000), version: 2 });
    await clock.sleep(5_000);
    const { tag: _, ...withoutTag } = put;
    const saved = await notes.save(withoutTag);
    assert.equal(saved, { ...withoutTag, changed: after(10_000), version: 3 });
    await clock.sleep(5_000);
    const different = await notes.save({ ...saved, text: 'c' }, { from: saved });
    assert.equal(different, { ...saved, text: 'c', changed: after(15_000), version: 4 });
    const { made: _made, ...withoutTime } = different;
    assert.equal((await notes.save({ ...withoutTime, text: 'd' }, { from: different })).made, created.made);
  });

  test('a write that may find an item or not stores the time of its creation only where none is stored', async () => {
    const { pages, clock } = await openPages(adapter);
    const upsert = () => pages.update({ id: '1' }, { text: 'a' }, { upsert: true });
    assert.equal(await upsert(), { id: '1', text: 'a', made: after(0), changed: after(0) });
    await clock.sleep(1_000);
    assert.equal(await upsert(), { id: '1', text: 'a', made: after(0), changed: after(1_000) });
    await clock.sleep(1_000);
    assert.equal(await pages.save({ id: '1' }), { id: '1', made: after(0), changed: after(2_000) });
    assert.equal(await pages.save({ id: '2' }), { id: '2', made: after(2_000), changed: after(2_000) });
    await clock.sleep(1_000);
    assert.equal(await pages.put({ id: '1' }), { id: '1', made: after(3_000), changed: after(3_000) });
    const [batched] = await pages.writeMany({ put: [{ id: '3' }] });
    assert.equal(batched, { id: '3', made: after(3_000), changed: after(3_000) });
  });

  test('conditions and sort keys take dates', async () => {
    const { pages, clock } = await openPages(adapter);
    const created = await pages.create({ id: '1', text: 'a' });
    await clock.sleep(1_000);
    assert.equal(await pages.scan({ filter: (u) => u.made.lt(after(1)) }).all(), [created]);
    assert.equal(await pages.scan({ filter: (u) => u.changed.gt(after(0)) }).all(), []);
    const updated = await pages.update(created, { text: 'a' }, { condition: (u) => u.changed.eq(created.changed) });
    const recent = () =>
      pages
        .index('byTime')
        .query({ text: 'a', changed: gte(after(1_000)) })
        .all();
    assert.equal(await eventually(adapter, recent, ({ length }) => length === 1), [updated]);
  });

  test('an item that lacks them reads with the default of their form, and is an error without one', async () => {
    const { pages, spy } = await openPages(adapter);
    await spy.execute('PutItem', { TableName: pages.table.name, Item: { id: { S: '1' } } });
    assert.equal(await pages.get({ id: '1' }), { id: '1', made: new Date(0), changed: new Date(0) });
    const updated = await pages.update({ id: '1' }, { text: 'a' });
    assert.equal(updated, { id: '1', text: 'a', made: new Date(0), changed: after(0) });
    const { notes, spy: other } = await openNotes(adapter);
    const Item = { pk: { S: 'NOTE#1' }, id: { S: '1' }, text: { S: 'a' } };
    await other.execute('PutItem', { TableName: notes.table.name, Item });
    const { message } = await thrown(Error, () => notes.get({ id: '1' }));
    assert.match(message, 'Note.made is required, but is missing from the stored item');
  });

  test('only dynarepo sets them', async () => {
    const { notes, spy } = await openNotes(adapter);
    const times = { made: after(-700), changed: after(0) };
    const whole = { id: '1', text: 'a', ...times };
    assert.is(await badInput(() => notes.create(whole)), 'Note create sets made: leave it out');
    const changes = (): unknown => Reflect.apply(notes.update, notes, [{ id: '1' }, { made: after(0) }]);
    assert.is(await badInput(changes), 'Note.made cannot be changed: only dynarepo sets it');
    const unknown = 'Note.made is part of the index key gsi2sk: use create or put';
    assert.is(await badInput(() => notes.save({ id: '1', text: 'a' })), unknown);
    assert.is(await badInput(() => notes.update({ id: '1' }, { text: 'a' }, { upsert: true })), unknown);
    assert.equal(spy.take(), []);
  });

  test.run();
}

async function openNotes(adapter: AdapterUnderTest) {
  const clock = clockAt(startMs);
  const { repository: notes, spy } = await openRepository(adapter, noteIn, { clock });
  const stored = async () => {
    const request = { TableName: notes.table.name, Key: { pk: { S: 'NOTE#1' } }, ConsistentRead: true };
    return (await spy.execute('GetItem', request)).Item ?? {};
  };
  return { notes, clock, spy, stored };
}

async function openPages(adapter: AdapterUnderTest) {
  const clock = clockAt(startMs);
  const { repository: pages, spy } = await openRepository(adapter, pageIn, { clock });
  return { pages, clock, spy };
}

function clockAt(nowMs: number) {
  const clock = instantClock();
  void clock.sleep(nowMs);
  return clock;
}
