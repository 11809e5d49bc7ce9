#!/usr/bin/env bash
# Finding: eventsourcing-dynamodb replaces an event that another process stored with the same version, and reports no conflict.
#
# Package: eventsourcing-dynamodb 0.1.0 with eventsourcing 9.3.5 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: an account in an eventsourcing Application; two copies of it are read, each deposits, and both are saved. The same with the
#   memory recorder of eventsourcing itself. Then events are selected with a limit.
# Behaviour: recorders of eventsourcing raise IntegrityError for a second event with the same version, which is how its applications find
#   conflicts, and the memory recorder does so. This one puts events in batches, which have no conditions: the second event replaces
#   the first one, the first deposit is lost, and both saves succeed. `select_events` with limit=2 returns all five events, because it
#   reads on until there are no more pages.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet eventsourcing-dynamodb==0.1.0 eventsourcing==9.3.5 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export ENDPOINT AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
ENDPOINT="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os

import boto3
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import IntegrityError

table = boto3.client("dynamodb", endpoint_url=os.environ["ENDPOINT"])
table.create_table(
    TableName="events",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[
        {"AttributeName": "originator_id", "AttributeType": "S"},
        {"AttributeName": "originator_version", "AttributeType": "N"},
    ],
    KeySchema=[
        {"AttributeName": "originator_id", "KeyType": "HASH"},
        {"AttributeName": "originator_version", "KeyType": "RANGE"},
    ],
)
table.get_waiter("table_exists").wait(TableName="events")


class Account(Aggregate):
    @event("Opened")
    def __init__(self):
        self.balance = 0

    @event("Deposited")
    def deposit(self, amount):
        self.balance += amount


settings = {
    "memory": {},
    "dynamodb": {
        "PERSISTENCE_MODULE": "eventsourcing_dynamodb",
        "DYNAMO_TABLE": "events",
        "DYNAMO_ENDPOINT_URL": os.environ["ENDPOINT"],
    },
}
for name, env in settings.items():
    application = Application(env=env)
    account = Account()
    application.save(account)
    one, other = (application.repository.get(account.id) for _ in range(2))
    one.deposit(10)
    other.deposit(5)
    application.save(one)
    try:
        application.save(other)
        outcome = "saved"
    except IntegrityError:
        outcome = "IntegrityError"
    print(f"{name}: second save {outcome}, balance {application.repository.get(account.id).balance}")

stored = application.repository.get(account.id)
for _ in range(3):
    stored.deposit(1)
application.save(stored)
print("limit 2:", [int(each.originator_version) for each in application.recorder.select_events(account.id, limit=2)])
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory: second save IntegrityError, balance 10
dynamodb: second save saved, balance 5
limit 2: [1, 2, 3, 4, 5]
EXPECTED
echo 'as described'
