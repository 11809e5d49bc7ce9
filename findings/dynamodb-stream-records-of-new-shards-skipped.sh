#!/usr/bin/env bash
# Finding: dynamodb-stream skips the records that a new shard got before it was seen.
#
# Package: dynamodb-stream 1.1.4. Seen with Node 20.20.2 on 2026-12-01, with a stream of two shards in place of DynamoDB Streams.
# Input: `fetchStreamState` at regular intervals, as in the README. Between two of them the stream moves on to a second shard, as every
#   DynamoDB stream does every few hours, and two records are written to it, then a third after it was seen.
# Behaviour: every shard that appears is read from LATEST, also the child of a shard that was read to its end. The two records are
#   never emitted, and nothing reports it. Read from TRIM_HORIZON, the child's records would follow the parent's.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamodb-stream@1.1.4
cat >try.cjs <<'JS'
const DynamoDBStream = require('dynamodb-stream');
const shards = [{ ShardId: 'parent', records: [] }];
const client = {
  describeStream: async () => ({ StreamDescription: { Shards: shards.map(({ records, closed, ...shard }) => shard) } }),
  getShardIterator: async ({ ShardId, ShardIteratorType }) => {
    const { records } = shards.find((shard) => shard.ShardId === ShardId);
    console.log(`${ShardId}: ${ShardIteratorType}`);
    return { ShardIterator: `${ShardId}/${ShardIteratorType === 'LATEST' ? records.length : 0}` };
  },
  getRecords: async ({ ShardIterator }) => {
    const [ShardId, position] = ShardIterator.split('/');
    const { records, closed } = shards.find((shard) => shard.ShardId === ShardId);
    return { Records: records.slice(Number(position)), NextShardIterator: closed ? undefined : `${ShardId}/${records.length}` };
  },
};
const write = (id) => {
  const image = { id: { N: `${id}` } };
  shards.at(-1).records.push({ eventName: 'INSERT', dynamodb: { Keys: image, NewImage: image } });
};
(async () => {
  const stream = new DynamoDBStream(client, 'arn', (image) => ({ id: Number(image.id.N) }));
  const emitted = [];
  stream.on('insert record', ({ id }) => emitted.push(id));
  await stream.fetchStreamState();
  write(1);
  await stream.fetchStreamState();
  write(2);
  shards[0].closed = true;
  shards.push({ ShardId: 'child', ParentShardId: 'parent', records: [] });
  write(3);
  write(4);
  await stream.fetchStreamState();
  write(5);
  await stream.fetchStreamState();
  console.log(`written: 1,2,3,4,5`);
  console.log(`emitted: ${emitted}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
parent: LATEST
child: LATEST
parent: LATEST
written: 1,2,3,4,5
emitted: 1,2,5
EXPECTED
echo 'as described'
