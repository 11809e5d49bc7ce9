#!/usr/bin/env bash
# Finding: awsimple stores bytes as the text of their Python literal, b'\x00\xff', and the float 0.1 as a number of 38 digits that is not 0.1.
#
# Package: awsimple 8.0.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: an item with bytes and a float, which `dict_to_dynamodb` converts to the types of boto3, as the documentation shows; an item that
#   boto3 has written, with the same bytes as B.
# Behaviour: bytes become S, with the text "b'\x00\xff'"; boto3 alone would store them as B. `dynamodb_to_dict` makes the same text of
#   stored bytes. A float is converted with all digits of its binary fraction and rounded to 38: the stored number is
#   0.10000000000000000555…, which a filter or condition for 0.1 does not find, and which other writers of 0.1 do not store.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet awsimple==8.0.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from decimal import Decimal

import boto3
from awsimple import DynamoDBAccess, dict_to_dynamodb, dynamodb_to_dict
from boto3.dynamodb.conditions import Attr

files = DynamoDBAccess("files")
files.create_table("id")
files.put_item(dict_to_dynamodb({"id": "awsimple", "hash": b"\x00\xff", "price": 0.1}))
dynamodb = boto3.client("dynamodb")
stored = dynamodb.get_item(TableName="files", Key={"id": {"S": "awsimple"}})["Item"]
print("stored hash:", stored["hash"])
print("stored price:", stored["price"])
table = boto3.resource("dynamodb").Table("files")
table.put_item(Item={"id": "boto3", "hash": b"\x00\xff", "price": Decimal("0.1")})
print("price = 0.1:", [item["id"] for item in table.scan(FilterExpression=Attr("price").eq(Decimal("0.1")))["Items"]])
print("bytes of boto3 read:", repr(dynamodb_to_dict(files.get_item("id", "boto3"))["hash"]))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
stored hash: {'S': "b'\\x00\\xff'"}
stored price: {'N': '0.10000000000000000555111512312578270212'}
price = 0.1: ['boto3']
bytes of boto3 read: "b'\\x00\\xff'"
EXPECTED
echo 'as described'
