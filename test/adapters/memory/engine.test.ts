import { ManualClock, MemoryDynamoDb, type Snapshot, throttled } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { emptyAccount } from '../../../src/adapters/memory/account/account.ts';
import { AbortedError, DynarepoError, NotImplementedError } from '../../../src/domain/errors.ts';
import { sharedExecutionOf } from '../../../src/domain/shared-execution.ts';
import { suite } from '../../support/suite.ts';
import { errorOf, noteIn, openNotes } from './operations/orders.ts';
import { thrownBy } from './thrown-by.ts';

const test = suite('memory engine');

test('restores a snapshot more than once', async () => {
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

test('restores each of several snapshots', async () => {
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

test('restores deleted tables and removes later ones', async () => {
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

test('rejects restoring anything but a snapshot', async () => {
  const db = await openNotes();
  // An untyped caller can pass these.
  const foreign = [undefined, null, {}, 'snapshot', emptyAccount(), { ...db.snapshot() }] as unknown as Snapshot[];
  for (const each of foreign) {
    const error = await thrownBy(Promise.resolve().then(() => db.restore(each)));
    assert.ok(error instanceof DynarepoError && error.code === 'BAD_INPUT', String(error));
  }
  assert.equal((await db.execute('ListTables', {})).TableNames, ['notes']);
});

test('forks into two independent databases', async () => {
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

test('a fork has its own clock and the same other settings', async () => {
  const clock = new ManualClock(0);
  const db = new MemoryDynamoDb({ clock, region: 'eu-west-1', accountId: '123456789012', faults: () => throttled() });
  const fork = db.fork({ faults: undefined });
  clock.advance(5000);
  const { TableDescription: table } = await fork.execute('CreateTable', newTable('notes'));
  assert.equal(table?.CreationDateTime, new Date(0));
  assert.is(table?.TableArn, 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes');
});

test('a failed request changes nothing for the next one', async () => {
  const db = await openNotes();
  await put(db, 'a', 'first');
  await errorOf(db.execute('PutItem', { TableName: 'notes', Item: { text: { S: 'no key' } } }));
  await errorOf(
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

test('outputs and errors have request ids, the same in every run', async () => {
  const [db, other] = [new MemoryDynamoDb(), new MemoryDynamoDb()];
  const { requestId } = await db.execute('ListTables', {});
  const rejected = await errorOf(db.execute('DescribeTable', { TableName: 'nothing' }));
  assert.match(String(requestId), /^[0-9A-Z]{52}$/);
  assert.match(String(rejected.requestId), /^[0-9A-Z]{52}$/);
  assert.is.not(requestId, rejected.requestId);
  assert.is((await other.execute('ListTables', {})).requestId, requestId);
});

test('the stack of an error contains the caller of the request', async () => {
  const db = new MemoryDynamoDb();
  async function readSomething() {
    await db.execute('GetItem', { TableName: 'nothing', Key: {} });
  }
  assert.match(String((await errorOf(readSomething())).stack), /readSomething/);
});

test('executes a request at the call and resolves later', async () => {
  const db = await openNotes();
  const output = put(db, 'a', 'first');
  const snapshot = db.snapshot();
  await output;
  await put(db, 'a', 'second');
  db.restore(snapshot);
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'first' });
});

test('does not execute a request that is already aborted', async () => {
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

test('names the operation that is not implemented', async () => {
  const db = new MemoryDynamoDb();
  const error = await thrownBy(db.execute('DescribeContinuousBackups', { TableName: 'notes' }));
  assert.instance(error, NotImplementedError);
  assert.is((error as Error).message, 'DescribeContinuousBackups is not implemented by this adapter');
  for (const name of ['constructor', '__proto__', 'NoSuchOperation']) {
    // An untyped caller can send these.
    const unknown = await thrownBy(db.execute(name as 'ListTables', {}));
    assert.instance(unknown, DynarepoError, name);
    assert.is((unknown as DynarepoError).code, 'BAD_INPUT', name);
  }
});

test('rejects a request made during another one', async () => {
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

test('rejects an input whose getter throws, with what it throws as the cause, and stays usable', async () => {
  const db = await openNotes();
  const Item = {
    id: { S: 'a' },
    get text(): { S: string } {
      throw new RangeError('from the getter');
    },
  };
  const error = await thrownBy(db.execute('PutItem', { TableName: 'notes', Item }));
  assert.ok(error instanceof DynarepoError && error.code === 'BAD_INPUT' && error.cause instanceof RangeError);
  assert.is(error.message, 'the input of PutItem cannot be read');
  await put(db, 'a', 'later');
  assert.equal((await noteIn(db, 'a'))?.text, { S: 'later' });
});

test('shares no objects with its callers, in inputs or outputs', async () => {
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

test('shares its stored items with callers that ask for shared execution', async () => {
  const db = await openNotes();
  await put(db, 'a', 'shared');
  const executeShared = sharedExecutionOf(db);
  assert.ok(executeShared);
  const request = { TableName: 'notes', Key: { id: { S: 'a' } } };
  const output = executeShared('GetItem', request);
  assert.equal(output, { ...(await db.execute('GetItem', request)), requestId: output.requestId });
  assert.is(executeShared('Scan', { TableName: 'notes' }).Items?.[0], output.Item);
  await put(db, 'a', 'another');
  assert.equal(output.Item?.text, { S: 'shared' });
});

test('offers no shared execution if execute is overridden or wrapped', () => {
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

test('rejects an unknown option', () => {
  const options: object = { delay: 3 };
  assert.throws(
    () => new MemoryDynamoDb(options),
    /^MemoryDynamoDb has no option delay; its options are accountId, clock, faults, region, statistics, streams, sweepDelayMs, tableDelayMs, wording$/,
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
