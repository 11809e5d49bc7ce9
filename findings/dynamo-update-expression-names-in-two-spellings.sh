#!/usr/bin/env bash
# Finding: dynamo-update-expression writes to another attribute where a name occurs in two spellings, as first_name and firstName.
#
# Package: dynamo-update-expression 1.0.8 with @aws-sdk/client-dynamodb and lib-dynamodb 3.1169.0. Seen with Node 20.20.2 and
#   DynamoDB Local 3.3.1 on 2026-12-01.
# Input: an order with the map `payer`, whose attributes a payment service names first_name, and the map `receiver` of one's own with
#   firstName. The expression for the order with both names changed.
# Behaviour: placeholders are the names in camel case, and both get the same one, which stands for the last. The update succeeds: it
#   adds `payer.firstName` and leaves `payer.first_name` as it was.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamo-update-expression@1.0.8 @aws-sdk/client-dynamodb@3.1169.0 @aws-sdk/lib-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');
const { getUpdateExpression } = require('dynamo-update-expression');
const documents = DynamoDBDocument.from(new DynamoDB({}));
const order = (payer, receiver) => ({ id: 'first', payer: { first_name: payer }, receiver: { firstName: receiver } });
(async () => {
  await new DynamoDB({}).createTable({
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  const original = order('A', 'B');
  await documents.put({ TableName: 'orders', Item: original });
  const expression = getUpdateExpression({ original, modified: order('Ann', 'Bob') });
  const { Attributes } = await documents.update({ TableName: 'orders', Key: { id: 'first' }, ...expression, ReturnValues: 'ALL_NEW' });
  console.log(expression.UpdateExpression);
  console.log(JSON.stringify(expression.ExpressionAttributeNames));
  console.log(`payer ${JSON.stringify(Attributes.payer, ['first_name', 'firstName'])}, receiver ${JSON.stringify(Attributes.receiver)}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
SET #payer.#firstName = :payerFirstName, #receiver.#firstName = :receiverFirstName
{"#payer":"payer","#firstName":"firstName","#receiver":"receiver"}
payer {"first_name":"A","firstName":"Ann"}, receiver {"firstName":"Bob"}
EXPECTED
echo 'as described'
