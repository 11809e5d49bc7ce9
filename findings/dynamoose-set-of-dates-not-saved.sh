#!/usr/bin/env bash
# Finding: Dynamoose reads a set of dates as a Set, and cannot save the item that it read: `save()` throws.
#
# Package: dynamoose 4.2.0 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with `days: { type: Set, schema: [Date] }`, and for comparison a set of numbers.
# Behaviour: `create` takes an array of dates, which is stored as NS, and `get` returns a Set of dates. A Set of dates is rejected
#   by `create`, `update` and `save()`, also the one that was read, unchanged: `TypeError: val.map is not a function`. A Set of
#   numbers is accepted by all of them.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund dynamoose@4.2.0 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynamoose from 'dynamoose';
const dynamoDb = new DynamoDB({});
dynamoose.aws.ddb.set(dynamoDb);
const schema = new dynamoose.Schema({
  id: String,
  days: { type: Set, schema: [Date] },
  numbers: { type: Set, schema: [Number] },
});
const Plan = dynamoose.model('Plan', schema);
const waitForActive = { enabled: true, check: { frequency: 20 } };
await new dynamoose.Table('plans', [Plan], { initialize: false, waitForActive }).initialize();
const show = (name, call) => call().then(() => console.log(`${name}: done`), (error) => console.log(`${name}: ${error}`));
await show('create with a Set of numbers', () => Plan.create({ id: 'numbers', numbers: new Set([5]) }));
const numbers = await Plan.get('numbers');
await show('save of what was read', () => numbers.save());
await show('create with a Set of dates', () => Plan.create({ id: 'set', days: new Set([new Date(5)]) }));
await show('create with an array of dates', () => Plan.create({ id: 'array', days: [new Date(5)] }));
const { Item } = await dynamoDb.getItem({ TableName: 'plans', Key: { id: { S: 'array' } } });
const plan = await Plan.get('array');
const [day] = plan.days;
console.log(`stored ${JSON.stringify(Item.days)}, read a ${plan.days.constructor.name} of a ${day.constructor.name}`);
await show('save of what was read', () => plan.save());
await show('update', () => Plan.update('array', { days: new Set([new Date(6)]) }));
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
create with a Set of numbers: done
save of what was read: done
create with a Set of dates: TypeError: val.map is not a function
create with an array of dates: done
stored {"NS":["5"]}, read a Set of a Date
save of what was read: TypeError: val.map is not a function
update: TypeError: val.map is not a function
EXPECTED
echo 'as described'
