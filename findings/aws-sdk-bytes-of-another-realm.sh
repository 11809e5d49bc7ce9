#!/usr/bin/env bash
# Finding: the AWS SDK for JavaScript takes a binary set of another realm, but not a single binary value.
#
# Packages: @aws-sdk/client-dynamodb 3.1169.0 and 3.538.0. Seen with Node 20.20.2 on 2026-11-30.
# Input: PutItem with a Uint8Array that was created in a `vm` context, as test runners that isolate globals do (Jest, vitest
#   with vmThreads). It is valid: `ArrayBuffer.isView` is true for it.
# Behaviour: 3.1169.0 rejects { B: bytes } before it sends anything, with "s.charCodeAt is not a function", and sends
#   { BS: [bytes] }. 3.538.0 sends both.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund new@npm:@aws-sdk/client-dynamodb@3.1169.0 old@npm:@aws-sdk/client-dynamodb@3.538.0
cat >try.mjs <<'JS'
import { runInNewContext } from 'node:vm';
const bytes = runInNewContext('Uint8Array.of(1, 2)');
const settings = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' }, maxAttempts: 1 };
for (const name of ['new', 'old']) {
  const { DynamoDBClient, PutItemCommand } = await import(name);
  for (const value of [{ B: bytes }, { BS: [bytes] }]) {
    let sent = 'nothing';
    const requestHandler = {
      handle: async (request) => {
        sent = new TextDecoder().decode(Buffer.from(request.body));
        return { response: { statusCode: 200, headers: {}, body: new TextEncoder().encode('{}') } };
      },
    };
    const client = new DynamoDBClient({ ...settings, requestHandler });
    const error = await client.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: 'a' }, value } })).then(
      () => 'none',
      (thrown) => thrown.message,
    );
    console.log(`${name} ${Object.keys(value)[0]}: error ${error}; sent ${/"value":(\{.*?\})/.exec(sent)?.[1] ?? sent}`);
  }
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
new B: error s.charCodeAt is not a function; sent nothing
new BS: error none; sent {"BS":["AQI="]}
old B: error none; sent {"B":"AQI="}
old BS: error none; sent {"BS":["AQI="]}
EXPECTED
echo 'as described'
