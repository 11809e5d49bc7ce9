import { ManualClock, MemoryDynamoDb, type Snapshot, throttled } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { emptyAccount } from '../../../src/adapters/memory/account/account.ts';
import { AbortedError, DynarepoError, NotImplementedError } from '../../../src/domain/errors.ts';
import { sharedExecutionOf } from '../../../src/domain/shared-execution.ts';
import { suite } from '../../support/suite.ts';
import { noteIn, openNotes, refusalOf } from './operations/orders.ts';
import { thrownBy } from './thrown-by.ts';

const test = suite('memory engine');

test('gives back what was stored at a snapshot, as often as it is asked to', async () => {
  const db = await openNotes();
  await put(db, 'a', 'first');
  const before = db.snapshot();
  for (const text of ['second', 'third']) {
    await put(db, 'a', text);
    await put(db, 'b', text);
    db.restore(before);
    assert.equal(await noteIn(db, 'a'), { id: { S: 'a' }, text: { S: 'first' } });
    assert.is(await noteIn(db, 'b'), undefined);
  }
});

test('keeps snapshots apart that were taken one after the other', async () => {
  const db = await openNotes();
  const snapshots: Snapshot[] = [];
  for (const text of ['first', 'second', 'third']) {
    await put(db, 'a', text);
    snapshots.push(db.snapshot());
  }
  await put(db, 'a', 'fourth');
  for (const [index, text] of ['first', 'second', 'third'].entries()) {
    db.restore(snapshots[index] ?? db.snapshot());
    assert.equal((await noteIn(db, 'a'))?.text, { S: text });
  }
});

test('brings tables back and takes them away with a snapshot', async () => {
  const db = new MemoryDynamoDb();
  const nothing = db.snapshot();
  const notes = (await openNotes()).snapshot();
  db.restore(notes);
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
  await db.execute('DeleteTable', { TableName: 'notes' });
  db.restore(nothing);
  assert.equal((await db.execute('ListTables', {})).TableNames, []);
  db.restore(notes);
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
});

test('restores nothing but snapshots', async () => {
  const db = await openNotes();
  // What a caller without types may hand over.
  const foreign = [undefined, null, {}, 'snapshot', emptyAccount(), { ...db.snapshot() }] as unknown as Snapshot[];
  for (const each of foreign) {
    const error = await thrownBy(Promise.resolve().then(() => db.restore(each)));
    assert.ok(error instanceof DynarepoError && error.code === 'BAD_INPUT', String(error));
  }
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
});

test('forks into two databases that do not see each other', async () => {
  const db = await openNotes();
  await put(db, 'a', 'both');
  const fork = db.fork();
  await put(db, 'a', 'original');
  await put(fork, 'b', 'fork');
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'original' });
  assert.equal((await noteIn(fork, 'a'))?.text, { S: 'both' });
  assert.is(await noteIn(db, 'b'), undefined);
  await fork.execute('DeleteTable', { TableName: 'notes' });
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
});

test('gives a fork a clock of its own and all other settings', async () => {
  const clock = new ManualClock(0);
  const db = new MemoryDynamoDb({ clock, region: 'eu-west-1', accountId: '123456789012', faults: () => throttled() });
  const fork = db.fork({ faults: undefined });
  clock.advance(5000);
  const { TableDescription: table } = await fork.execute('CreateTable', newTable('notes'));
  assert.equal(table?.CreationDateTime, new Date(0));
  assert.is(table?.TableArn, 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes');
});

test('lets go of nothing when it throws: the next request finds what was there before', async () => {
  const db = await openNotes();
  await put(db, 'a', 'first');
  await refusalOf(db.execute('PutItem', { TableName: 'notes', Item: { text: { S: 'no key' } } }));
  await refusalOf(
    db.execute('BatchWriteItem', {
      RequestItems: {
        notes: [{ PutRequest: { Item: { id: { S: 'b' } } } }, { PutRequest: { Item: { id: { N: '1' } } } }],
      },
    }),
  );
  assert.is(await noteIn(db, 'b'), undefined);
  const { Table } = await db.execute('DescribeTable', { TableName: 'notes' });
  assert.is(Table?.ItemCount, 1);
});

test('numbers its answers and its errors like the service, the same in every run', async () => {
  const [db, other] = [new MemoryDynamoDb(), new MemoryDynamoDb()];
  const { requestId } = await db.execute('ListTables', {});
  const refused = await refusalOf(db.execute('DescribeTable', { TableName: 'nothing' }));
  assert.match(String(requestId), /^[0-9A-Z]{52}$/);
  assert.match(String(refused.requestId), /^[0-9A-Z]{52}$/);
  assert.is.not(requestId, refused.requestId);
  assert.is((await other.execute('ListTables', {})).requestId, requestId);
});

test('tells in the stack of an error who made the request', async () => {
  const db = new MemoryDynamoDb();
  async function readSomething() {
    await db.execute('GetItem', { TableName: 'nothing', Key: {} });
  }
  assert.match(String((await refusalOf(readSomething())).stack), /readSomething/);
});

test('carries a request out at the call and answers later', async () => {
  const db = await openNotes();
  const answer = put(db, 'a', 'first');
  const snapshot = db.snapshot();
  await answer;
  await put(db, 'a', 'second');
  db.restore(snapshot);
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'first' });
});

test('does nothing for a request that is aborted before it is made', async () => {
  const db = await openNotes();
  const reason = new Error('enough');
  const abortSignal = AbortSignal.abort(reason);
  const error = await thrownBy(
    db.execute('PutItem', { TableName: 'notes', Item: { id: { S: 'a' } } }, { abortSignal }),
  );
  assert.instance(error, AbortedError);
  assert.is(Reflect.get(Object(error), 'cause'), reason);
  assert.is(await noteIn(db, 'a'), undefined);
});

test('says no by name to operations that are not built', async () => {
  const db = new MemoryDynamoDb();
  const error = await thrownBy(db.execute('UpdateTable', { TableName: 'notes' }));
  assert.instance(error, NotImplementedError);
  assert.is((error as Error).message, 'UpdateTable is not implemented by this adapter');
  for (const name of ['constructor', '__proto__', 'NoSuchOperation']) {
    // What a caller without types may ask for.
    const unknown = await thrownBy(db.execute(name as 'ListTables', {}));
    assert.instance(unknown, NotImplementedError, name);
  }
});

test('says no by name to parameters from before expressions', async () => {
  const db = await openNotes();
  const error = await thrownBy(
    db.execute('BatchGetItem', { RequestItems: { notes: { Keys: [{ id: { S: 'a' } }], AttributesToGet: ['id'] } } }),
  );
  assert.is((error as Error).message, 'BatchGetItem with AttributesToGet is not implemented by this adapter');
});

test('lets no request be made from within another one', async () => {
  const db = await openNotes();
  let inner: Promise<unknown> | undefined;
  const Item = {
    id: { S: 'a' },
    get text() {
      inner ??= thrownBy(put(db, 'b', 'inner'));
      return { S: 'outer' };
    },
  };
  await db.execute('PutItem', { TableName: 'notes', Item });
  assert.is(((await inner) as DynarepoError).code, 'BAD_INPUT');
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'outer' });
  assert.is(await noteIn(db, 'b'), undefined);
});

test('passes on what the code of an input throws, and goes on as if it had not been asked', async () => {
  const db = await openNotes();
  const Item = {
    id: { S: 'a' },
    get text(): { S: string } {
      throw new RangeError('from the getter');
    },
  };
  assert.instance(await thrownBy(db.execute('PutItem', { TableName: 'notes', Item })), RangeError);
  await put(db, 'a', 'later');
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'later' });
});

test('shares nothing with its callers, neither what they give nor what they get', async () => {
  const db = await openNotes();
  const Item = { id: { S: 'a' }, tags: { L: [{ S: 'one' }] }, bytes: { B: Uint8Array.of(1) } };
  await db.execute('PutItem', { TableName: 'notes', Item });
  Item.tags.L.push({ S: 'two' });
  Item.bytes.B.fill(9);
  const got = await noteIn(db, 'a');
  const asStored = { id: { S: 'a' }, tags: { L: [{ S: 'one' }] }, bytes: { B: Uint8Array.of(1) } };
  assert.equal(got, asStored);
  got?.tags?.L?.push({ S: 'two' });
  got?.bytes?.B?.fill(9);
  assert.equal(await noteIn(db, 'a'), asStored);
});

test('lends its own items to those who promise not to change them', async () => {
  const db = await openNotes();
  await put(db, 'a', 'lent');
  const lend = sharedExecutionOf(db) ?? db.execute;
  const request = { TableName: 'notes', Key: { id: { S: 'a' } } };
  const lent = await lend('GetItem', request);
  assert.equal(lent, { ...(await db.execute('GetItem', request)), requestId: lent.requestId });
  assert.is((await lend('Scan', { TableName: 'notes' })).Items?.[0], lent.Item);
  await put(db, 'a', 'another');
  assert.equal(lent.Item?.text, { S: 'lent' });
});

test('does not lend past what stands in the place of its execute, or before it', () => {
  class Watched extends MemoryDynamoDb {
    override execute: MemoryDynamoDb['execute'] = (...request) => super.execute(...request);
  }
  assert.is(sharedExecutionOf(new Watched()), undefined);
  assert.is(sharedExecutionOf(new Proxy(new MemoryDynamoDb(), {})), undefined);
  const spied = new MemoryDynamoDb();
  assert.type(sharedExecutionOf(spied), 'function');
  spied.execute = MemoryDynamoDb.prototype.execute.bind(spied);
  assert.is(sharedExecutionOf(spied), undefined);
  const { execute } = MemoryDynamoDb.prototype;
  try {
    MemoryDynamoDb.prototype.execute = (...request) => execute.apply(spied, request);
    assert.is(sharedExecutionOf(new MemoryDynamoDb()), undefined);
  } finally {
    MemoryDynamoDb.prototype.execute = execute;
  }
});

test('refuses an option that it does not have', () => {
  const options: object = { delay: 3 };
  assert.throws(
    () => new MemoryDynamoDb(options),
    /^MemoryDynamoDb has no option delay; its options are accountId, clock, faults, region, tableDelayMs$/,
  );
});

test.run();

function newTable(TableName: string) {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  };
}

async function put(db: MemoryDynamoDb, id: string, text: string): Promise<void> {
  await db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id }, text: { S: text } } });
}
