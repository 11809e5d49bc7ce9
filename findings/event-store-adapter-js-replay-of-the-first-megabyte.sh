#!/usr/bin/env bash
# Finding: event-store-adapter-js replays the first megabyte of an aggregate's events only, as if the later ones had not happened.
#
# Package: event-store-adapter-js 2.2.94 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: an aggregate with a snapshot of its first event, and seven further events of 200 kB stored by `persistEvent`. Then
#   `getEventsByIdSinceSequenceNumber`, which the README replays on the snapshot. The store in memory gets the same calls.
# Behaviour: six of the seven events are returned: the rest of the Query's pages is not read, and nothing reports it. The aggregate
#   is rebuilt as of an earlier event. The store in memory returns all seven.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund event-store-adapter-js@2.2.94 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB, DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { EventStoreFactory } = require('event-store-adapter-js');
const id = { typeName: 'note', value: 'first', asString: () => 'note-first' };
const aggregate = (sequenceNumber, version = 1) => ({
  typeName: 'note', id, sequenceNumber, version, withVersion: (changed) => aggregate(sequenceNumber, changed),
});
const event = (sequenceNumber) => ({
  typeName: 'written', id: `${sequenceNumber}`, aggregateId: id, sequenceNumber, occurredAt: new Date(), isCreated: sequenceNumber === 1,
  text: 'x'.repeat(200_000),
});
const eventOf = ({ data }) => ({ ...data, occurredAt: new Date(data.occurredAt) });
const snapshotOf = ({ data }) => aggregate(data.sequenceNumber, data.version);
const key = (hash, range) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }];
(async () => {
  for (const TableName of ['journal', 'snapshot']) {
    await new DynamoDB({}).createTable({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries({ pkey: 'S', skey: 'S', aid: 'S', seq_nr: 'N' })
        .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: key('pkey', 'skey'),
      GlobalSecondaryIndexes: [{ IndexName: 'aid', KeySchema: key('aid', 'seq_nr'), Projection: { ProjectionType: 'ALL' } }],
    });
  }
  const stores = {
    'in memory': EventStoreFactory.ofMemory(),
    DynamoDB: EventStoreFactory.ofDynamoDB(new DynamoDBClient({}), 'journal', 'snapshot', 'aid', 'aid', 32, eventOf, snapshotOf),
  };
  for (const [name, store] of Object.entries(stores)) {
    await store.persistEventAndSnapshot(event(1), aggregate(1));
    for (let number = 2; number <= 8; number += 1) await store.persistEvent(event(number), number - 1);
    const events = await store.getEventsByIdSinceSequenceNumber(id, 2);
    console.log(`${name}: events ${events.map(({ sequenceNumber }) => sequenceNumber)}`);
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
in memory: events 2,3,4,5,6,7,8
DynamoDB: events 2,3,4,5,6,7
EXPECTED
echo 'as described'
