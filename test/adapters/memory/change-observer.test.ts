import { encodeSnapshot, ManualClock, MemoryDynamoDb, throttled } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { type AccountChange, observeChanges } from '../../../src/adapters/memory/change-observer.ts';
import { suite } from '../../support/suite.ts';
import { openNotes } from './operations/orders.ts';
import { thrownBy } from './thrown-by.ts';

const test = suite('observer of changes');

const put = (id: string) => ({ TableName: 'notes', Item: { id: { S: id } } });

test('is called with each request that changed something, and its time', async () => {
  const clock = new ManualClock(7);
  const seen: AccountChange[] = [];
  const db = (await openNotes()).fork({
    clock,
    faults: ({ operation }) => (operation === 'UpdateItem' ? throttled() : undefined),
  });
  observeChanges(db, (request) => seen.push(request));
  await db.execute('PutItem', put('a'));
  await db.execute('GetItem', { TableName: 'notes', Key: { id: { S: 'a' } } });
  await db.execute('DeleteItem', { TableName: 'notes', Key: { id: { S: 'absent' } } });
  await thrownBy(db.execute('PutItem', { ...put('a'), ConditionExpression: 'attribute_not_exists(id)' }));
  await thrownBy(db.execute('UpdateItem', { TableName: 'notes', Key: { id: { S: 'b' } } }));
  clock.advance(1);
  await db.execute('DeleteTable', { TableName: 'notes' });
  assert.equal(seen, [
    { operation: 'PutItem', input: put('a'), nowMs: 7 },
    { operation: 'DeleteTable', input: { TableName: 'notes' }, nowMs: 8 },
  ]);
});

test('undoes a change and fails its request when it throws, and leaves forks alone', async () => {
  const db = await openNotes();
  await db.execute('PutItem', put('a'));
  const before = withoutCounters(db);
  const failure = new Error('the disk is full');
  observeChanges(db, () => {
    throw failure;
  });
  for (const id of ['a', 'b']) {
    const change = { TableName: 'notes', Item: { id: { S: id }, text: { S: 'new' } } };
    assert.is(await thrownBy(db.execute('PutItem', change)), failure);
  }
  assert.is(await thrownBy(db.execute('DeleteTable', { TableName: 'notes' })), failure);
  assert.equal(withoutCounters(db), before);
  const fork = db.fork();
  await fork.execute('PutItem', put('b'));
  assert.is((await fork.execute('Scan', { TableName: 'notes' })).Count, 2);
  assert.equal(withoutCounters(db), before);
});

test('can make no request of its own', async () => {
  const db = await openNotes();
  const inside: Promise<unknown>[] = [];
  observeChanges(db, () => inside.push(db.execute('ListTables', {})));
  await db.execute('PutItem', put('a'));
  assert.match(String(await thrownBy(inside[0] ?? Promise.resolve())), 'a request cannot start during another one');
});

test.run();

function withoutCounters(db: MemoryDynamoDb): string[] {
  return [...encodeSnapshot(db.snapshot())].filter((line) => !line.startsWith('{"counters"'));
}
