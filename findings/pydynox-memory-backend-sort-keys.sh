#!/usr/bin/env bash
# Finding: pydynox's memory backend for tests ignores conditions on the sort key, and returns a query in the order of the writes.
#
# Package: pydynox 1.8.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: items with the sort keys 1, 2, 10 and -3, written in this order; queries with a condition on the sort key, in reverse order;
#   an update that appends to a list. The backend is used as its documentation shows, and with a table that the model has created.
#   The same calls are sent to DynamoDB Local.
# Behaviour: without a created table the backend takes an attribute for the sort key only if it is named sk: of the four items the last
#   remains. With one, `sort_key_condition` with `<` and `between` returns all items of the partition, in the order in which they
#   were written, or that order reversed. `append` leaves the list as it is. Tests pass with results that DynamoDB never returns.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pydynox==1.8.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os

import boto3
from pydynox import DynamoDBClient, Model, ModelConfig
from pydynox.attributes import ListAttribute, NumberAttribute, StringAttribute
from pydynox.config import set_default_client
from pydynox.testing import MemoryBackend

set_default_client(DynamoDBClient(region="us-east-1", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"], access_key="x", secret_key="x"))
boto3.resource("dynamodb").create_table(
    TableName="steps",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "run", "AttributeType": "S"}, {"AttributeName": "number", "AttributeType": "N"}],
    KeySchema=[{"AttributeName": "run", "KeyType": "HASH"}, {"AttributeName": "number", "KeyType": "RANGE"}],
)


class Step(Model):
    model_config = ModelConfig(table="steps")
    run = StringAttribute(partition_key=True)
    number = NumberAttribute(sort_key=True)
    log = ListAttribute()


def run(name):
    if name == "memory, created":
        Step.sync_create_table()
    for number in (1, 2, 10, -3):
        Step(run="a", number=number, log=["started"]).sync_save()

    def numbers(**options):
        return [step.number for step in Step.sync_query(partition_key="a", **options)]

    print(f"{name}, all:", numbers(), "reverse:", numbers(scan_index_forward=False))
    print(f"{name}, number < 2:", numbers(sort_key_condition=Step.number < 2))
    print(f"{name}, number between 2 and 10:", numbers(sort_key_condition=Step.number.between(2, 10)))
    step = Step.sync_get(run="a", number=1)
    step.sync_update(atomic=[Step.log.append(["done"])])
    print(f"{name}, appended:", Step.sync_get(run="a", number=1).log)


run("DynamoDB")
for name in ("memory", "memory, created"):
    with MemoryBackend():
        run(name)
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
DynamoDB, all: [-3, 1, 2, 10] reverse: [10, 2, 1, -3]
DynamoDB, number < 2: [-3, 1]
DynamoDB, number between 2 and 10: [2, 10]
DynamoDB, appended: ['started', 'done']
memory, all: [-3] reverse: [-3]
memory, number < 2: [-3]
memory, number between 2 and 10: [-3]
memory, appended: ['started']
memory, created, all: [1, 2, 10, -3] reverse: [-3, 10, 2, 1]
memory, created, number < 2: [1, 2, 10, -3]
memory, created, number between 2 and 10: [1, 2, 10, -3]
memory, created, appended: ['started']
EXPECTED
echo 'as described'
