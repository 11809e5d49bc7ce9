#!/usr/bin/env bash
# Finding: OneTable stores an ArrayBuffer as the text "[object ArrayBuffer]": the bytes are lost without an error.
#
# Package: dynamodb-onetable 2.7.7 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with attributes of the types ArrayBuffer, the one for bytes that OneTable's TypeScript types accept, and
#   Buffer; both get the same three bytes.
# Behaviour: the Buffer is stored as base64 text and read back. The ArrayBuffer, and a DataView of it, are stored as the name
#   of their type, because they have no `toString('base64')`, and read back as the 12 bytes into which that name decodes.
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
  buffer: { type: Buffer },
  arrayBuffer: { type: ArrayBuffer },
  dataView: { type: ArrayBuffer },
};
const schema = { format: 'onetable:1.1.0', version: '1.0.0', indexes: { primary: { hash: 'pk', sort: 'sk' } }, models: { File } };
const table = new Table({ client: new Dynamo({ client: dynamoDb }), name: 'files', schema, partial: true, logger: false });
await table.createTable();
const files = table.getModel('File');
const bytes = new Uint8Array([1, 2, 255]);
const values = { buffer: Buffer.from(bytes), arrayBuffer: bytes.buffer, dataView: new DataView(bytes.buffer) };
await files.create({ id: 'a', ...values });
const { Item } = await dynamoDb.getItem({ TableName: 'files', Key: { pk: { S: 'file#a' }, sk: { S: 'file#' } } });
const read = await files.get({ id: 'a' });
for (const name of Object.keys(values)) console.log(`${name}: stored ${JSON.stringify(Item[name])}, read ${[...read[name]]}`);
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
buffer: stored {"S":"AQL/"}, read 1,2,255
arrayBuffer: stored {"S":"[object ArrayBuffer]"}, read 161,184,222,114,208,43,173,172,129,185,247,222
dataView: stored {"S":"[object DataView]"}, read 161,184,222,114,208,218,181,165,98,123
EXPECTED
echo 'as described'
