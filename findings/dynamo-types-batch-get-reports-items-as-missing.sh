#!/usr/bin/env bash
# Finding: dynamo-types reports stored items as missing where a batch get is larger than one response of DynamoDB.
#
# Package: dynamo-types 2.10.0 with aws-sdk 2.1693.0 and reflect-metadata 0.1.14. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: 60 stored items of 300 kB, and their keys for `batchGetFull`, which according to the README lifts the limits of a batch and
#   returns a result for each key, empty for items that are missing, and for `batchGet`. Then `get` of one key.
# Behaviour: a response of DynamoDB holds 16 MB. The keys that it returns as unprocessed are dropped: their items are undefined in the
#   one result and absent in the other, as those that do not exist. `get` returns them.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamo-types@2.10.0 aws-sdk@2.1693.0 reflect-metadata@0.1.14
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
require('reflect-metadata');
const { Decorator, Table } = require('dynamo-types');
const { DynamoDB } = require('aws-sdk');
const endpoint = process.env.DYNAMO_TYPES_ENDPOINT = process.env.AWS_ENDPOINT_URL_DYNAMODB;
class Card extends Table {}
for (const [name, type] of Object.entries({ id: Number, text: String })) {
  Reflect.defineMetadata('design:type', type, Card.prototype, name);
  Decorator.Attribute()(Card.prototype, name);
}
Decorator.HashPrimaryKey('id')(Card, 'primaryKey');
Decorator.Writer()(Card, 'writer');
Decorator.Table({ name: 'cards' })(Card);
const ids = Array.from({ length: 60 }, (_, index) => index + 1);
(async () => {
  await new DynamoDB({ endpoint }).createTable({
    TableName: 'cards',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  }).promise();
  for (const id of ids) {
    const card = new Card();
    Object.assign(card, { id, text: 'x'.repeat(300_000) });
    await Card.writer.put(card);
  }
  const { records } = await Card.primaryKey.batchGetFull(ids);
  const missing = ids.filter((_, index) => records[index] === undefined);
  console.log(`batchGetFull: ${records.length} results, ${missing.length} of them undefined`);
  console.log(`batchGet: ${(await Card.primaryKey.batchGet(ids)).records.length} results`);
  for (const id of missing.slice(0, 1)) console.log(`get of the first undefined one: ${(await Card.primaryKey.get(id)) ? 'exists' : 'missing'}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
batchGetFull: 60 results, 5 of them undefined
batchGet: 55 results
get of the first undefined one: exists
EXPECTED
echo 'as described'
