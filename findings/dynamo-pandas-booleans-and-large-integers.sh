#!/usr/bin/env bash
# Finding: dynamo-pandas stores booleans as the numbers 1 and 0, reads stored booleans as numbers, and changes integers of 16 digits.
#
# Package: dynamo-pandas 1.4.1 with pandas 2.3.3 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a DataFrame with a boolean and an integer column; an item with a BOOL, also in a map, and an N of 16 digits, written with boto3.
# Behaviour: `put_df` asks whether a value is an `int`, which True is: the column becomes N. `get_df` and `get_item` serialize what
#   boto3 returned once more, so that a BOOL of any other writer is read as 1 or 0. They read every N through a float:
#   9007199254740993 is read as 9007199254740992, also where it is a key, so that `put_df` of what was read is an item of its own.
#   The documentation lists the types that differ from boto3's, and has neither.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dynamo-pandas==1.4.1 pandas==2.3.3 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import boto3
import pandas
from dynamo_pandas import get_df, put_df
from dynamo_pandas.transactions import get_item

table = boto3.resource("dynamodb").create_table(
    TableName="orders",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)
put_df(pandas.DataFrame({"id": [1], "paid": [True]}), table="orders")
print("put_df of True is stored as", boto3.client("dynamodb").scan(TableName="orders")["Items"][0]["paid"])
table.put_item(Item={"id": 9007199254740993, "paid": False, "flags": {"sent": True}})
print("stored:", table.get_item(Key={"id": 9007199254740993})["Item"])
print("get_item:", get_item(key={"id": 9007199254740993}, table="orders"))
df = get_df(table="orders", keys=[{"id": 9007199254740993}])
put_df(df, table="orders")
print("ids after put_df of what get_df returned:", *sorted(item["id"] for item in table.scan()["Items"]))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
put_df of True is stored as {'N': '1'}
stored: {'paid': False, 'flags': {'sent': True}, 'id': Decimal('9007199254740993')}
get_item: {'paid': 0, 'flags': {'sent': 1}, 'id': 9007199254740992}
ids after put_df of what get_df returned: 1 9007199254740992 9007199254740993
EXPECTED
echo 'as described'
