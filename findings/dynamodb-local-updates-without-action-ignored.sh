#!/usr/bin/env bash
# Finding: DynamoDB Local does nothing in an update by AttributeUpdates without an Action, and reports success.
#
# Package: DynamoDB Local 3.3.1 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 on 2026-12-01.
# Input: an item, and updates by AttributeUpdates with the Action PUT, which is the default, without one, and of two attributes of which
#   one has an Action; ADD of a number that a number set has already, written as 1 and as 1.0.
# Behaviour: the documented default of Action is PUT. DynamoDB Local returns the old item as ALL_NEW if one of the attributes has no
#   Action, and changes none of them, not even that with an Action. An item that does not exist is created with its key alone.
#   ADD of 1.0 to a set with 1 is rejected as a duplicate, though the same ADD in an expression changes nothing.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const dynamoDb = new DynamoDB();
const TableName = 'films';
await dynamoDb.createTable({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
while ((await dynamoDb.describeTable({ TableName })).Table.TableStatus !== 'ACTIVE');
const Key = { id: { S: '1' } };
const film = { ...Key, title: { S: 'Alien' }, year: { N: '1979' }, ratings: { NS: ['1'] } };
const title = { S: 'Fargo' };
const year = { N: '1996' };
const byName = (item) => Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
const print = (item) => byName(item).map(([name, value]) => `${name} ${Object.values(value)}`).join(', ');

async function update(name, before, change) {
  await dynamoDb.deleteItem({ TableName, Key });
  if (before !== undefined) await dynamoDb.putItem({ TableName, Item: before });
  const updating = dynamoDb.updateItem({ TableName, Key, ReturnValues: 'ALL_NEW', ...change });
  const outcome = await updating.then(({ Attributes }) => print(Attributes), ({ message }) => message);
  const { Item } = await dynamoDb.getItem({ TableName, Key, ConsistentRead: true });
  console.log(`${name}: ${outcome}; stored: ${print(Item)}`);
}

await update('with Action', film, { AttributeUpdates: { title: { Action: 'PUT', Value: title } } });
await update('without Action', film, { AttributeUpdates: { title: { Value: title } } });
await update('one of two', film, { AttributeUpdates: { title: { Value: title }, year: { Action: 'PUT', Value: year } } });
await update('new item', undefined, { AttributeUpdates: { title: { Value: title } } });
for (const number of ['1', '1.0']) {
  await update(`ADD ${number}`, film, { AttributeUpdates: { ratings: { Action: 'ADD', Value: { NS: [number] } } } });
  await update(`ADD ${number} in an expression`, film, {
    UpdateExpression: 'ADD ratings :number',
    ExpressionAttributeValues: { ':number': { NS: [number] } },
  });
}
dynamoDb.destroy();
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
with Action: id 1, ratings 1, title Fargo, year 1979; stored: id 1, ratings 1, title Fargo, year 1979
without Action: id 1, ratings 1, title Alien, year 1979; stored: id 1, ratings 1, title Alien, year 1979
one of two: id 1, ratings 1, title Alien, year 1979; stored: id 1, ratings 1, title Alien, year 1979
new item: id 1; stored: id 1
ADD 1: id 1, ratings 1, title Alien, year 1979; stored: id 1, ratings 1, title Alien, year 1979
ADD 1 in an expression: id 1, ratings 1, title Alien, year 1979; stored: id 1, ratings 1, title Alien, year 1979
ADD 1.0: Input collection contains duplicates; stored: id 1, ratings 1, title Alien, year 1979
ADD 1.0 in an expression: id 1, ratings 1, title Alien, year 1979; stored: id 1, ratings 1, title Alien, year 1979
EXPECTED
echo 'as described'
