#!/usr/bin/env bash
# Finding: apollo-datasource-dynamodb caches the part of an item that a projection selected as the item, and keeps it after an update.
#
# Package: apollo-datasource-dynamodb 1.1.0 with aws-sdk 2.1693.0 and graphql 14.7.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1
#   on 2026-12-01.
# Input: a stored user. `getItem` with a ProjectionExpression for the name, as for a list, then `getItem` of the whole user; `update`
#   without its optional ttl, then `getItem` again.
# Behaviour: entries of the cache are found by the key alone. The second call gets the name and no other attribute, for 30 minutes by
#   default. An update without a ttl changes the table only: the next `getItem` still gets what was cached before it.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund apollo-datasource-dynamodb@1.1.0 aws-sdk@2.1693.0 graphql@14.7.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDBDataSource } = require('apollo-datasource-dynamodb');
const { DynamoDB } = require('aws-sdk');
const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
const users = new DynamoDBDataSource('users', KeySchema, { endpoint, region: 'us-east-1' });
users.initialize({ context: {} });
const read = async (name, projection) => {
  const user = await users.getItem({ TableName: 'users', Key: { id: 'ann' }, ...projection });
  console.log(`${name}: ${JSON.stringify(user)}`);
};
(async () => {
  await new DynamoDB({ endpoint }).createTable({
    TableName: 'users',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema,
  }).promise();
  await users.put({ id: 'ann', label: 'Ann', plan: 'free' });
  await read('name only', { ProjectionExpression: 'label' });
  await read('whole user');
  const updated = await users.update({ id: 'ann' }, 'SET #plan = :plan', { '#plan': 'plan' }, { ':plan': 'paid' });
  console.log(`update returns: ${JSON.stringify(updated)}`);
  await read('after the update');
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
name only: {"label":"Ann"}
whole user: {"label":"Ann"}
update returns: {"plan":"paid","id":"ann","label":"Ann"}
after the update: {"label":"Ann"}
EXPECTED
echo 'as described'
