import { batchGet, CapacityCounter, type Explanation, entity, number, repository, string, stringSet } from 'dynarepo';
import { explain, explainBatch } from 'dynarepo/explain';
import { MemoryDynamoDb } from 'dynarepo/memory';
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
  assert.match(explained.assumptions[0] ?? '', 'changes within attributes');
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
  return { db, words };
}

async function consumed(
  call: (options: { capacity: CapacityCounter }) => Promise<unknown>,
): Promise<Explanation['capacity']> {
  const capacity = new CapacityCounter();
  await call({ capacity });
  return JSON.parse(JSON.stringify(capacity));
}
