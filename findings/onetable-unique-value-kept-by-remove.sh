#!/usr/bin/env bash
# Finding: a unique value of OneTable stays taken after `update` with `remove` has removed the attribute.
#
# Package: dynamodb-onetable 2.7.7 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with `phone: { type: String, unique: true }`. Ada's phone is removed in two ways; then Bob gets the number.
# Behaviour: `update({ id, phone: null })` deletes the attribute and the item that reserves its value. `update({ id }, { remove:
#   ['phone'] })` deletes the attribute alone: nobody has the value, and a UniqueError rejects everyone who wants it, Ada included.
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
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
const User = {
  pk: { type: String, value: 'user#${id}' },
  sk: { type: String, value: 'user#' },
  id: { type: String, required: true },
  phone: { type: String, unique: true },
};
const schema = { format: 'onetable:1.1.0', version: '1.0.0', indexes: { primary: { hash: 'pk', sort: 'sk' } }, models: { User } };
const client = new Dynamo({ client: new DynamoDBClient({}) });
const table = new Table({ client, name: 'users', schema, partial: true, logger: false });
await table.createTable();
const users = table.getModel('User');
await users.create({ id: 'bob' });
const ways = {
  null: (id) => users.update({ id, phone: null }),
  remove: (id) => users.update({ id }, { remove: ['phone'] }),
};
for (const [way, removePhone] of Object.entries(ways)) {
  const phone = `phone of ${way}`;
  await users.create({ id: way, phone });
  await removePhone(way);
  for (const id of ['bob', way]) {
    const outcome = await users.update({ id, phone }).then(() => 'has it', (error) => error.code);
    console.log(`${way}: phone ${(await users.get({ id: way })).phone}, ${id === way ? 'the same user' : id} ${outcome}`);
    if (id === 'bob' && outcome === 'has it') await users.update({ id, phone: null });
  }
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
null: phone undefined, bob has it
null: phone phone of null, the same user has it
remove: phone undefined, bob UniqueError
remove: phone undefined, the same user UniqueError
EXPECTED
echo 'as described'
