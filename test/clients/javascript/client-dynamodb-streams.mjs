/** The AWS SDK's client of DynamoDB Streams: the records of a table, read from its stream in several ways. */

import assert from 'node:assert/strict';
import { DynamoDB, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreams } from '@aws-sdk/client-dynamodb-streams';
import { createTable } from './create-table.mjs';

const client = new DynamoDB({});
const streams = new DynamoDBStreams({});
const TableName = 'films';
const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' };
await createTable(client, TableName, ['id'], { StreamSpecification });
const { Table } = await client.describeTable({ TableName });
const StreamArn = Table.LatestStreamArn;
assert.ok(StreamArn.startsWith(`${Table.TableArn}/stream/`));
assert.equal(StreamArn.split('/stream/')[1], Table.LatestStreamLabel);

/** Returns the stream with all its shards. */
async function describe(StreamArn) {
  const { StreamDescription } = await streams.describeStream({ StreamArn });
  return StreamDescription;
}

/** Reads records from an iterator to the end, some at a time. */
async function readFrom(ShardIterator, Limit = 2) {
  const records = [];
  for (let next = ShardIterator; next !== undefined; ) {
    const page = await streams.getRecords({ ShardIterator: next, Limit });
    assert.ok(page.Records.length <= Limit);
    records.push(...page.Records);
    next = page.Records.length === 0 ? undefined : page.NextShardIterator;
  }
  return records;
}

/** Returns a shard iterator. */
async function iterator(ShardId, ShardIteratorType, SequenceNumber) {
  const input = { StreamArn, ShardId, ShardIteratorType, ...(SequenceNumber && { SequenceNumber }) };
  return (await streams.getShardIterator(input)).ShardIterator;
}

const description = await describe(StreamArn);
assert.equal(description.TableName, TableName);
assert.equal(description.StreamViewType, 'NEW_AND_OLD_IMAGES');
assert.deepEqual(description.KeySchema, [{ AttributeName: 'id', KeyType: 'HASH' }]);
const { Streams } = await streams.listStreams({ TableName });
assert.deepEqual(Streams, [{ StreamArn, TableName, StreamLabel: Table.LatestStreamLabel }]);
const [{ ShardId }] = description.Shards;
assert.ok(ShardId.length >= 28 && ShardId.length <= 65);

// Each change of an item is a record; a write that changes nothing leaves no record.
const start = Date.now();
const latest = await iterator(ShardId, 'LATEST');
const Key = { id: { S: 'alien' } };
const original = { ...Key, year: { N: '1979' }, tags: { SS: ['cat', 'space'] }, poster: { B: new Uint8Array([1, 2]) } };
await client.putItem({ TableName, Item: original });
await client.putItem({ TableName, Item: original });
await client.updateItem({
  TableName,
  Key,
  UpdateExpression: 'SET #year = #year + :one REMOVE poster',
  ExpressionAttributeNames: { '#year': 'year' },
  ExpressionAttributeValues: { ':one': { N: '1' } },
});
await client.transactWriteItems({
  TransactItems: [
    { Put: { TableName, Item: { id: { S: 'aliens' } } } },
    { Delete: { TableName, Key } },
    { Delete: { TableName, Key: { id: { S: 'missing' } } } },
  ],
});
const records = await readFrom(latest);
const ofAlien = records.filter(({ dynamodb }) => dynamodb.Keys.id.S === 'alien');
const updated = { ...Key, year: { N: '1980' }, tags: original.tags };
assert.deepEqual(
  ofAlien.map(({ eventName, dynamodb }) => [eventName, dynamodb.OldImage, dynamodb.NewImage]),
  [
    ['INSERT', undefined, original],
    ['MODIFY', original, updated],
    ['REMOVE', updated, undefined],
  ],
);
assert.equal(records.length, 4);
const [first] = ofAlien;
assert.equal(first.eventSource, 'aws:dynamodb');
assert.equal(first.awsRegion, process.env.AWS_REGION);
assert.match(first.eventID, /^[0-9a-f]{32}$/);
assert.equal(first.eventVersion, '1.1');
assert.equal(first.dynamodb.SizeBytes, 7 + 7 + (4 + 3) + (4 + 3 + 5) + (6 + 2));
assert.ok(Math.abs(first.dynamodb.ApproximateCreationDateTime.getTime() - start) < 90_000);
assert.equal(first.userIdentity, undefined);
const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
assert.ok(numbers.every((number, index) => index === 0 || number > numbers[index - 1]));

// Iterators of every type.
assert.deepEqual(await readFrom(await iterator(ShardId, 'TRIM_HORIZON'), 1000), records);
const { SequenceNumber } = records[1].dynamodb;
assert.deepEqual(await readFrom(await iterator(ShardId, 'AT_SEQUENCE_NUMBER', SequenceNumber)), records.slice(1));
assert.deepEqual(await readFrom(await iterator(ShardId, 'AFTER_SEQUENCE_NUMBER', SequenceNumber)), records.slice(2));
assert.deepEqual(await readFrom(await iterator(ShardId, 'LATEST')), []);
const missing = { StreamArn, ShardId: `shardId-${'0'.repeat(20)}-abcdef01`, ShardIteratorType: 'LATEST' };
await assert.rejects(streams.getShardIterator(missing), { name: 'ResourceNotFoundException' });

// A disabled stream stays readable; the table can get another one.
await client.updateTable({ TableName, StreamSpecification: { StreamEnabled: false } });
await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName });
const closed = await describe(StreamArn);
assert.match(closed.StreamStatus, /^DISABL(ING|ED)$/);
const end = await streams.getRecords({ ShardIterator: await iterator(ShardId, 'TRIM_HORIZON') });
assert.deepEqual(end.Records, records);
assert.equal(end.NextShardIterator, undefined);
const keysOnly = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
await client.updateTable({ TableName, StreamSpecification: keysOnly });
await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName });
await client.deleteItem({ TableName, Key: { id: { S: 'aliens' } } });
const second = await client.describeTable({ TableName });
assert.notEqual(second.Table.LatestStreamArn, StreamArn);
assert.equal((await streams.listStreams({ TableName })).Streams.length, 2);
const { Shards } = await describe(second.Table.LatestStreamArn);
const { ShardIterator } = await streams.getShardIterator({
  StreamArn: second.Table.LatestStreamArn,
  ShardId: Shards[0].ShardId,
  ShardIteratorType: 'TRIM_HORIZON',
});
const [removal] = await readFrom(ShardIterator);
const { Keys, OldImage, StreamViewType } = removal.dynamodb;
assert.deepEqual([Keys, OldImage, StreamViewType], [{ id: { S: 'aliens' } }, undefined, 'KEYS_ONLY']);
