import {
  batchGet,
  batchWrite,
  CapacityCounter,
  type Explanation,
  entity,
  list,
  map,
  number,
  numberSet,
  repository,
  string,
  stringSet,
  transactGet,
  transactWrite,
} from 'dynarepo';
import { explain, explainBatch, explainTransaction } from 'dynarepo/explain';
import { MemoryDynamoDb } from 'dynarepo/memory';
import type { PathsOf, UpdateCallback } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

const Word = entity('Word', {
  table: 'words',
  attributes: {
    book: string(),
    word: string(),
    text: string(),
    label: string(),
    count: number(),
    tags: stringSet().optional(),
  },
  key: { partition: 'book', sort: 'word' },
  indexes: {
    byLabel: { partition: 'label' },
    byCount: { sort: 'count', projection: 'KEYS_ONLY' },
    byWord: { partition: 'word', projection: ['tags'] },
  },
});
const ant = { book: 'zoo', word: 'ant', text: 'x'.repeat(2_500), label: 'new', count: 1, tags: new Set(['small']) };

const test = suite('estimates of capacity');

test('a change within an attribute changes the entries of the indexes that have it', async () => {
  const { words } = await open();
  await words.put(ant);
  const request = words.requests.update(ant, (w) => [w.tags.add('big')]);
  const explained = explain(request, { stored: ant });
  const spent = await consumed((options) => words.update(ant, (w) => [w.tags.add('big')], options));
  assert.equal(explained.capacity, spent);
  assert.equal(explained.capacity.tables.words?.indexes, {
    byLabel: { read: 0, write: 3 },
    byWord: { read: 0, write: 1 },
  });
  assert.equal(explained.assumptions, []);
});

const Note = entity('Note', {
  table: 'notes',
  attributes: {
    id: string(),
    body: map({ text: string().optional(), at: number().optional(), words: stringSet().optional() }).optional(),
    lines: list(string()).default(() => []),
    sizes: numberSet().optional(),
    count: number().default(0),
  },
  key: { partition: 'id' },
  indexes: { byCount: { partition: 'count' }, keysOnly: { partition: 'id', projection: 'KEYS_ONLY' } },
});
const long = 'x'.repeat(1_500);
const note = {
  id: 'n',
  body: { text: 'short', at: 1, words: new Set([long, 'b']) },
  lines: [long, 'a', long, 'b', long],
  sizes: new Set([1, 2]),
  count: 1,
};
const nested: Readonly<Record<string, UpdateCallback<typeof Note>>> = {
  'a longer text in a map': (u) => [u.body.at('text').set(long)],
  'the removal of a set in a map': (u) => [u.body.at('words').remove()],
  'a new member of a set in a map': (u) => [u.body.at('words').add(`${long}y`)],
  'the removal of members of sets': (u) => [u.body.at('words').delete(long, 'none'), u.sizes.delete(1, 2)],
  'a number in a map': (u) => [u.body.at('at').add(10), u.count.set(u.count.plus(7))],
  'more elements of a list': (u) => [u.lines.append(long, long)],
  'an element beyond the end of a list': (u) => [u.lines.at(9).set(long), u.lines.at(0).set('c')],
  'the removal of elements of a list': (u) => [u.lines.at(0).remove(), u.lines.at(2).remove(), u.lines.at(8).remove()],
  'a text unless there is one': (u) => [u.body.at('text').set(u.body.at('text').orElse(long)), u.sizes.add(3)],
};
for (const [name, change] of Object.entries(nested)) {
  test(`the estimate of ${name} is what it consumes, exactly`, async () => {
    const { notes } = await open();
    await notes.put(note);
    const explained = explain(notes.requests.update(note, change), { stored: note });
    assert.equal(explained.capacity, await consumed((options) => notes.update(note, change, options)));
    assert.equal(explained.assumptions, []);
  });
}

test('the maps that an update creates are part of an estimate', async () => {
  const { notes } = await open();
  const empty = { id: 'n', lines: [], count: 0 };
  await notes.put(empty);
  const create = (u: PathsOf<typeof Note>) => [u.body.at('text').set(long)];
  const { requests } = notes;
  const explained = explain(requests.update(empty, create, { createParents: true }), { stored: empty });
  assert.is(explained.capacity.tables.notes?.write, 2);
  assert.is(explain(requests.update(empty, create, { createParents: true })).capacity.tables.notes?.write, 2);
  await notes.update(empty, create, { createParents: true });
  assert.is(explain(requests.update(empty, create)).capacity.tables.notes?.write, 2, 'of an item that is not known');
});

test('a batch rejects requests with conditions, as when it is sent', async () => {
  const { db, words } = await open();
  const { requests } = words;
  const condition = (w: PathsOf<typeof Word>) => w.count.gt(0);
  for (const request of [requests.put(ant, { condition }), requests.delete(ant, { condition })]) {
    const sent = await badInput(() => batchWrite(db, [request]));
    assert.is(await badInput(() => explainBatch([request])), sent.replace('batchWrite', 'explainBatch'));
  }
  assert.match(await badInput(() => explainBatch([requests.create(ant)])), 'explainBatch cannot check the condition');
});

test('a delete of an item that is not known is estimated for one that exists', async () => {
  const { words } = await open();
  const request = words.requests.delete(ant);
  assert.is(explain(request).assumptions[0], 'the item exists');
  assert.equal(explain(request, { stored: ant }).assumptions, []);
});

test('a request that went through JSON is rejected with clear words', async () => {
  const { db, words } = await open();
  const [get, put] = [words.requests.get(ant), words.requests.put(ant)];
  const text = /request number 1 is a copy without functions, as JSON makes it/;
  for (const request of [get, put, words.requests.scan()]) {
    const copy = JSON.parse(JSON.stringify(request));
    assert.match(await badInput(() => explain(copy)), text);
    assert.match(await badInput(() => explainBatch([copy])), /request number 1 is a copy|number 1 is not one/);
    assert.match(await badInput(() => explainTransaction([copy])), /request number 1 is a copy|number 1 is not one/);
  }
  const copies = [JSON.parse(JSON.stringify(put))];
  assert.match(await badInput(() => transactWrite(db, copies)), text);
  assert.match(await badInput(() => batchWrite(db, copies)), text);
  assert.match(await badInput(() => transactGet(db, [JSON.parse(JSON.stringify(get))])), text);
  assert.match(await badInput(() => batchGet(db, [JSON.parse(JSON.stringify(get))])), text);
});

test('a batch reads each item once, and other attributes of a table in a request of their own', async () => {
  const { db, words } = await open();
  await words.put(ant);
  const gets = [
    words.requests.get(ant),
    words.requests.get(ant, { attributes: ['count'] }),
    words.requests.get({ book: 'zoo', word: 'none' }),
    words.requests.get(ant),
  ] as const;
  const explained = explainBatch(gets, { stored: [ant, ant, undefined, ant], itemBytes: 0 });
  db.take();
  assert.equal(explained.capacity, await consumed((options) => batchGet(db, gets, options)));
  assert.is(explained.requests, db.take().length);
  assert.is(explained.parts?.length, 4);
});

test('a batch that writes an item twice is rejected, as it is when it is sent', async () => {
  const { words } = await open();
  const writes = [words.requests.put(ant), words.requests.delete(ant)];
  assert.match(await badInput(() => explainBatch(writes)), 'appears twice in explainBatch');
});

test.run();

async function open() {
  const db = new SpyingDynamoDb(new MemoryDynamoDb());
  const words = repository(Word, db);
  await words.table.ensure();
  const notes = repository(Note, db);
  await notes.table.ensure();
  return { db, words, notes };
}

async function consumed(
  call: (options: { capacity: CapacityCounter }) => Promise<unknown>,
): Promise<Explanation['capacity']> {
  const capacity = new CapacityCounter();
  await call({ capacity });
  return JSON.parse(JSON.stringify(capacity));
}
