#!/usr/bin/env bash
# Finding: AWS SDK for pandas evaluates the whole table where `max_items_evaluated` is 5, and breaks conditions that it means to mend.
#
# Package: awswrangler 3.17.1 with pandas 2.3.3 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a table of 100 items. `read_items` with a filter and `max_items_evaluated=5`, which the documentation says limits the number of
#   items evaluated; conditions and columns with the reserved name `status`, which it says is handled; keys that have no item.
# Behaviour: the limit is compared with the items that match the filter, so all 100 are evaluated, in 21 requests, to find none.
#   A reserved name is replaced by #name wherever its letters stand: in `:status` and in `statusCode` as well, which makes the
#   expression invalid. One key without an item is read as one empty item, two keys are read as none.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet awswrangler==3.17.1 pandas==2.3.3 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import warnings

import awswrangler
import boto3
from botocore.exceptions import ClientError

warnings.simplefilter("ignore")
boto3.setup_default_session()
table = boto3.resource("dynamodb").create_table(
    TableName="jobs",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)
for number in range(100):
    table.put_item(Item={"id": number, "status": "open" if number == 7 else "done", "statusCode": number})
scanned = []
boto3.DEFAULT_SESSION.events.register("after-call.dynamodb.Scan", lambda parsed, **_: scanned.append(parsed.get("ScannedCount", 0)))


def read(what, **options):
    scanned.clear()
    try:
        items = awswrangler.dynamodb.read_items("jobs", as_dataframe=False, use_threads=False, **options)
        print(f"{what}: {len(items)} items, {items[:1]}" if len(items) < 2 else f"{what}: {len(items)} items")
    except ClientError as error:
        print(f"{what}:", error.response["Error"]["Message"])
    if sum(scanned):
        print(f"  evaluated {sum(scanned)} in {len(scanned)} requests")


one = {"filter_expression": "statusCode = :code", "expression_attribute_values": {":code": 120}}
read("no match, at most 5 evaluated", **one, max_items_evaluated=5)
values = {":value": "open"}
read("status = :value", filter_expression="status = :value", expression_attribute_values=values, columns=["id"], allow_full_scan=True)
values = {":status": "open"}
read("status = :status", filter_expression="status = :status", expression_attribute_values=values, allow_full_scan=True)
read("columns status and statusCode", columns=["status", "statusCode"], partition_values=[7])
read("one key without an item", partition_values=[200])
read("two keys without items", partition_values=[200, 201])
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
no match, at most 5 evaluated: 0 items, []
  evaluated 100 in 21 requests
status = :value: 1 items, [{'id': Decimal('7')}]
  evaluated 100 in 2 requests
status = :status: Invalid FilterExpression: Syntax error; token: ":", near: "= :#status"
columns status and statusCode: Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #statusCode
one key without an item: 1 items, [{}]
two keys without items: 0 items, []
EXPECTED
echo 'as described'
