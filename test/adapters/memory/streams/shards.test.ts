import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { thrownBy } from '../thrown-by.ts';
import { definition, hourMs, StreamedTable, TableName } from './streamed-table.ts';

/** How streams are divided into shards, and when they are enabled. */
const test = suite('shards');

const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);

test('the records of an item are all in one of several shards, and each shard has some', async () => {
  const table = await StreamedTable.create({ streams: { shards: 3 } });
  for (const value of ['1', '2']) for (const id of ids) await table.put(id, value);
  const byShard = await table.idsByShard();
  assert.is(byShard.length, 3);
  for (const inShard of byShard) {
    assert.ok(inShard.length > 0);
    for (const id of inShard) assert.is(inShard.filter((each) => each === id).length, 2);
  }
  assert.equal(byShard.flat().toSorted(), [...ids, ...ids].toSorted());
});

test('a shard is split into two after a number of records, and no record is lost', async () => {
  const table = await StreamedTable.create({ streams: { splitAfterRecords: 4 } });
  for (const id of ids) await table.put(id);
  const shards = await table.shards();
  const byShard = await table.idsByShard();
  assert.equal(byShard.flat().toSorted(), ids.toSorted());
  for (const [index, { ShardId, SequenceNumberRange }] of shards.entries()) {
    const isClosed = SequenceNumberRange?.EndingSequenceNumber !== undefined;
    assert.is(isClosed, byShard[index]?.length === 4);
    assert.is(shards.filter(({ ParentShardId }) => ParentShardId === ShardId).length, isClosed ? 2 : 0);
  }
});

test('a child of a split shard follows its parent in sequence', async () => {
  const table = await StreamedTable.create({ streams: { splitAfterRecords: 2 } });
  for (const id of ids) await table.put(id);
  const shards = await table.shards();
  for (const { ParentShardId, SequenceNumberRange } of shards.slice(1)) {
    const parent = shards.find(({ ShardId }) => ShardId === ParentShardId);
    const end = BigInt(parent?.SequenceNumberRange?.EndingSequenceNumber ?? 0);
    assert.ok(end < BigInt(SequenceNumberRange?.StartingSequenceNumber ?? 0));
  }
});

test('a sequence number of another shard is rejected', async () => {
  const table = await StreamedTable.create({ streams: { shards: 2 } });
  for (const id of ids) await table.put(id);
  const [first, second] = await table.shards();
  const { Records = [] } = await table.db.execute('GetRecords', {
    ShardIterator: await table.iterator({ ShardId: second?.ShardId }),
  });
  const numbers = Records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  numbers.push(second?.SequenceNumberRange?.StartingSequenceNumber);
  for (const ShardIteratorType of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const) {
    for (const SequenceNumber of numbers) {
      const request = table.iterator({ ShardId: first?.ShardId, ShardIteratorType, SequenceNumber });
      assert.match(String(await thrownBy(request)), /^ValidationException: /);
      await table.iterator({ ShardId: second?.ShardId, ShardIteratorType, SequenceNumber });
    }
  }
});

test('the numbers of a closed shard start iterators, also when the shard was split by its last record', async () => {
  const table = await StreamedTable.create({ streams: { splitAfterRecords: 2 } });
  for (const id of ['a', 'b', 'c']) await table.put(id);
  const [parent, child] = await table.shards();
  const { StartingSequenceNumber, EndingSequenceNumber } = parent?.SequenceNumberRange ?? {};
  const from = async (ShardIteratorType: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER' | 'LATEST', number?: string) =>
    table.read(await table.iterator({ ShardIteratorType, SequenceNumber: number }));
  assert.equal(await from('AFTER_SEQUENCE_NUMBER', StartingSequenceNumber), { ids: ['a', 'b'], hasNext: false });
  assert.equal(await from('AT_SEQUENCE_NUMBER', EndingSequenceNumber), { ids: ['b'], hasNext: false });
  assert.equal(await from('AFTER_SEQUENCE_NUMBER', EndingSequenceNumber), { ids: [], hasNext: false });
  assert.equal(await from('LATEST'), { ids: [], hasNext: false });
  const ofChild = from('AT_SEQUENCE_NUMBER', child?.SequenceNumberRange?.StartingSequenceNumber);
  assert.match(String(await thrownBy(ofChild)), /^ValidationException: /);
});

test('splitShard splits the only open shard, or the one named, and reports a shard that is not open', async () => {
  const table = await StreamedTable.create();
  const { db, arn } = table;
  for (const id of ids) await table.put(id, 'before');
  const halves = db.splitShard(arn);
  const shards = await table.shards();
  assert.equal(
    shards.map(({ ShardId }) => ShardId),
    [shards[0]?.ShardId, ...halves],
  );
  assert.ok(shards.slice(1).every(({ ParentShardId }) => ParentShardId === shards[0]?.ShardId));
  for (const id of ids) await table.put(id, 'after');
  const [all, ...later] = await table.idsByShard();
  assert.is(all?.length, ids.length);
  assert.ok(later.every((inShard) => inShard.length > 0));
  assert.equal(later.flat().toSorted(), ids.toSorted());
  assert.is(db.splitShard(arn, halves[1]).length, 2);
  const rejections = [[`${arn}0`], [arn], [arn, halves[1] ?? ''], [arn, 'x'.repeat(500)]] as const;
  assert.equal(
    await Promise.all(rejections.map(([stream, shard]) => thrownBy(split(db, stream, shard)).then(String))),
    [
      `DynarepoError: stream ${arn}0 does not exist`,
      'DynarepoError: the stream has 3 open shards: name one of them',
      `DynarepoError: the stream has no open shard ${halves[1]}`,
      `DynarepoError: the stream has no open shard ${'x'.repeat(100)}…`,
    ],
  );
  await db.execute('DeleteTable', { TableName });
  assert.is(String(await thrownBy(split(db, arn))), 'DynarepoError: the stream has no open shard');
});

test('a shard of one partition is split until it has a single hash, then continued by one', async () => {
  const table = await StreamedTable.create({ streams: { splitAfterRecords: 1 } });
  for (let number = 0; number < 60; number += 1) await table.put('a', String(number));
  const last = await table.describe();
  assert.is(last.Shards?.length, 100);
  assert.ok(last.LastEvaluatedShardId);
  const all = [...(last.Shards ?? [])];
  const rest = await table.db.execute('DescribeStream', {
    StreamArn: table.arn,
    ExclusiveStartShardId: last.LastEvaluatedShardId,
  });
  all.push(...(rest.StreamDescription?.Shards ?? []));
  assert.is(all.length, 1 + 48 * 2 + 12);
});

test('the children of a shard pass its filter', async () => {
  const table = await StreamedTable.create({ streams: { splitAfterRecords: 1 } });
  await table.put('a');
  const [parent, left, right] = await table.shards();
  const { StreamDescription } = await table.db.execute('DescribeStream', {
    StreamArn: table.arn,
    ShardFilter: { Type: 'CHILD_SHARDS', ShardId: parent?.ShardId },
  });
  assert.equal(StreamDescription?.Shards, [left, right]);
});

test('a stream is ENABLING while its table is CREATING, and DISABLING while it is DELETING', async () => {
  const table = await StreamedTable.create({ tableDelayMs: 1000 });
  const status = async () => (await table.describe()).StreamStatus;
  assert.equal([await status(), await table.shards()], ['ENABLING', []]);
  table.clock.advance(1000);
  assert.equal([await status(), (await table.shards()).length], ['ENABLED', 1]);
  await table.db.execute('DeleteTable', { TableName });
  assert.is(await status(), 'DISABLING');
  table.clock.advance(1000);
  assert.is(await status(), 'DISABLED');
});

test('a table is UPDATING while its stream is enabled or disabled, and cannot be deleted', async () => {
  const table = await StreamedTable.create({ tableDelayMs: 1000 });
  table.clock.advance(1000);
  const StreamSpecification = { StreamEnabled: false };
  await table.db.execute('UpdateTable', { TableName, StreamSpecification });
  await table.put('a');
  const { Table } = await table.db.execute('DescribeTable', { TableName });
  assert.equal([Table?.TableStatus, (await table.describe()).StreamStatus], ['UPDATING', 'DISABLING']);
  const label = Table?.LatestStreamLabel;
  const inUse = 'ResourceInUseException: Attempt to change a resource which is still in use: ';
  const errorOf = async (request: Promise<unknown>) => String(await thrownBy(request));
  assert.is(
    await errorOf(table.db.execute('DeleteTable', { TableName })),
    `${inUse}Cannot delete table while stream is being enabled/disabled.`,
  );
  assert.is(
    await errorOf(table.db.execute('UpdateTable', { TableName, StreamSpecification })),
    `${inUse}A stream status change is currently in progress. Table: things Stream: ${label} Operation: DISABLE`,
  );
  const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  assert.is(
    await errorOf(table.db.execute('UpdateTable', { TableName, BillingMode: 'PROVISIONED', ProvisionedThroughput })),
    `${inUse}Can't change table IOPS when stream status is being updated. Table: things Stream: ${label} Operation: DISABLE`,
  );
  table.clock.advance(1000);
  assert.equal(await table.idsByShard(), [['a']]);
  assert.is((await table.describe()).StreamStatus, 'DISABLED');
});

test('two streams of tables with one name have different labels at one time', async () => {
  const table = await StreamedTable.create();
  await table.db.execute('DeleteTable', { TableName });
  const { TableDescription } = await table.db.execute('CreateTable', definition);
  assert.is.not(TableDescription?.LatestStreamArn, table.arn);
});

test('a stream that is idle for a year is rolled over in little time', async () => {
  const table = await StreamedTable.create();
  table.clock.advance(365 * 24 * hourMs);
  assert.is((await table.shards()).length, 8);
});

test('options of streams are checked', () => {
  const withStreams = (streams: object) => () => new MemoryDynamoDb({ streams });
  for (const shards of [0, -1, 1.5, 1001, '1', Number.NaN]) assert.throws(withStreams({ shards }), /shards of streams/);
  for (const splitAfterRecords of [0, 0.5, Infinity]) {
    assert.throws(withStreams({ splitAfterRecords }), /splitAfterRecords of streams/);
  }
  assert.throws(withStreams({ shard: 1 }), /streams has no option shard/);
});

test.run();

async function split(db: MemoryDynamoDb, arn: string, shardId?: string): Promise<unknown> {
  return db.splitShard(arn, shardId);
}
