#!/usr/bin/env bash
# Finding: `count` of @begin/data counts the documents of every table whose name begins with the one asked for.
#
# Package: @begin/data 5.0.5 with @aws-lite/client 0.21.10 and @aws-lite/dynamodb 0.3.9. Seen with Node 20.20.2 and DynamoDB Local
#   3.3.1 on 2026-12-01.
# Input: one document in the table `post`, three in `post-drafts` and two in `posts`, which share one DynamoDB table as all do. Then
#   `count` and `page` of `post`.
# Behaviour: `count` returns 6, and `page` the one document: it drops those of the other tables after reading. With a limit of one,
#   six empty pages follow the one with the document, as the limit counts what is dropped.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @begin/data@5.0.5 @aws-lite/client@0.21.10 @aws-lite/dynamodb@0.3.9
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { port, hostname } = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
Object.assign(process.env, {
  ARC_ENV: 'testing',
  ARC_APP_NAME: 'blog',
  ARC_SANDBOX: JSON.stringify({ ports: { tables: Number(port) } }),
  BEGIN_DATA_TABLE_NAME: 'data',
});
const awsLite = require('@aws-lite/client');
const data = require('@begin/data');
(async () => {
  const { dynamodb } = await awsLite({ protocol: 'http', host: hostname, port: Number(port), plugins: [import('@aws-lite/dynamodb')] });
  await dynamodb.CreateTable({
    TableName: 'data',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['scopeID', 'dataID'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'scopeID', KeyType: 'HASH' }, { AttributeName: 'dataID', KeyType: 'RANGE' }],
  });
  for (const [table, count] of Object.entries({ post: 1, 'post-drafts': 3, posts: 2 })) {
    for (let number = 1; number <= count; number += 1) await data.set({ table, key: `${number}`, of: table });
  }
  console.log(`page of post: ${(await data.get({ table: 'post', limit: 100 })).map((document) => document.of)}`);
  console.log(`count of post: ${await data.count({ table: 'post' })}`);
  for (let page, number = 1; number === 1 || page.cursor; number += 1) {
    page = await data.get({ table: 'post', limit: 1, ...(page && { cursor: page.cursor }) });
    console.log(`page ${number} of post: ${page.length}`);
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
page of post: post
count of post: 6
page 1 of post: 1
page 2 of post: 0
page 3 of post: 0
page 4 of post: 0
page 5 of post: 0
page 6 of post: 0
page 7 of post: 0
EXPECTED
echo 'as described'
