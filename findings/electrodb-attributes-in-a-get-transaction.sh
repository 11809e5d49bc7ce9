#!/usr/bin/env bash
# Finding: ElectroDB returns null for an existing item when a get transaction asks for some of its attributes.
#
# Package: electrodb 3.9.3 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: an entity with the attributes id and amount, and one stored item of it.
# Behaviour: `transaction.get` with `commit({ attributes: ['amount'] })` resolves with `rejected: false, item: null`, as if there
#   were no item: the request lacks the attributes by which ElectroDB knows its entities, `__edb_e__` and `__edb_v__`, in its
#   projection. The same option of `get(...).go` adds them, and returns the item.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund electrodb@3.9.3 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Entity, Service } from 'electrodb';
const client = new DynamoDB({});
const table = 'bank';
await client.createTable({
  TableName: table,
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  BillingMode: 'PAY_PER_REQUEST',
});
const Transfer = new Entity({
  model: { entity: 'transfer', version: '1', service: 'bank' },
  attributes: { id: { type: 'string', required: true }, amount: { type: 'number', required: true } },
  indexes: { primary: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } } },
});
const bank = new Service({ transfer: Transfer }, { client, table });
await Transfer.create({ id: 'first', amount: 30 }).go();
const options = { attributes: ['id', 'amount'] };
const show = (name, value) => console.log(`${name}: ${JSON.stringify(value)}`);
const get = bank.transaction.get(({ transfer }) => [transfer.get({ id: 'first' }).commit(options)]);
show('projection', Object.values(get.params().TransactItems[0].Get.ExpressionAttributeNames));
show('transaction', (await get.go()).data);
const whole = bank.transaction.get(({ transfer }) => [transfer.get({ id: 'first' }).commit()]);
show('without attributes', (await whole.go()).data);
show('single', (await Transfer.get({ id: 'first' }).go(options)).data);
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
projection: ["pk","sk","id","amount"]
transaction: [{"rejected":false,"item":null}]
without attributes: [{"rejected":false,"item":{"amount":30,"id":"first"}}]
single: {"amount":30,"id":"first"}
EXPECTED
echo 'as described'
