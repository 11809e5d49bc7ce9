#!/usr/bin/env bash
# Finding: dynalite removes other elements of a list than those that an update names, when it names more than one.
#
# Package: dynalite 4.0.0 with @aws-sdk/client-dynamodb 3.1169.0, compared with DynamoDB Local 3.3.1. Seen with Node 20.20.2 on
#   2026-11-30.
# Input: a list of the numbers 0 to 5, and `REMOVE list[…]` with one, two and three elements; a condition that compares a map.
# Behaviour: DynamoDB removes the elements that have those positions before the update. dynalite removes one after the other, each
#   from the shorter list: `REMOVE list[0], list[2]` deletes the numbers 0 and 3. Without an error, the wrong value is gone.
#   The condition `map = :map` does not hold for a number in the map that is written in another way, 1 and 1.0.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
const server = dynalite({ createTableMs: 0 });
await new Promise((resolve) => server.listen(0, resolve));
const local = process.env.AWS_ENDPOINT_URL_DYNAMODB;
for (const [name, endpoint] of Object.entries({ dynalite: `http://127.0.0.1:${server.address().port}`, 'DynamoDB Local': local })) {
  const dynamoDb = new DynamoDB({ endpoint });
  const TableName = 'lists';
  await dynamoDb.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  while ((await dynamoDb.describeTable({ TableName })).Table.TableStatus !== 'ACTIVE');
  const Key = { id: { S: '1' } };
  const numbers = { L: [0, 1, 2, 3, 4, 5].map((number) => ({ N: `${number}` })) };
  for (const UpdateExpression of ['REMOVE numbers[2]', 'REMOVE numbers[0], numbers[2]', 'REMOVE numbers[1], numbers[3], numbers[5]']) {
    await dynamoDb.putItem({ TableName, Item: { ...Key, numbers } });
    const { Attributes } = await dynamoDb.updateItem({ TableName, Key, UpdateExpression, ReturnValues: 'ALL_NEW' });
    console.log(`${name}, ${UpdateExpression}: ${Attributes.numbers.L.map(({ N }) => N)}`);
  }
  await dynamoDb.putItem({ TableName, Item: { ...Key, map: { M: { number: { N: '1' } } } } });
  const values = { ':map': { M: { number: { N: '1.0' } } } };
  const { Count } = await dynamoDb.scan({ TableName, FilterExpression: '#map = :map', ExpressionAttributeNames: { '#map': 'map' }, ExpressionAttributeValues: values });
  console.log(`${name}, items with the map: ${Count}`);
  dynamoDb.destroy();
}
server.close();
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
dynalite, REMOVE numbers[2]: 0,1,3,4,5
dynalite, REMOVE numbers[0], numbers[2]: 1,2,4,5
dynalite, REMOVE numbers[1], numbers[3], numbers[5]: 0,2,3,5
dynalite, items with the map: 0
DynamoDB Local, REMOVE numbers[2]: 0,1,3,4,5
DynamoDB Local, REMOVE numbers[0], numbers[2]: 1,3,4,5
DynamoDB Local, REMOVE numbers[1], numbers[3], numbers[5]: 0,2,4
DynamoDB Local, items with the map: 1
EXPECTED
echo 'as described'
