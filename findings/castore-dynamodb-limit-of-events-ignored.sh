#!/usr/bin/env bash
# Finding: Castore's DynamoDB adapter returns all events of an aggregate, whatever limit `getEvents` is given.
#
# Package: @castore/event-storage-adapter-dynamodb and @castore/core 2.4.2 with @aws-sdk/client-dynamodb 3.1169.0. Seen with
#   Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: an aggregate of seven events; `getEvents` with `limit: 2`, and with `reverse: true` for the newest two. The in-memory adapter
#   2.4.2 gets the same calls.
# Behaviour: the limit becomes the `Limit` of each Query, and the adapter goes on to the next page while there is one. All seven
#   events are returned, in four requests. The in-memory adapter returns two.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @castore/event-storage-adapter-dynamodb@2.4.2 @castore/event-storage-adapter-in-memory@2.4.2 @castore/core@2.4.2 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventStore, EventType } from '@castore/core';
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb';
import { InMemoryEventStorageAdapter } from '@castore/event-storage-adapter-in-memory';
const dynamoDBClient = new DynamoDBClient({});
const key = (hash, range) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }];
const types = { aggregateId: 'S', version: 'N', eventStoreId: 'S', timestamp: 'S' };
await dynamoDBClient.send(new CreateTableCommand({
  TableName: 'events',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  KeySchema: key('aggregateId', 'version'),
  GlobalSecondaryIndexes: [
    { IndexName: 'initialEvents', KeySchema: key('eventStoreId', 'timestamp'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
}));
let requests = 0;
dynamoDBClient.middlewareStack.add((next) => (input) => { requests += 1; return next(input); });
const adapters = {
  'in memory': new InMemoryEventStorageAdapter(),
  DynamoDB: new DynamoDBSingleTableEventStorageAdapter({ tableName: 'events', dynamoDBClient }),
};
for (const [name, eventStorageAdapter] of Object.entries(adapters)) {
  const eventTypes = [new EventType({ type: 'ADDED' })];
  const store = new EventStore({ eventStoreId: 'carts', eventTypes, reducer: (cart) => cart, eventStorageAdapter });
  for (let version = 1; version <= 7; version += 1) await store.pushEvent({ aggregateId: 'cart', version, type: 'ADDED' });
  for (const options of [{ limit: 2 }, { limit: 2, reverse: true }]) {
    requests = 0;
    const { events } = await store.getEvents('cart', options);
    console.log(`${name}, ${JSON.stringify(options)}: versions ${events.map(({ version }) => version)} in ${requests} requests`);
  }
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
in memory, {"limit":2}: versions 1,2 in 0 requests
in memory, {"limit":2,"reverse":true}: versions 7,6 in 0 requests
DynamoDB, {"limit":2}: versions 1,2,3,4,5,6,7 in 4 requests
DynamoDB, {"limit":2,"reverse":true}: versions 7,6,5,4,3,2,1 in 4 requests
EXPECTED
echo 'as described'
