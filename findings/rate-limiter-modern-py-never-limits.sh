#!/usr/bin/env bash
# Finding: rate-limiter-modern-py never limits: with a limit of 5 per hour, 30 calls in a row are all accepted.
#
# Package: rate-limiter-modern-py 0.4.0 with boto3 1.44.8, and future 1.0.0, which it imports and does not declare. Seen with
#   Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: `fungible_limiter` as in its documentation, with the limit 5 and a window of 3600 seconds, and the tables that it needs.
# Behaviour: the time of the last refill is stored as lastRefill and looked up as last_refill, so it is always 0, 1970. The tokens
#   of all the time since then are added after each call: the bucket is full again. The limit holds only among calls that run at the
#   same time. No error or warning says so, and the stored item looks right: four tokens are left.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet rate-limiter-modern-py==0.4.0 future==1.0.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import boto3
from limiter import fungible_limiter
from limiter.exceptions import CapacityExhaustedException

dynamodb = boto3.client("dynamodb")
for name in ("tokens", "limits"):
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in ("resourceName", "accountId")],
        KeySchema=[{"AttributeName": "resourceName", "KeyType": "HASH"}, {"AttributeName": "accountId", "KeyType": "RANGE"}],
    )
accepted = 0
for _ in range(30):
    try:
        with fungible_limiter("reports", "account", 5, 3600, token_table="tokens", limit_table="limits"):
            accepted += 1
    except CapacityExhaustedException:
        pass
(bucket,) = dynamodb.scan(TableName="tokens")["Items"]
print(f"accepted {accepted} of 30, stored tokens: {bucket['tokens']['N']}")
print("stored times:", *sorted(name for name in bucket if name.startswith("last")))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
accepted 30 of 30, stored tokens: 4
stored times: lastRefill lastToken
EXPECTED
echo 'as described'
