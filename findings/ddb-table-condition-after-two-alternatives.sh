#!/usr/bin/env bash
# Finding: ddb-table applies a further filter or condition to the last alternative only, so others pass without it.
#
# Package: ddb-table 1.3.1 with aws-sdk 2.1693.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: `filter` with two alternatives of two comparisons each, then a second `filter`; chained filters are combined by AND. The same
#   as the condition of a delete.
# Behaviour: alternatives are put in parentheses only unless the expression begins with an opening one and ends with a closing one,
#   as "(a AND b) OR (c AND d)" does. The AND is appended to it and binds to the second alternative alone: the scan returns an order
#   of another year, and the delete removes it. With the filters in the other order both hold.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ddb-table@1.3.1 aws-sdk@2.1693.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const { DynamoDB } = require('aws-sdk');
const { Table } = require('ddb-table');
const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
const orders = new Table({ tableName: 'orders', primaryKey: 'id', documentClient: new DynamoDB.DocumentClient({ endpoint }) });
const ofYear = (e) => e.eq('year', '2026');
const mine = (e) => e
  .or((e) => e.eq('status', 'open').eq('owner', 'ann'))
  .or((e) => e.eq('status', 'new').eq('owner', 'bob'));
(async () => {
  await new DynamoDB({ endpoint }).createTable({
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  }).promise();
  await orders.put({ id: 'first', status: 'open', owner: 'ann', year: '2026' }).exec();
  await orders.put({ id: 'second', status: 'open', owner: 'ann', year: '2025' }).exec();
  const scan = async (...filters) => {
    const query = orders.scan();
    for (const filter of filters) query.filter(filter);
    const { Items } = await query.exec();
    console.log(`${query.input.FilterExpression}: ${Items.map(({ id }) => id).sort()}`);
  };
  await scan(mine, ofYear);
  await scan(ofYear, mine);
  await orders.delete('second').condition(mine).condition(ofYear).exec();
  await scan(mine);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
(#status = :status AND #owner = :owner) OR (#status = :status2 AND #owner = :owner2) AND #year = :year: first,second
#year = :year AND (#status = :status AND #owner = :owner) OR (#status = :status2 AND #owner = :owner2): first
(#status = :status AND #owner = :owner) OR (#status = :status2 AND #owner = :owner2): first
EXPECTED
echo 'as described'
