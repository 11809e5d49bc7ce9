#!/usr/bin/env bash
# Finding: Dyngoose turns an alternative on the sort key into a condition for all, so items that match the other one are not found.
#
# Package: dyngoose 4.11.2 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a search in one project's tasks for those with a number from 3 on or the status open, in `group` with `or()`, by the
#   primary key.
# Behaviour: comparisons with a key are moved to the key condition, also out of a group of alternatives. The request asks for a number
#   from 3 on and the status open, and returns the one task for which both hold. Two more match the search.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dyngoose@4.11.2 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { Dyngoose } = require('dyngoose');
class Task extends Dyngoose.Table {}
Dyngoose.Attribute.String()(Task.prototype, 'project');
Dyngoose.Attribute.Number()(Task.prototype, 'number');
Dyngoose.Attribute.String()(Task.prototype, 'status');
Dyngoose.$PrimaryKey('project', 'number')(Task, 'primaryKey');
Dyngoose.$Table({ name: 'tasks' })(Task);
(async () => {
  await new DynamoDB({}).createTable({
    TableName: 'tasks',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'project', AttributeType: 'S' }, { AttributeName: 'number', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'project', KeyType: 'HASH' }, { AttributeName: 'number', KeyType: 'RANGE' }],
  });
  for (const [index, status] of ['done', 'open', 'done', 'open'].entries()) {
    await Task.new({ project: 'site', number: index + 1, status }).save();
  }
  const search = Task.search().using(Task.primaryKey).filter('project').eq('site')
    .group((group) => group.filter('number').gte(3).or().filter('status').eq('open'));
  const { KeyConditionExpression, FilterExpression, ExpressionAttributeNames } = search.getInput();
  const named = (expression) => expression?.replace(/#\w+/g, (name) => ExpressionAttributeNames[name]);
  console.log(`key condition: ${named(KeyConditionExpression)}`);
  console.log(`filter: ${named(FilterExpression)}`);
  console.log(`found: ${(await search.all()).map(({ number, status }) => `${number} ${status}`)}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
key condition: project = :v0 AND number >= :v1
filter: (status = :v2)
found: 4 open
EXPECTED
echo 'as described'
