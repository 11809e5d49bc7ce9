#!/usr/bin/env bash
# Finding: dynongo applies the first operator of an attribute and ignores the others, as the lower bound of a range only.
#
# Package: dynongo 0.14.1 with aws-sdk 2.1693.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: `where({ salary: { $gte: 2000, $lt: 4000 } })`, a range as in MongoDB, whose syntax the package offers; also an update that
#   has it as its condition.
# Behaviour: the expression has `salary >= 2000` alone, and no error names the rest. The query returns salaries above the range, and
#   the update raises one. Written with $and of two objects both bounds hold.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynongo@0.14.1 aws-sdk@2.1693.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.cjs <<'JS'
const db = require('dynongo');
const { hostname: host, port: localPort } = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
db.connect({ local: true, host, localPort, region: 'us-east-1', accessKeyId: 'x', secretAccessKey: 'x' });
const employees = db.rawTable('employees');
const range = { salary: { $gte: 2000, $lt: 4000 } };
const both = { $and: [{ salary: { $gte: 2000 } }, { salary: { $lt: 4000 } }] };
(async () => {
  await db.raw.createTable({
    TableName: 'employees',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['team', 'name'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'team', KeyType: 'HASH' }, { AttributeName: 'name', KeyType: 'RANGE' }],
  }).promise();
  for (const [name, salary] of Object.entries({ ann: 1000, bob: 3000, cem: 9000 })) {
    await employees.insert({ team: 'a', name }, { salary }).exec();
  }
  for (const filter of [range, both]) {
    const found = await employees.find({ team: 'a' }).where(filter).exec();
    console.log(`${JSON.stringify(filter)}: ${found.map(({ name, salary }) => `${name} ${salary}`)}`);
  }
  await employees.update({ team: 'a', name: 'cem' }, { $inc: { salary: 500 } }).where(range).exec();
  const [{ salary }] = await employees.find({ team: 'a', name: 'cem' }).exec();
  console.log(`update of cem where the same range holds: ${salary}`);
})();
JS
node --no-warnings try.cjs | tee output
diff output - <<'EXPECTED'
{"salary":{"$gte":2000,"$lt":4000}}: bob 3000,cem 9000
{"$and":[{"salary":{"$gte":2000}},{"salary":{"$lt":4000}}]}: bob 3000
update of cem where the same range holds: 9500
EXPECTED
echo 'as described'
