#!/usr/bin/env bash
# Finding: `releaseAllLocks` of Delivery Hero's DynamoDB lock releases no lock.
#
# Package: @deliveryhero/dynamodb-lock 2.0.0 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-11-30.
# Input: two locks of one client. According to the README, `releaseAllLocks` releases all locks created by the process, for a graceful
#   shutdown. Then `releaseLock` of each.
# Behaviour: `releaseAllLocks` resolves and sends nothing: it waits for the locks themselves, not for `releaseLock` of them. Both items
#   stay, and whoever wants the locks waits for the whole lease. `releaseLock` deletes them.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @deliveryhero/dynamodb-lock@2.0.0 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { dynamoDBLockClientFactory } from '@deliveryhero/dynamodb-lock';
const dynamoDb = new DynamoDB({});
await dynamoDb.createTable({
  TableName: 'LockTable',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['lockId', 'lockGroup'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [{ AttributeName: 'lockId', KeyType: 'HASH' }, { AttributeName: 'lockGroup', KeyType: 'RANGE' }],
});
const options = { leaseDurationInMs: 60_000, prolongLeaseEnabled: false };
const client = dynamoDBLockClientFactory(DynamoDBDocument.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } }));
const stored = async () => (await dynamoDb.scan({ TableName: 'LockTable' })).Count;
const locks = [await client.lock('jobs', 'a', options), await client.lock('jobs', 'b', options)];
console.log(`locked: ${await stored()} items`);
await client.releaseAllLocks();
console.log(`releaseAllLocks: ${await stored()} items`);
for (const lock of locks) await client.releaseLock(lock);
console.log(`releaseLock of each: ${await stored()} items`);
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
locked: 2 items
releaseAllLocks: 2 items
releaseLock of each: 0 items
EXPECTED
echo 'as described'
