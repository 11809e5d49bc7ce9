#!/usr/bin/env bash
# Finding: TypeDORM's scan manager returns no items for a scan with a limit once it has returned that many before.
#
# Package: @typedorm/core, common and document-client 1.15.4 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node
#   20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: five stored users. `scanManager.find(User, { limit: 3 })` three times, as for three requests of a web service, then a scan
#   without a limit.
# Behaviour: the manager counts items over all its scans and compares each limit to that count. The first scan returns three users
#   and a cursor, the second and third no items and no cursor, as at the end of the table. A parallel scan starts the count anew.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @typedorm/core@1.15.4 @typedorm/common@1.15.4 @typedorm/document-client@1.15.4 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0 reflect-metadata@0.1.14
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
require('reflect-metadata');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { Attribute, Entity, Table } = require('@typedorm/common');
const { createConnection } = require('@typedorm/core');
const { DocumentClientV3 } = require('@typedorm/document-client');
const dynamoDb = new DynamoDB({});
class User {}
Reflect.defineMetadata('design:type', String, User.prototype, 'id');
Attribute()(User.prototype, 'id');
Entity({ name: 'user', primaryKey: { partitionKey: 'USER#{{id}}', sortKey: 'USER#{{id}}' } })(User);
(async () => {
  await dynamoDb.createTable({
    TableName: 'users',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['PK', 'SK'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }, { AttributeName: 'SK', KeyType: 'RANGE' }],
  });
  const { entityManager, scanManager } = createConnection({
    table: new Table({ name: 'users', partitionKey: 'PK', sortKey: 'SK' }),
    entities: [User],
    documentClient: new DocumentClientV3(dynamoDb),
  });
  for (const id of ['a', 'b', 'c', 'd', 'e']) await entityManager.create(Object.assign(new User(), { id }));
  const scan = async (options) => {
    const { items, cursor } = await scanManager.find(User, options);
    console.log(`${JSON.stringify(options)}: ${items?.length ?? 'no'} items, ${cursor ? 'a' : 'no'} cursor`);
  };
  for (const options of [{ limit: 3 }, { limit: 3 }, { limit: 3 }, {}]) await scan(options);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
{"limit":3}: 3 items, a cursor
{"limit":3}: no items, no cursor
{"limit":3}: no items, no cursor
{}: 5 items, no cursor
EXPECTED
echo 'as described'
