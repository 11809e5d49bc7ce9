#!/usr/bin/env bash
# Finding: the session store dynamodb-store saves dates of a session as empty maps.
#
# Package: dynamodb-store 1.2.0 with aws-sdk 2.1693.0 and express-session 1.18.1. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: a session with the date of the login in it, saved by `set` and read by `get`. The same with express-session's MemoryStore.
# Behaviour: the session is stored as a map by the DocumentClient, for which a date is an object without attributes: `{}` is read
#   back and the time is lost, with no error. The other store returns the date as text, as JSON does, of which a date can be made.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamodb-store@1.2.0 aws-sdk@2.1693.0 express-session@1.18.1
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { promisify } = require('node:util');
const { MemoryStore } = require('express-session');
const DynamoDBStore = require('dynamodb-store');
const dynamoConfig = { region: 'us-east-1', endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB };
const session = () => ({ cookie: { maxAge: 60_000 }, user: 'ann', login: new Date('2026-12-01T12:00:00Z'), logins: [new Date(0)] });
(async () => {
  const stored = await new Promise((resolve, reject) => {
    const store = new DynamoDBStore({ dynamoConfig }, (error) => (error ? reject(error) : resolve(store)));
  });
  for (const [name, store] of Object.entries({ MemoryStore: new MemoryStore(), 'dynamodb-store': stored })) {
    await promisify(store.set.bind(store))('session', session());
    const { user, login, logins } = await promisify(store.get.bind(store))('session');
    console.log(`${name}: ${JSON.stringify({ user, login, logins })}`);
  }
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
MemoryStore: {"user":"ann","login":"2026-12-01T12:00:00.000Z","logins":["1970-01-01T00:00:00.000Z"]}
dynamodb-store: {"user":"ann","login":{},"logins":[{}]}
EXPECTED
echo 'as described'
