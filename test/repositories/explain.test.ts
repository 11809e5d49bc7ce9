import {
  batchGet,
  batchWrite,
  CapacityCounter,
  type Explanation,
  entity,
  items,
  key,
  map,
  number,
  oneOf,
  repository,
  sizeOf,
  string,
  stringSet,
  table,
  transactGet,
  transactWrite,
  UnitOfWork,
  union,
  version,
} from 'dynarepo';
import { type Explainable, explain, explainBatch, explainTransaction } from 'dynarepo/explain';
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
    count: number(),
    label: string().optional(),
    kind: oneOf('noun', 'verb').optional(),
    tags: stringSet().optional(),
  },
  key: { partition: 'book', sort: 'word' },
  indexes: {
    byCount: { sort: 'count', projection: 'KEYS_ONLY' },
    byLabel: { partition: 'label' },
    byKind: { partition: 'kind', sort: 'count', projection: ['label'] },
  },
});

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { inverted: { partition: 'sk', sort: 'pk', projection: 'KEYS_ONLY' } },
});
const Member = entity('Member', {
  table: App,
  attributes: {
    id: string(),
    email: string(),
    tenant: string().optional(),
    name: string().optional(),
    version: version(),
  },
  key: { partition: key`MEMBER#${'id'}`, sort: key`PROFILE` },
  unique: ['email', ['tenant', 'name']],
});

const word = { book: 'zoo', word: 'ant', text: 'x'.repeat(2_500), count: 1 };
const labelled = { ...word, label: 'new', kind: 'noun' as const };
const member = { id: 'm1', email: 'jane@example.org' };

/** Opens empty tables. */
async function open() {
  const db = new MemoryDynamoDb();
  const [words, members] = [repository(Word, db), repository(Member, db)];
  await words.table.ensure();
  await members.table.ensure();
  return { db, words, members };
}

/** The counters of calls, and the estimates to compare them with. */
const checked = new Map<CapacityCounter, Explanation>();

function checking(estimate: Explanation): CapacityCounter {
  const counter = new CapacityCounter();
  checked.set(counter, estimate);
  return counter;
}

const test = suite('explained requests');

test('an explanation has the key and the expressions as text, and nothing is sent', () => {
  const spy = new SpyingDynamoDb(new MemoryDynamoDb());
  const { requests } = repository(Word, spy);
  const update = explain(
    requests.update(word, (w) => [w.count.add(2), w.label.set('old')], { condition: (w) => w.text.beginsWith('x') }),
    { itemBytes: 1_500 },
  );
  assert.equal(update, {
    operation: 'UpdateItem',
    table: 'words',
    key: { book: 'zoo', word: 'ant' },
    condition: 'attribute_exists(book) AND begins_with(text, "x")',
    update: 'SET label = "old" ADD count 2',
    requests: 1,
    capacity: {
      read: 0,
      write: 10,
      tables: {
        words: {
          read: 0,
          write: 2,
          indexes: {
            byCount: { read: 0, write: 2 },
            byLabel: { read: 0, write: 4 },
            byKind: { read: 0, write: 2 },
          },
        },
      },
    },
    assumptions: ['the item is in every index, and each change stores another value'],
    warnings: [
      {
        kind: 'hot partition',
        text: 'the index byKind has 2 partitions, by kind; each sustains 3,000 read units and 1,000 write units a second',
      },
    ],
  });
  const get = explain(requests.get(word, { attributes: ['text'], consistent: true }));
  assert.equal([get.operation, get.key, get.attributes], ['GetItem', { book: 'zoo', word: 'ant' }, ['text']]);
  assert.equal(get.assumptions, ['the item has at most 4 KB: neither stored nor itemBytes is given']);
  assert.is(get.capacity.read, 1);
  const query = explain(requests.query({ book: 'zoo' }, { pageSize: 2 }), { items: 9, itemBytes: 5_000 });
  assert.equal([query.operation, query.requests, query.capacity.read], ['Query', 1, 1.5], 'of one page');
  assert.equal(explain(requests.scan()).warnings[0]?.kind, 'scan');
  const results = repository(Word, spy).query({ book: 'zoo' });
  assert.equal(explain(results, { items: 9, itemBytes: 5_000 }), results.explain({ items: 9, itemBytes: 5_000 }));
  assert.equal(spy.takeNames(), []);
});

type Opened = Awaited<ReturnType<typeof open>>;
type Options = { readonly capacity: CapacityCounter };

/** A request, what is stored before, and the call that sends it. */
interface Case {
  readonly name: string;
  readonly stored?: typeof labelled | typeof word;
  readonly request: (opened: Opened) => Explainable;
  readonly send: (opened: Opened, options: Options) => Promise<unknown>;
}

const changes = { count: 5, label: 'other' };
const cases: readonly Case[] = [
  {
    name: 'create',
    request: ({ words }) => words.requests.create(labelled),
    send: ({ words }, options) => words.create(labelled, options),
  },
  {
    name: 'create without index keys',
    request: ({ words }) => words.requests.create(word),
    send: ({ words }, options) => words.create(word, options),
  },
  {
    name: 'put over a larger item',
    stored: { ...labelled, text: 'y'.repeat(9_000) },
    request: ({ words }) => words.requests.put(labelled),
    send: ({ words }, options) => words.put(labelled, options),
  },
  {
    name: 'put that leaves an index and stays in another',
    stored: labelled,
    request: ({ words }) => words.requests.put(word),
    send: ({ words }, options) => words.put(word, options),
  },
  {
    name: 'put that returns the old entity',
    stored: labelled,
    request: ({ words }) => words.requests.put(labelled, { returning: 'old' }),
    send: ({ words }, options) => words.put(labelled, { ...options, returning: 'old' }),
  },
  {
    name: 'update that moves entries',
    stored: labelled,
    request: ({ words }) => words.requests.update(labelled, changes),
    send: ({ words }, options) => words.update(labelled, changes, options),
  },
  {
    name: 'update by actions',
    stored: labelled,
    request: ({ words }) => words.requests.update(labelled, (w) => [w.count.add(3), w.label.remove()]),
    send: ({ words }, options) => words.update(labelled, (w) => [w.count.add(3), w.label.remove()], options),
  },
  {
    name: 'update to the same value',
    stored: labelled,
    request: ({ words }) => words.requests.update(labelled, { count: 1 }),
    send: ({ words }, options) => words.update(labelled, { count: 1 }, options),
  },
  {
    name: 'save',
    stored: labelled,
    request: ({ words }) => words.requests.save({ ...word, text: 'short' }),
    send: ({ words }, options) => words.save({ ...word, text: 'short' }, options),
  },
  {
    name: 'delete',
    stored: labelled,
    request: ({ words }) => words.requests.delete(word),
    send: ({ words }, options) => words.delete(word, options),
  },
  {
    name: 'get',
    stored: { ...labelled, text: 'z'.repeat(9_000) },
    request: ({ words }) => words.requests.get(word),
    send: ({ words }, options) => words.get(word, options),
  },
];

for (const { name, stored, request, send } of cases) {
  test(`the estimate of a ${name} is what it consumes, exactly`, async () => {
    const opened = await open();
    if (stored !== undefined) await opened.words.put(stored);
    const explained = explain(request(opened), { stored });
    const capacity = new CapacityCounter();
    await send(opened, { capacity });
    assert.equal(explained.capacity, plain(capacity));
    assert.equal(explained.assumptions, []);
  });
}

test('the estimate of a check, a transaction and a batch is what they consume', async () => {
  const { db, words } = await open();
  const { requests } = words;
  const [other, third] = [
    { ...labelled, word: 'ape' },
    { ...word, word: 'bat', text: 'y'.repeat(5_000) },
  ] as const;
  await words.writeMany({ put: [labelled, third] });
  const writes = [
    requests.check(labelled, { condition: (w) => w.count.eq(1) }),
    requests.create(other),
    requests.update(third, { label: 'x' }),
  ] as const;
  const together = explainTransaction(writes, { stored: [labelled, undefined, third] });
  assert.equal(together.capacity, await consumed((options) => transactWrite(db, writes, options)));
  assert.equal(
    together.parts?.map(({ operation }) => operation),
    ['ConditionCheck', 'PutItem', 'UpdateItem'],
  );
  assert.equal([together.operation, together.requests, together.assumptions], ['TransactWriteItems', 1, []]);
  const gets = [requests.get(labelled), requests.get({ book: 'zoo', word: 'none' })] as const;
  const known = { stored: [labelled], itemBytes: 0 };
  const read = explainTransaction(gets, known);
  assert.equal(read.capacity, await consumed((options) => transactGet(db, gets, options)));
  const batched = explainBatch(gets, known);
  assert.equal(batched.capacity, await consumed((options) => batchGet(db, gets, options)));
  const puts = Array.from({ length: 30 }, (_, index) => requests.put({ ...labelled, word: `w${index}` }));
  const written = explainBatch(puts);
  assert.equal(written.capacity, await consumed((options) => batchWrite(db, puts, options)));
  assert.equal([written.operation, written.requests], ['BatchWriteItem', 2]);
  assert.equal(written.assumptions, ['no larger item and no other index keys are stored']);
  const work = new UnitOfWork(db);
  work.put(Word, { ...other, word: 'cat' });
  const explained = explainTransaction(work.requests);
  assert.equal(explained.capacity, await consumed((options) => work.commit(options)));
});

test('the estimate of a write of unique values has all of its requests and items', async () => {
  const { members } = await open();
  const { requests } = members;
  const create = { ...member, tenant: 't', name: 'Jane' };
  const created = explain(requests.create(create));
  assert.equal(created.operation, 'TransactWriteItems');
  assert.equal([created.requests, created.table, created.parts], [1, 'app', undefined]);
  let jane = await members.create(create, { capacity: checking(created) });
  const changed = { email: 'j@example.org' };
  const updated = explain(requests.update(jane, changed), { stored: jane });
  assert.equal(
    updated.warnings.map(({ kind, text }) => `${kind}: ${text}`),
    [
      'second read: the stored item is read first, for its unique values',
      'second read: the item is read after the transaction, which returns no items',
      'transaction: the write is a transaction with 3 items that hold unique values, which consumes twice the capacity',
    ],
  );
  jane = await members.update(jane, changed, { capacity: checking(updated) });
  const renamed = { ...jane, name: 'J.' };
  jane = await members.put(renamed, { capacity: checking(explain(requests.put(renamed), { stored: jane })) });
  const unchanged = explain(requests.put(jane), { stored: jane });
  assert.is(unchanged.operation, 'PutItem', 'no unique value changes');
  jane = await members.put(jane, { capacity: checking(unchanged) });
  await members.delete(jane, { capacity: checking(explain(requests.delete(jane), { stored: jane })) });
  for (const [counter, estimate] of checked) assert.equal(plain(counter), estimate.capacity);
  assert.is(checked.size, 5);
});

test('a write of unknown unique values is estimated as if all of them change', () => {
  const { requests } = repository(Member, new MemoryDynamoDb());
  const update = explain(requests.update(member, { email: 'x' }));
  // The item is read twice; it, two new holders and an old one are written, and the holders have entries in the index.
  assert.equal(update.capacity.tables.app, {
    read: 2,
    write: 8,
    indexes: { inverted: { read: 0, write: 2 } },
  });
  assert.ok(update.assumptions.includes('every unique value that can change does'));
  assert.is(explain(requests.update(member, { name: 'x' })).capacity.write, 10);
  assert.is(explain(requests.delete(member)).requests, 2);
});

test('an estimate without the stored item says what it relies on', () => {
  const { requests } = repository(Word, new MemoryDynamoDb());
  assert.equal(explain(requests.put(word)).assumptions, ['no larger item and no other index keys are stored']);
  assert.equal(explain(requests.delete(word)).assumptions, [
    'the item exists',
    'the item has at most 1 KB beside the changes: neither stored nor itemBytes is given',
    'the item is in every index, and each change stores another value',
  ]);
  assert.equal(explain(requests.delete(word), { itemBytes: 2_048 }).capacity.tables.words, {
    read: 0,
    write: 2,
    indexes: { byCount: { read: 0, write: 1 }, byLabel: { read: 0, write: 2 }, byKind: { read: 0, write: 1 } },
  });
  const inexact = explain(
    requests.update(word, (w) => [w.label.set(w.kind)]),
    { stored: word },
  );
  assert.equal(inexact.assumptions, [
    'changes that depend on attributes that are not known leave the size as it is, and store another value',
  ]);
});

test('a delete of an unknown member of a union counts the indexes of all members', () => {
  const attributes = { id: string(), radius: number() };
  const Circle = entity('Circle', {
    table: 'shapes',
    attributes,
    key: { partition: 'id' },
    indexes: { byRadius: { partition: 'radius' } },
  });
  const Shape = union('Shape', { by: 'kind', members: { circle: Circle } });
  const { requests } = repository(Shape, new MemoryDynamoDb());
  assert.is(explain(requests.delete({ id: 'a' })).capacity.write, 2);
});

test('an update that may need a second request is warned of', () => {
  const Note = entity('Note', {
    table: 'notes',
    attributes: { id: string(), details: map({ size: number() }).optional() },
    key: { partition: 'id' },
  });
  const { requests } = repository(Note, new MemoryDynamoDb());
  const update = requests.update({ id: 'n' }, (n) => [n.details.at('size').set(1)], { createParents: true });
  assert.equal(
    explain(update).warnings.map(({ kind }) => kind),
    ['second write'],
  );
});

test('requests of plain items are explained', async () => {
  const { db } = await open();
  const plainWords = await items(db, 'words');
  const capacity = await consumed((options) => plainWords.put(labelled, options));
  assert.equal(explain(plainWords.requests.put(labelled)).capacity, capacity);
  assert.is(explain(plainWords.requests.delete(labelled), { itemBytes: sizeOf(Word, labelled) }).capacity.write, 8);
});

test('a value that is not a request, and one that does not match the definition, are rejected', async () => {
  const { requests } = repository(Word, new MemoryDynamoDb());
  const noRequest = { operation: 'GetItem', input: {} } as const;
  assert.match(await badInput(() => explain(noRequest)), 'number 1 is not one');
  assert.match(await badInput(() => Reflect.apply(explain, undefined, [null])), 'number 1 is not one');
  assert.match(await badInput(() => explain(requests.get(word), { stored: { ...word, nope: 1 } })), 'nope');
  assert.match(await badInput(() => Reflect.apply(explainBatch, undefined, [requests.get(word)])), 'takes an array');
  const mixed = [requests.get(word), requests.put(word)];
  assert.match(await badInput(() => explainBatch(mixed)), 'number 2 is not one');
  assert.match(await badInput(() => explainTransaction(mixed)), 'number 2 is not one');
  assert.match(await badInput(() => explainTransaction([mixed[1], mixed[1]] as never)), 'only one request');
  assert.match(await badInput(() => Reflect.apply(explainBatch, undefined, [[], { stored: word }])), 'an array');
  const returning = [requests.put(word, { returning: 'old' })];
  assert.match(await badInput(() => explainTransaction(returning)), 'number 1 is not one');
  assert.equal(explainTransaction([]).requests, 0);
});

test.run();

async function consumed(call: (options: Options) => Promise<unknown>): Promise<Explanation['capacity']> {
  const capacity = new CapacityCounter();
  await call({ capacity });
  return plain(capacity);
}

function plain({ read, write, tables }: CapacityCounter): Explanation['capacity'] {
  return { read, write, tables };
}
