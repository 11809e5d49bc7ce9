#!/usr/bin/env bash
# Finding: aws-lite's DynamoDB plugin reads bytes as base64 text, so an item that is read and written back has other types.
#
# Packages: @aws-lite/client 0.23.7, @aws-lite/dynamodb 0.3.9; @aws-sdk/client-dynamodb 3.1169.0 for the table. Seen with
#   Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: an item with a B attribute, a BS attribute and bytes in a list. GetItem reads it, PutItem writes what GetItem returned.
# Behaviour: GetItem returns the base64 text of the response as strings. PutItem stores them: B becomes S and BS becomes SS, without
#   an error.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-lite/client@0.23.7 @aws-lite/dynamodb@0.3.9 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import awsLite from '@aws-lite/client';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const sdk = new DynamoDB({});
await sdk.createTable({
  TableName: 'files',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
const { DynamoDB: lite } = await awsLite({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB, plugins: [import('@aws-lite/dynamodb')] });
const key = { TableName: 'files', Key: { id: { S: 'a' } } };
const show = async (name) => {
  const { Item } = await sdk.getItem(key);
  console.log(`${name}: data ${Object.keys(Item.data)}, parts ${Object.keys(Item.parts)}, list of ${Object.keys(Item.list.L[0])}`);
};
const bytes = Uint8Array.of(1, 2, 255);
const item = { id: { S: 'a' }, data: { B: bytes }, parts: { BS: [bytes] }, list: { L: [{ B: bytes }] } };
await sdk.putItem({ TableName: 'files', Item: item });
await show('stored');
const { Item } = await lite.GetItem({ TableName: 'files', Key: { id: 'a' } });
console.log(`read: ${JSON.stringify(Item.data)}, ${JSON.stringify([...Item.parts])}, ${JSON.stringify(Item.list)}`);
await lite.PutItem({ TableName: 'files', Item });
await show('written back');
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
stored: data B, parts BS, list of B
read: "AQL/", ["AQL/"], ["AQL/"]
written back: data S, parts SS, list of S
EXPECTED
echo 'as described'
