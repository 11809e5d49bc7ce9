#!/usr/bin/env bash
# Finding: NASA's dynamodb-autoincrement lists the versions of a history as 1, 10, 11, 2, 3 …
#
# Package: @nasa-gcn/dynamodb-autoincrement 2.2.1 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a history of twelve versions, as in the package's README; the version is a number, the sort key of the table.
# Behaviour: DynamoDB returns the versions in the order of the numbers, and `list` sorts them again, as texts: the last of the list
#   is the version 9.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @nasa-gcn/dynamodb-autoincrement@2.2.1 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDBHistoryAutoIncrement } from '@nasa-gcn/dynamodb-autoincrement';
const dynamoDb = new DynamoDB({});
const id = { AttributeName: 'widgetID', AttributeType: 'N' };
const version = { AttributeName: 'version', AttributeType: 'N' };
const key = (KeyType, { AttributeName }) => ({ AttributeName, KeyType });
const BillingMode = 'PAY_PER_REQUEST';
await dynamoDb.createTable({ TableName: 'widgets', BillingMode, AttributeDefinitions: [id], KeySchema: [key('HASH', id)] });
const KeySchema = [key('HASH', id), key('RANGE', version)];
await dynamoDb.createTable({ TableName: 'widgetHistory', BillingMode, AttributeDefinitions: [id, version], KeySchema });
const doc = DynamoDBDocument.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } });
const history = new DynamoDBHistoryAutoIncrement({
  doc,
  counterTableName: 'widgets',
  counterTableKey: { widgetID: 42 },
  attributeName: 'version',
  tableName: 'widgetHistory',
  initialValue: 1,
});
for (let change = 1; change <= 12; change += 1) await history.put({ widgetName: `name ${change}` });
const { Items } = await doc.query({
  TableName: 'widgetHistory',
  KeyConditionExpression: 'widgetID = :id',
  ExpressionAttributeValues: { ':id': 42 },
});
console.log('query:', ...Items.map((item) => item.version));
console.log('list:', ...(await history.list()));
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
query: 1 2 3 4 5 6 7 8 9 10 11
list: 1 10 11 2 3 4 5 6 7 8 9
EXPECTED
echo 'as described'
