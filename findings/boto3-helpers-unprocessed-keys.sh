#!/usr/bin/env bash
# Finding: boto3-helpers' `batch_yield_items` stops with an error at the first response that has unprocessed keys, though it is to retry them.
#
# Package: boto3-helpers 2.6.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: the keys of 60 items of 390 KB each. DynamoDB returns at most 16 MB in one response, and the rest of the keys as unprocessed.
#   According to the documentation the function takes care of retries and paging.
# Behaviour: DynamoDB returns the unprocessed keys of a table as `{"Keys": […]}`. The function adds the names in that object to its keys,
#   so its next request asks for the item whose key is the text "Keys", which boto3 refuses. The items of the first response have been
#   yielded, the others never are. Small items in a table with too little throughput, whose keys come back unprocessed, end alike.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet boto3-helpers==2.6.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import boto3
from boto3_helpers.dynamodb import batch_yield_items
from botocore.exceptions import ParamValidationError

dynamodb = boto3.resource("dynamodb")
table = dynamodb.create_table(
    TableName="pages",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)
with table.batch_writer() as batch:
    for id in range(60):
        batch.put_item(Item={"id": id, "text": "x" * 390_000})
keys = [{"id": id} for id in range(60)]


def read(keys):
    ids = set()
    try:
        for item in batch_yield_items("pages", keys):
            ids.add(item["id"])
    except ParamValidationError as error:
        return f"fewer than {len(keys)}: {len(ids) < len(keys)}, then {str(error).splitlines()[1]}"
    return len(ids)


response = dynamodb.batch_get_item(RequestItems={"pages": {"Keys": keys}})
print("boto3, unprocessed:", *response["UnprocessedKeys"]["pages"])
print("20 keys:", read(keys[:20]))
print("60 keys:", read(keys))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
boto3, unprocessed: Keys
20 keys: 20
60 keys: fewer than 60: True, then Invalid type for parameter RequestItems.pages.Keys[0], value: Keys, type: <class 'str'>, valid types: <class 'dict'>
EXPECTED
echo 'as described'
