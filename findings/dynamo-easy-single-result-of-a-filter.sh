#!/usr/bin/env bash
# Finding: `execSingle` of dynamo-easy returns null for a filter that an item matches, unless the first item read does.
#
# Package: @shiftcoders/dynamo-easy 7.1.0 with aws-sdk 2.1693.0 and reflect-metadata 0.1.14. Seen with Node 20.20.2 and DynamoDB Local
#   3.3.1 on 2026-12-01.
# Input: a queue of three jobs, of which the second and third are open. `query` of the queue with `whereAttribute('status')` equal to
#   open, executed by `exec` and by `execSingle`, which executes the request and returns one item or null.
# Behaviour: `execSingle` sends a Limit of 1, which counts items before they are filtered. The first job is read and dropped, and the
#   result is null, as if no job were open. `exec` returns two.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @shiftcoders/dynamo-easy@7.1.0 aws-sdk@2.1693.0 reflect-metadata@0.1.14 tslib@1.14.1
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
require('reflect-metadata');
const { DynamoStore, Model, PartitionKey, SortKey } = require('@shiftcoders/dynamo-easy');
const { DynamoDB } = require('aws-sdk');
const dynamoDb = new DynamoDB({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB });
class Job {}
for (const [name, type] of Object.entries({ queue: String, number: Number })) {
  Reflect.defineMetadata('design:type', type, Job.prototype, name);
}
PartitionKey()(Job.prototype, 'queue');
SortKey()(Job.prototype, 'number');
Model({ tableName: 'jobs' })(Job);
const jobs = new DynamoStore(Job, dynamoDb);
(async () => {
  await dynamoDb.createTable({
    TableName: 'jobs',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'queue', AttributeType: 'S' }, { AttributeName: 'number', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'queue', KeyType: 'HASH' }, { AttributeName: 'number', KeyType: 'RANGE' }],
  }).promise();
  for (const [index, status] of ['done', 'open', 'open'].entries()) {
    await jobs.put(Object.assign(new Job(), { queue: 'mail', number: index + 1, status })).exec();
  }
  const open = () => jobs.query().wherePartitionKey('mail').whereAttribute('status').equals('open');
  console.log(`exec: ${(await open().exec()).map(({ number }) => number)}`);
  console.log(`execSingle: ${await open().execSingle()}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
exec: 2,3
execSingle: null
EXPECTED
echo 'as described'
