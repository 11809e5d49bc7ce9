#!/usr/bin/env bash
# Finding: the keys that a scan of OpenAuth's DynamoDB storage returns find nothing, so `remove` of them removes nothing.
#
# Package: @openauthjs/openauth 0.4.3; @aws-sdk/client-dynamodb 3.1169.0 for the table. Seen with Node 20.20.2 and DynamoDB Local 3.3.1
#   on 2026-11-30.
# Input: keys of three parts, as the issuer stores its refresh tokens: `oauth:refresh`, the subject, the token. A scan by the first two
#   parts, whose keys are then given to `get` and `remove`, as the issuer does to invalidate a subject. MemoryStorage of the same
#   package gets the same calls.
# Behaviour: a scan returns the item's partition key and sort key as the two parts of a key. The partition key is the first two parts,
#   joined by a separator, and `Storage.get` and `Storage.remove` delete separators from the parts they are given: they ask for an
#   item that does not exist. Nothing is removed, without an error. A scan by the first part alone finds keys of two parts only.
#   MemoryStorage returns the parts as they were set, finds all keys of a prefix, and removes them.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openauthjs/openauth@0.4.3 @aws-sdk/client-dynamodb@3.1169.0 arctic@2.2.2 hono@4.7.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoStorage } from '@openauthjs/openauth/storage/dynamo';
import { MemoryStorage } from '@openauthjs/openauth/storage/memory';
import { Storage } from './node_modules/@openauthjs/openauth/dist/esm/storage/storage.js';
await new DynamoDB({}).createTable({
  TableName: 'auth',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
});
const storages = { memory: MemoryStorage(), DynamoDB: DynamoStorage({ table: 'auth', endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB }) };
for (const [name, storage] of Object.entries(storages)) {
  const scan = async (...prefix) => {
    const keys = [];
    for await (const [key] of Storage.scan(storage, prefix)) keys.push(key);
    return keys;
  };
  for (const token of ['one', 'two']) await Storage.set(storage, ['oauth:refresh', 'user:1', token], { token });
  await Storage.set(storage, ['oauth:refresh', 'legacy'], {});
  console.log(`${name}, keys by the first part: ${(await scan('oauth:refresh')).length}`);
  const keys = await scan('oauth:refresh', 'user:1');
  for (const key of keys) console.log(`${name}, key of ${key.length} parts: ${(await Storage.get(storage, key)) ? 'found' : 'nothing found'}`);
  for (const key of keys) await Storage.remove(storage, key);
  console.log(`${name}, keys after their removal: ${(await scan('oauth:refresh', 'user:1')).length}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
memory, keys by the first part: 3
memory, key of 3 parts: found
memory, key of 3 parts: found
memory, keys after their removal: 0
DynamoDB, keys by the first part: 1
DynamoDB, key of 2 parts: nothing found
DynamoDB, key of 2 parts: nothing found
DynamoDB, keys after their removal: 2
EXPECTED
echo 'as described'
