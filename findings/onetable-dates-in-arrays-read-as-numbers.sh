#!/usr/bin/env bash
# Finding: OneTable returns numbers for the dates in an array whose items have the type Date.
#
# Package: dynamodb-onetable 2.7.7 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with dates as an attribute, in an object, in an array of objects and in an array with `items: { type: Date }`.
# Behaviour: all of them are stored as milliseconds. Three read back as dates; those in the array of dates, which have the same
#   declared type, are numbers in the result of `create` and of `get`.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamodb-onetable@2.7.7 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
const dynamoDb = new DynamoDB({});
const File = {
  pk: { type: String, value: 'file#${id}' },
  sk: { type: String, value: 'file#' },
  id: { type: String, required: true },
  attribute: { type: Date },
  inObject: { type: Object, schema: { at: { type: Date } } },
  inObjects: { type: Array, items: { type: Object, schema: { at: { type: Date } } } },
  inArray: { type: Array, items: { type: Date } },
};
const schema = { format: 'onetable:1.1.0', version: '1.0.0', indexes: { primary: { hash: 'pk', sort: 'sk' } }, models: { File } };
const table = new Table({ client: new Dynamo({ client: dynamoDb }), name: 'files', schema, partial: true, logger: false });
await table.createTable();
const files = table.getModel('File');
const at = new Date(5);
const created = await files.create({ id: 'a', attribute: at, inObject: { at }, inObjects: [{ at }], inArray: [at] });
const read = await files.get({ id: 'a' });
for (const [name, { attribute, inObject, inObjects, inArray }] of Object.entries({ created, read })) {
  const kinds = [attribute, inObject.at, inObjects[0].at, inArray[0]].map((value) => (value instanceof Date ? 'date' : typeof value));
  console.log(`${name}: attribute ${kinds[0]}, in object ${kinds[1]}, in objects ${kinds[2]}, in array ${kinds[3]}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
created: attribute date, in object date, in objects date, in array number
read: attribute date, in object date, in objects date, in array number
EXPECTED
echo 'as described'
