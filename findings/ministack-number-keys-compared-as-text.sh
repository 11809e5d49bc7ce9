#!/usr/bin/env bash
# Finding: MiniStack compares number keys as text: 2 and 2.0 are two items, and PartiQL returns the sort key 10 before 2.
#
# Package: ministack 1.5.33 with boto3 1.43.106, compared with DynamoDB Local 3.3.1. Seen with Python 3.11.7 on 2026-11-30.
# Input: items with the sort keys 1, 2 and 10 of type N; the key Decimal("2.0"), which boto3 sends as it is written.
# Behaviour: GetItem with 2.0 returns no item, and UpdateItem creates a second item, whose key Query returns as 2 as well. The items of
#   ExecuteStatement are in the order of the texts, and `Limit` is ignored. `REMOVE list[0], list[2]` deletes the elements 0 and 3.
#   DynamoDB finds and updates the item with 2, orders by number, and deletes the elements 0 and 2.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet ministack==1.5.33 boto3==1.43.106
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
gateway="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
GATEWAY_PORT="$gateway" SERVICES=dynamodb python/bin/ministack >ministack.log 2>&1 &
ministack=$!
trap 'kill "$ministack" "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 1 240); do curl -s -o /dev/null "http://127.0.0.1:$gateway/_ministack/health" && break || sleep 0.25; done
cat >try.py <<'PY'
import os
import sys
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Key

endpoints = {"MiniStack": f"http://127.0.0.1:{sys.argv[1]}", "DynamoDB Local": os.environ["AWS_ENDPOINT_URL_DYNAMODB"]}
for name, endpoint in endpoints.items():
    dynamodb = boto3.resource("dynamodb", endpoint_url=endpoint)
    table = dynamodb.create_table(
        TableName="steps",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "run", "AttributeType": "S"}, {"AttributeName": "step", "AttributeType": "N"}],
        KeySchema=[{"AttributeName": "run", "KeyType": "HASH"}, {"AttributeName": "step", "KeyType": "RANGE"}],
    )
    for step in (1, 2, 10):
        table.put_item(Item={"run": "a", "step": step, "list": [0, 1, 2, 3]})
    statement = {"Statement": "SELECT step FROM steps WHERE run = 'a'"}
    for limit in ({}, {"Limit": 2}):
        print(f"{name}, PartiQL {limit}:", *(item["step"] for item in dynamodb.meta.client.execute_statement(**statement, **limit)["Items"]))
    key = {"run": "a", "step": Decimal("2.0")}
    print(f"{name}, get 2.0:", "found" if "Item" in table.get_item(Key=key) else "no item")
    table.update_item(Key=key, UpdateExpression="SET done = :done", ExpressionAttributeValues={":done": True})
    print(f"{name}, steps after the update:", *(item["step"] for item in table.query(KeyConditionExpression=Key("run").eq("a"))["Items"]))
    removed = table.update_item(
        Key={"run": "a", "step": 1}, UpdateExpression="REMOVE #list[0], #list[2]", ExpressionAttributeNames={"#list": "list"}, ReturnValues="ALL_NEW"
    )
    print(f"{name}, list without 0 and 2:", *removed["Attributes"]["list"])
PY
python/bin/python try.py "$gateway" | tee output
diff output - <<'EXPECTED'
MiniStack, PartiQL {}: 1 10 2
MiniStack, PartiQL {'Limit': 2}: 1 10 2
MiniStack, get 2.0: no item
MiniStack, steps after the update: 1 2 2 10
MiniStack, list without 0 and 2: 1 2
DynamoDB Local, PartiQL {}: 1 2 10
DynamoDB Local, PartiQL {'Limit': 2}: 1 2
DynamoDB Local, get 2.0: found
DynamoDB Local, steps after the update: 1 2 10
DynamoDB Local, list without 0 and 2: 1 3
EXPECTED
echo 'as described'
