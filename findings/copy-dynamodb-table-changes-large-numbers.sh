#!/usr/bin/env bash
# Finding: copy-dynamodb-table writes other numbers into the copy than the source has, and reports success.
#
# Package: copy-dynamodb-table 2.2.1 with aws-sdk 2.1693.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a table with two accounts whose numbers have 19 digits, as identifiers of other databases do, and differ in the last one; a
#   balance of 20 digits.
# Behaviour: items pass through JavaScript's numbers. Both account numbers become the same one in the copy, the balance loses its
#   cents, and the callback gets the count of items and the status SUCCESS.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund copy-dynamodb-table@2.2.1 aws-sdk@2.1693.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('aws-sdk');
const { copy } = require('copy-dynamodb-table');
const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
const dynamoDb = new DynamoDB({ endpoint });
const items = [
  { id: { S: 'first' }, account: { N: '1234567890123456781' }, balance: { N: '123456789012345678.25' } },
  { id: { S: 'second' }, account: { N: '1234567890123456782' }, balance: { N: '0.5' } },
];
const config = { region: 'us-east-1', endpoint };
(async () => {
  for (const TableName of ['source', 'copy']) {
    await dynamoDb.createTable({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }).promise();
  }
  for (const Item of items) await dynamoDb.putItem({ TableName: 'source', Item }).promise();
  const options = { config, source: { tableName: 'source' }, destination: { tableName: 'copy' } };
  const result = await new Promise((resolve, reject) => copy(options, (error, value) => (error ? reject(error) : resolve(value))));
  console.log(JSON.stringify(result));
  for (const TableName of ['source', 'copy']) {
    const { Items } = await dynamoDb.scan({ TableName }).promise();
    const rows = Items.map(({ id, account, balance }) => `${id.S} ${account.N} ${balance.N}`);
    console.log(`${TableName}: ${rows.sort().join(', ')}`);
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
{"count":2,"status":"SUCCESS"}
source: first 1234567890123456781 123456789012345678.25, second 1234567890123456782 0.5
copy: first 1234567890123456800 123456789012345680, second 1234567890123456800 0.5
EXPECTED
echo 'as described'
