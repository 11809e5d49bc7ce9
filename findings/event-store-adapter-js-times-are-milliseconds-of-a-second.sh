#!/usr/bin/env bash
# Finding: event-store-adapter-js stores the time of an event as its milliseconds within the second, 0 to 999.
#
# Package: event-store-adapter-js 2.2.94 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: the first event of two aggregates, of 2024-02-29T12:00:00.900Z and of a year later, 2025-03-01T12:00:00.100Z.
# Behaviour: the attributes occurred_at of the journal and last_updated_at of the snapshot are 900 and 100: date, hour, minute and
#   second are lost, and whoever sorts or selects rows by them has the later event first.
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
const dynamoDb = new DynamoDB({});
const times = { first: '2024-02-29T12:00:00.900Z', second: '2025-03-01T12:00:00.100Z' };
const key = (hash, range) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }];
(async () => {
  for (const TableName of ['journal', 'snapshot']) {
    await dynamoDb.createTable({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: Object.entries({ pkey: 'S', skey: 'S', aid: 'S', seq_nr: 'N' })
        .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: key('pkey', 'skey'),
      GlobalSecondaryIndexes: [{ IndexName: 'aid', KeySchema: key('aid', 'seq_nr'), Projection: { ProjectionType: 'ALL' } }],
    });
  }
  const read = ({ data }) => data;
  const store = EventStoreFactory.ofDynamoDB(new DynamoDBClient({}), 'journal', 'snapshot', 'aid', 'aid', 32, read, read);
  for (const [value, time] of Object.entries(times)) {
    const aggregateId = { typeName: 'note', value, asString: () => `note-${value}` };
    const aggregate = { typeName: 'note', id: aggregateId, sequenceNumber: 1, version: 1 };
    const occurredAt = new Date(time);
    await store.persistEventAndSnapshot(
      { typeName: 'written', id: value, aggregateId, sequenceNumber: 1, occurredAt, isCreated: true },
      aggregate,
    );
    for (const [TableName, name] of [['journal', 'occurred_at'], ['snapshot', 'last_updated_at']]) {
      const { Items } = await dynamoDb.scan({ TableName });
      const item = Items.find(({ aid }) => aid.S === aggregateId.asString());
      console.log(`${time}: ${name} of the ${TableName} is ${item[name].N}`);
    }
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
2024-02-29T12:00:00.900Z: occurred_at of the journal is 900
2024-02-29T12:00:00.900Z: last_updated_at of the snapshot is 900
2025-03-01T12:00:00.100Z: occurred_at of the journal is 100
2025-03-01T12:00:00.100Z: last_updated_at of the snapshot is 100
EXPECTED
echo 'as described'
