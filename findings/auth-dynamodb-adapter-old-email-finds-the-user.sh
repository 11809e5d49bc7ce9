#!/usr/bin/env bash
# Finding: after Auth.js's DynamoDB adapter has changed a user's email, the old email finds the user, and the new one does not.
#
# Package: @auth/dynamodb-adapter 2.11.3 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-11-30.
# Input: the table of the documentation. `updateUser({ id, email })` changes the email of a user.
# Behaviour: the email is changed in the item, but not in its index key, which `createUser` has composed of the email. `getUserByEmail`
#   queries the index: for the old email it returns the user, whose email is the new one, and for the new email null.
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
const { id } = await adapter.createUser({ email: 'ada@old.example', emailVerified: null });
console.log('updated:', (await adapter.updateUser({ id, email: 'ada@new.example' })).email);
for (const email of ['ada@old.example', 'ada@new.example']) {
  const user = await adapter.getUserByEmail(email);
  console.log(`${email}:`, user && `${user.id === id ? 'the user' : 'another user'}, ${user.email}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
updated: ada@new.example
ada@old.example: the user, ada@new.example
ada@new.example: null
EXPECTED
echo 'as described'
