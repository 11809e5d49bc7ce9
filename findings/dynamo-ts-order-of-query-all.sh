#!/usr/bin/env bash
# Finding: `queryAll` of @hexlabs/dynamo-ts returns the last page of a Query first.
#
# Package: @hexlabs/dynamo-ts 4.0.153 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB
#   Local 3.3.1 on 2026-12-01.
# Input: eight messages of 300 kB with the sort keys 1 to 8, more than the megabyte of one page; `queryAll` of the partition, also
#   with a limit and in descending order.
# Behaviour: the items of the last request stand before those of all earlier ones, so the results are not in the order of the sort
#   key, and the first is not the oldest (or newest) message. `query` with `next` returns each page in order.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @hexlabs/dynamo-ts@4.0.153 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { defineTable, TableClient } = require('@hexlabs/dynamo-ts');
const client = DynamoDBDocument.from(new DynamoDB({}));
const messages = TableClient.build(defineTable({ room: 'string', number: 'number', text: 'string' }, 'room', 'number'), {
  tableName: 'messages',
  client,
  logStatements: false,
});
const numbers = ({ member }) => member.map(({ number }) => number);
(async () => {
  await new DynamoDB({}).createTable({
    TableName: 'messages',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'room', AttributeType: 'S' }, { AttributeName: 'number', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'room', KeyType: 'HASH' }, { AttributeName: 'number', KeyType: 'RANGE' }],
  });
  for (let number = 1; number <= 8; number += 1) await messages.put({ room: 'hall', number, text: 'x'.repeat(300_000) });
  for (const options of [{}, { limit: 6 }, { scanIndexForward: false }]) {
    console.log(`queryAll, ${JSON.stringify(options)}: ${numbers(await messages.queryAll({ room: 'hall' }, options))}`);
  }
  for (let next, page = 1; page === 1 || next; page += 1) {
    const result = await messages.query({ room: 'hall' }, { next });
    console.log(`query, page ${page}: ${numbers(result)}`);
    next = result.next;
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
queryAll, {}: 5,6,7,8,1,2,3,4
queryAll, {"limit":6}: 5,6,1,2,3,4
queryAll, {"scanIndexForward":false}: 4,3,2,1,8,7,6,5
query, page 1: 1,2,3,4
query, page 2: 5,6,7,8
EXPECTED
echo 'as described'
