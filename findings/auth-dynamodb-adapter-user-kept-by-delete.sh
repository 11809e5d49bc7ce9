#!/usr/bin/env bash
# Finding: `deleteUser` of Auth.js's DynamoDB adapter returns a user with 25 sessions as deleted, but the user stays, with sessions.
#
# Package: @auth/dynamodb-adapter 2.11.3 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-11-30.
# Input: the table of the documentation; a user with one account and 30 sessions, which is deleted.
# Behaviour: of the items of the user the adapter deletes the first 25, in the order of the sort key: `ACCOUNT#…`, `SESSION#…`,
#   `USER#…`. The user comes last. With 25 or more accounts and sessions the promise resolves with the user, and `getUser` and
#   the later sessions still return the user: they stay signed in.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @auth/dynamodb-adapter@2.11.3 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDBAdapter } from '@auth/dynamodb-adapter';
const client = DynamoDBDocument.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
const key = (hash, range) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }];
await client.send(new CreateTableCommand({
  TableName: 'next-auth',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'GSI1PK', 'GSI1SK'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: key('pk', 'sk'),
  GlobalSecondaryIndexes: [
    { IndexName: 'GSI1', KeySchema: key('GSI1PK', 'GSI1SK'), Projection: { ProjectionType: 'ALL' } },
  ],
}));
const adapter = DynamoDBAdapter(client);
for (const count of [3, 30]) {
  const { id } = await adapter.createUser({ email: `${count}@example`, emailVerified: null });
  await adapter.linkAccount({ userId: id, provider: 'p', providerAccountId: `${count}`, type: 'oauth' });
  const tokens = Array.from({ length: count }, (_, index) => `${count}-${String(index).padStart(2, '0')}`);
  const expires = new Date(Date.now() + 3_600_000);
  for (const sessionToken of tokens) await adapter.createSession({ sessionToken, userId: id, expires });
  const deleted = await adapter.deleteUser(id);
  const user = await adapter.getUser(id);
  const sessions = [];
  for (const token of tokens) if (await adapter.getSessionAndUser(token)) sessions.push(token);
  console.log(`deleted ${deleted.email}: getUser returns ${user && user.email}, sessions with the user ${sessions.length}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
deleted 3@example: getUser returns null, sessions with the user 0
deleted 30@example: getUser returns 30@example, sessions with the user 6
EXPECTED
echo 'as described'
