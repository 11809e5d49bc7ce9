#!/usr/bin/env bash
# Finding: dynoexpr compares negative numbers as texts, and stores one of two texts in both attributes if they differ in leading spaces.
#
# Package: @tuplo/dynoexpr 3.5.1 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB
#   Local 3.3.1 on 2026-11-30.
# Input: items with the temperatures -20, -5 and 5, filtered in the form of the README, `rating: '> 4.5'`; texts of digits and points;
#   an update of several attributes, whose values are texts, Maps and sets in maps.
# Behaviour: only digits and points make a number of a value, so `< -10` and `> 1e1` compare with a text, which holds for no number, and
#   `= 1.10` compares with the number 1.1, which no text equals. `begins_with 10.0.` compares with NaN. The placeholder of a value is
#   a hash of its trimmed text or its JSON: the values 'x' and ' x' have one placeholder, as do all Maps and all sets in maps. The
#   last of them is stored in every attribute. `if_not_exists(0)` stores the text "0", to which no number can be added.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tuplo/dynoexpr@3.5.1 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import dynoexpr from '@tuplo/dynoexpr';
const dynamoDb = new DynamoDB({});
const documents = DynamoDBDocument.from(dynamoDb);
const TableName = 'days';
await dynamoDb.createTable({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
for (const temperature of [-20, -5, 5]) await documents.put({ TableName, Item: { id: `${temperature}`, temperature, version: '1.10' } });
for (const Filter of [{ temperature: '< 10' }, { temperature: '< -10' }, { temperature: '> -10' }, { version: '1.10' }, { version: '= 1.10' }]) {
  const { Items } = await documents.scan({ TableName, ...dynoexpr({ Filter }) });
  console.log(`${JSON.stringify(Filter)}: ${Items.map(({ id }) => id).sort()}`);
}
console.log('begins_with 10.0.:', ...Object.values(dynoexpr({ Filter: { address: 'begins_with 10.0.' } }).ExpressionAttributeValues));
const Update = {
  first: 'Ada',
  second: ' Ada',
  map: new Map([['a', 1]]),
  otherMap: new Map([['b', 2]]),
  tags: { of: new Set(['a']) },
  otherTags: { of: new Set(['b']) },
  count: 'if_not_exists(0)',
};
await documents.update({ TableName, Key: { id: 'a' }, ...dynoexpr({ Update }) });
const { first, second, map, otherMap, tags, otherTags, count } = (await documents.get({ TableName, Key: { id: 'a' } })).Item;
console.log(`stored texts: "${first}" and "${second}"`);
console.log(`stored maps: ${Object.keys(map)} and ${Object.keys(otherMap)}`);
console.log(`stored sets: ${[...tags.of]} and ${[...otherTags.of]}`);
console.log(`stored count: a ${typeof count}`);
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
{"temperature":"< 10"}: -20,-5,5
{"temperature":"< -10"}: 
{"temperature":"> -10"}: 
{"version":"1.10"}: -20,-5,5
{"version":"= 1.10"}: 
begins_with 10.0.: NaN
stored texts: " Ada" and " Ada"
stored maps: b and b
stored sets: b and b
stored count: a string
EXPECTED
echo 'as described'
