#!/usr/bin/env bash
# Finding: rate-limiter-flexible's DynamoDB limiter never limits when its duration is 0, and a block without an end does not block.
#
# Package: rate-limiter-flexible 11.4.0 with @aws-sdk/client-dynamodb 3.1169.0. Seen with Node 20.20.2 and DynamoDB Local 3.3.1
#   on 2026-11-30.
# Input: two points and `duration: 0`: according to the README, points are then never reset. `block(key, 0)` blocks a key for ever.
#   The memory limiter of the same package gets the same calls.
# Behaviour: both are stored with expire -1. The first write of `consume` has the condition `expire <= now`, which holds for -1: each
#   call starts a new count. So a limiter without a duration accepts every call, and the first call after `block(key, 0)` ends
#   the block. The memory limiter rejects both.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rate-limiter-flexible@11.4.0 @aws-sdk/client-dynamodb@3.1169.0
port="$(node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.mjs <<'JS'
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { RateLimiterDynamo, RateLimiterMemory } from 'rate-limiter-flexible';
const storeClient = new DynamoDB({});
const limits = { points: 2, duration: 0 };
const dynamo = await new Promise((resolve, reject) => {
  const limiter = new RateLimiterDynamo({ ...limits, storeClient }, (error) => (error ? reject(error) : resolve(limiter)));
});
for (const [name, limiter] of Object.entries({ memory: new RateLimiterMemory(limits), dynamo })) {
  const consume = (key) => limiter.consume(key).then(
    ({ consumedPoints }) => `accepted (${consumedPoints})`,
    ({ consumedPoints }) => `rejected (${consumedPoints})`,
  );
  const calls = [];
  for (let call = 0; call < 4; call += 1) calls.push(await consume('user'));
  console.log(`${name}: ${calls.join(', ')}`);
  await limiter.block('blocked', 0);
  console.log(`${name}, blocked: ${await consume('blocked')}`);
}
JS
node --no-warnings try.mjs | tee output
diff output - <<'EXPECTED'
memory: accepted (1), accepted (2), rejected (3), rejected (4)
memory, blocked: rejected (4)
dynamo: accepted (1), accepted (1), accepted (1), accepted (1)
dynamo, blocked: accepted (1)
EXPECTED
echo 'as described'
