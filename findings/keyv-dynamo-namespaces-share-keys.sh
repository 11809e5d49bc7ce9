#!/usr/bin/env bash
# Finding: stores of @keyv/dynamo's `createKeyv` with different namespaces share their keys, and `clear` deletes nothing.
#
# Package: @keyv/dynamo 1.2.4 with keyv 5.6.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: createKeyv({ tableName, namespace }) for two namespaces, as in the package's README, which says that the adapter prefixes keys.
# Behaviour: keys are stored without the namespace, so each store reads and overwrites the other's values. `clear` deletes the keys
#   that begin with the namespace: none. With `new Keyv({ store: new KeyvDynamo(…), namespace })` keys have it, and `clear` deletes
#   those of every namespace that begins with the same letters.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @keyv/dynamo@1.2.4 keyv@5.6.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { createKeyv, KeyvDynamo } from '@keyv/dynamo';
import { Keyv } from 'keyv';
const ways = {
  createKeyv: (namespace) => createKeyv({ tableName: 'created', namespace }),
  'new Keyv': (namespace) => new Keyv({ store: new KeyvDynamo({ tableName: 'constructed' }), namespace }),
};
for (const [way, open] of Object.entries(ways)) {
  const user = open('user');
  await user.set('a', 'of user');
  const users = open('users');
  await users.set('a', 'of users');
  console.log(`${way}: user has ${await user.get('a')}, users has ${await users.get('a')}`);
  await user.clear();
  console.log(`${way}, user cleared: user has ${await user.get('a')}, users has ${await users.get('a')}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
createKeyv: user has of users, users has of users
createKeyv, user cleared: user has of users, users has of users
new Keyv: user has of user, users has of users
new Keyv, user cleared: user has undefined, users has undefined
EXPECTED
echo 'as described'
