#!/usr/bin/env bash
# Finding: boto3 writes a number from 1E38 on, and cannot read it back: every page with such an item raises decimal.Rounded.
#
# Package: boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: the numbers 1E+37, 1E+38 and 1.5E+40. DynamoDB's range ends at 9.99…E+125, with 38 significant digits, and boto3's documentation
#   of its types names the same precision.
# Behaviour: PutItem stores all of them. DynamoDB returns numbers without an exponent, so 1E+38 has 39 digits, of which 38 are zeros. The
#   resource counts those as digits: `get_item` raises, and `scan` does for the whole page, the other items included. The client,
#   which returns texts, reads them, and `Decimal` of the text is the number that was written. Small numbers are read: 1E-130.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from decimal import Decimal

import boto3

dynamodb = boto3.resource("dynamodb")
table = dynamodb.create_table(
    TableName="numbers",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)


def result(read):
    try:
        return read()
    except ArithmeticError as error:
        return type(error).__name__


for text in ("1E-130", "1E+37", "1E+38", "1.5E+40"):
    table.put_item(Item={"id": text, "n": Decimal(text)})
    stored = boto3.client("dynamodb").get_item(TableName="numbers", Key={"id": {"S": text}})["Item"]["n"]["N"]
    equal = "equal" if Decimal(stored) == Decimal(text) else "different"
    read = result(lambda: "read" if table.get_item(Key={"id": text})["Item"]["n"] == Decimal(text) else "different")
    print(f"{text}: stored with {len(stored)} characters, {equal}; get_item: {read}")
print("scan of four items:", result(lambda: len(table.scan()["Items"])))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
1E-130: stored with 132 characters, equal; get_item: read
1E+37: stored with 38 characters, equal; get_item: read
1E+38: stored with 39 characters, equal; get_item: Rounded
1.5E+40: stored with 41 characters, equal; get_item: Rounded
scan of four items: Rounded
EXPECTED
echo 'as described'
