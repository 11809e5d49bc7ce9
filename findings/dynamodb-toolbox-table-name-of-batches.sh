#!/usr/bin/env bash
# Finding: with the option tableName, DynamoDB-Toolbox deletes a partition of the wrong table, and loses what a batch has read.
#
# Package: dynamodb-toolbox 2.10.6 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB
#   Local 3.3.1 on 2026-11-30.
# Input: two tables with the same items, "main" and "tenant"; the definitions name "main", the option tableName "tenant".
# Behaviour: `DeletePartitionCommand` with `tableName: 'tenant'` finds the items by a query of "tenant", and deletes those with the
#   same keys from "main": it calls `requests` after `options`, which drops the options of a `BatchWriteCommand`. So does a caller's
#   own `BatchWriteCommand` in that order. `executeBatchGet` of a `BatchGetCommand` with `tableName: 'tenant'` reads the item, and
#   returns undefined in its place, as it looks for the response of "main".
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamodb-toolbox@2.10.6 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import {
  BatchDeleteRequest, BatchGetCommand, BatchGetRequest, BatchWriteCommand, DeletePartitionCommand, Entity, executeBatchGet,
  item, PutItemCommand, string, Table,
} from 'dynamodb-toolbox';
const client = new DynamoDB({});
const documentClient = DynamoDBDocument.from(client);
for (const TableName of ['main', 'tenant']) {
  await client.createTable({
    TableName,
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
  });
}
const key = { name: 'pk', type: 'string' };
const main = new Table({ name: 'main', partitionKey: key, sortKey: { ...key, name: 'sk' }, documentClient });
const Pet = new Entity({ name: 'Pet', table: main, schema: item({ pk: string().key(), sk: string().key() }) });
const pet = { pk: 'p', sk: 'rex' };
const tenant = { tableName: 'tenant' };
await Pet.build(PutItemCommand).item(pet).send();
await Pet.build(PutItemCommand).item(pet).options(tenant).send();
const show = async (name) => {
  const counts = await Promise.all(['main', 'tenant'].map((TableName) => client.scan({ TableName, Select: 'COUNT' })));
  console.log(`${name}: ${counts.map(({ Count }) => Count).join(' in main, ')} in tenant`);
};
await show('before');
const read = main.build(BatchGetCommand).requests(Pet.build(BatchGetRequest).key(pet)).options(tenant);
const sent = Object.keys(Object.values(read.params()).find((each) => typeof each === "object") ?? {});
const { Responses } = await executeBatchGet(read);
console.log(`batch read: ${Object.keys(read.params())}, ${JSON.stringify(Responses)}`);
const remove = Pet.build(BatchDeleteRequest).key(pet);
const tables = (command) => Object.keys(command.params()).join();
console.log(`options, then requests: ${tables(main.build(BatchWriteCommand).options(tenant).requests(remove))}`);
console.log(`requests, then options: ${tables(main.build(BatchWriteCommand).requests(remove).options(tenant))}`);
const { Count } = await main.build(DeletePartitionCommand).entities(Pet).query({ partition: 'p' }).options(tenant).send();
console.log(`partition of tenant deleted: ${Count}`);
await show('after');
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
before: 1 in main, 1 in tenant
batch read: tenant, [[null]]
options, then requests: main
requests, then options: tenant
partition of tenant deleted: 1
after: 0 in main, 1 in tenant
EXPECTED
echo 'as described'
