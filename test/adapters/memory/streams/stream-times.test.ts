import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { thrownBy } from '../thrown-by.ts';
import { hourMs, StreamedTable, TableName } from './streamed-table.ts';

/** What happens to streams as time passes (behaviour §18, api §8.1). */
const test = suite('streams in time');

test('shards are closed after four hours, and others continue them', async () => {
  const table = await StreamedTable.create({ streams: { shards: 2 } });
  table.clock.advance(4 * hourMs - 1);
  assert.is((await table.shards()).length, 2);
  table.clock.advance(1);
  const [first, second, third, fourth] = await table.shards();
  assert.equal([third?.ParentShardId, fourth?.ParentShardId], [first?.ShardId, second?.ShardId]);
  assert.ok(first?.SequenceNumberRange?.EndingSequenceNumber);
  assert.not(third?.SequenceNumberRange?.EndingSequenceNumber);
});

test('records go to the shard that is open, and the closed one ends', async () => {
  const table = await StreamedTable.create();
  await table.put('a');
  table.clock.advance(4 * hourMs);
  await table.put('b');
  assert.equal(await table.idsByShard(), [['a'], ['b']]);
  assert.is((await table.read(await table.iterator())).hasNext, false);
});

test('records are trimmed after 24 hours', async () => {
  const table = await StreamedTable.create();
  await table.put('a');
  table.clock.advance(1000);
  await table.put('b');
  table.clock.advance(24 * hourMs - 1000);
  assert.equal((await table.idsByShard())[0], ['a', 'b']);
  table.clock.advance(1);
  assert.equal((await table.idsByShard())[0], ['b']);
});

test('a closed shard disappears 24 hours after it was closed', async () => {
  const table = await StreamedTable.create();
  const [first] = await table.shards();
  table.clock.advance(28 * hourMs);
  assert.is((await table.shards())[0]?.ShardId, first?.ShardId);
  const iterator = await table.iterator();
  table.clock.advance(1);
  assert.is.not((await table.shards())[0]?.ShardId, first?.ShardId);
  assert.is((await table.shards()).length, 7);
  const request = table.iterator({ ShardId: first?.ShardId });
  assert.is(await errorOf(request), 'ResourceNotFoundException: Requested resource not found: Shard does not exist');
  assert.is(await errorOf(table.read(iterator)), trimmed);
});

test('a sequence number and an iterator before the trim horizon are rejected', async () => {
  const table = await StreamedTable.create();
  await table.put('a');
  await table.put('b');
  const { Records = [] } = await table.db.execute('GetRecords', { ShardIterator: await table.iterator() });
  const SequenceNumber = Records[0]?.dynamodb?.SequenceNumber;
  table.clock.advance(24 * hourMs);
  const iterator = await table.iterator();
  table.clock.advance(1);
  for (const ShardIteratorType of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const) {
    assert.is(await errorOf(table.iterator({ ShardIteratorType, SequenceNumber })), trimmed);
  }
  assert.is(await errorOf(table.read(iterator)), trimmed);
});

test('an iterator expires after 15 minutes, and each page has a new one', async () => {
  const table = await StreamedTable.create();
  const iterator = await table.iterator();
  table.clock.advance(hourMs / 4 - 1);
  const { NextShardIterator } = await table.db.execute('GetRecords', { ShardIterator: iterator });
  table.clock.advance(1);
  assert.is(await errorOf(table.read(iterator)), 'ExpiredIteratorException: Shard iterator has expired');
  assert.is((await table.read(NextShardIterator ?? '')).hasNext, true);
});

test('an iterator with text before or after it is rejected', async () => {
  const table = await StreamedTable.create();
  const iterator = await table.iterator();
  for (const text of [`${iterator}|1|AAAA`, `${iterator}=`, `|1|${iterator}`, iterator.replace('|1|', '|2|')]) {
    assert.is(await errorOf(table.read(text)), 'ValidationException: Invalid ShardIterator');
  }
});

test('AT_TIMESTAMP starts at the first record at or after a time', async () => {
  const table = await StreamedTable.create();
  const start = table.clock.nowMs();
  await table.put('a');
  table.clock.advance(1500);
  await table.put('b');
  table.clock.advance(500);
  const idsFrom = async (ms: number) => {
    const Timestamp = new Date(start + ms);
    return (await table.read(await table.iterator({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp }))).ids;
  };
  assert.equal(await idsFrom(-1), ['a', 'b']);
  assert.equal(await idsFrom(0), ['a', 'b']);
  assert.equal(await idsFrom(1), ['b']);
  assert.equal(await idsFrom(1500), ['b']);
  assert.equal(await idsFrom(1501), []);
  assert.match(await errorOf(idsFrom(2001)), /^ValidationException: /);
});

test('AT_TIMESTAMP before the trim horizon starts there', async () => {
  const table = await StreamedTable.create();
  const start = table.clock.nowMs();
  await table.put('a');
  table.clock.advance(hourMs);
  await table.put('b');
  table.clock.advance(24 * hourMs - 1);
  const iterator = await table.iterator({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start) });
  assert.equal((await table.read(iterator)).ids, ['b']);
});

test('AT_TIMESTAMP needs a timestamp, and other types exclude it', async () => {
  const table = await StreamedTable.create();
  const Timestamp = new Date(table.clock.nowMs());
  for (const input of [{ ShardIteratorType: 'AT_TIMESTAMP' }, { ShardIteratorType: 'LATEST', Timestamp }] as const) {
    assert.match(await errorOf(table.iterator(input)), /^ValidationException: /);
  }
});

test('the stream of a deleted table is removed after 24 hours', async () => {
  const table = await StreamedTable.create();
  await table.put('a');
  await table.db.execute('DeleteTable', { TableName });
  table.clock.advance(24 * hourMs - 1);
  assert.equal(await table.idsByShard(), [['a']]);
  table.clock.advance(1);
  assert.is(
    await errorOf(table.describe()),
    `ResourceNotFoundException: Requested resource not found: Stream: ${table.arn} not found`,
  );
  assert.equal((await table.db.execute('ListStreams', {})).Streams, []);
});

test('a disabled stream is removed after 24 hours, and the one enabled meanwhile stays', async () => {
  const table = await StreamedTable.create();
  await table.db.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } });
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
  await table.db.execute('UpdateTable', { TableName, StreamSpecification });
  const list = async () =>
    (await table.db.execute('ListStreams', { TableName })).Streams?.map(({ StreamArn }) => StreamArn);
  const both = await list();
  assert.is(both?.length, 2);
  table.clock.advance(24 * hourMs);
  assert.equal(await list(), both?.slice(1));
});

test.run();

const trimmed = 'TrimmedDataAccessException: The data you are trying to access has been trimmed';

async function errorOf(request: Promise<unknown>): Promise<string> {
  return String(await thrownBy(request));
}
