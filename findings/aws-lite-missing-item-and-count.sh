#!/usr/bin/env bash
# Finding: aws-lite's TransactGetItems rejects when one of the items does not exist, and a count over all pages returns no count.
#
# Packages: @aws-lite/client 0.23.7, @aws-lite/dynamodb 0.3.9; @aws-sdk/client-dynamodb 3.1169.0 for the table. Seen with
#   Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: TransactGetItems for an item that exists and one that does not; Scan with `Select: 'COUNT'`, with and without
#   `paginate: true`, the option for all pages.
# Behaviour: DynamoDB responds to the transaction with `{}` in the position of the missing item; the plugin rejects the whole response
#   with "No value defined: {}". With `paginate: true` the result has the items of all pages alone: `{ Items: [] }`, neither
#   Count nor ScannedCount.
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
for (const id of ['a', 'b', 'c']) await lite.PutItem({ TableName: 'files', Item: { id } });
const read = (ids) => lite.TransactGetItems({ TransactItems: ids.map((id) => ({ Get: { TableName: 'files', Key: { id } } })) });
const show = (name, call) => call.then((output) => console.log(name, JSON.stringify(output)), ({ message }) => console.log(name, message));
await show('both exist:', read(['a', 'b']));
await show('one is missing:', read(['a', 'z']));
await show('one page:', lite.Scan({ TableName: 'files', Select: 'COUNT' }));
await show('all pages:', lite.Scan({ TableName: 'files', Select: 'COUNT', paginate: true }));
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
both exist: {"Responses":[{"Item":{"id":"a"}},{"Item":{"id":"b"}}]}
one is missing: @aws-lite/client: DynamoDB.TransactGetItems: No value defined: {}
one page: {"Count":3,"ScannedCount":3}
all pages: {"Items":[]}
EXPECTED
echo 'as described'
