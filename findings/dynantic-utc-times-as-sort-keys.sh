#!/usr/bin/env bash
# Finding: dynantic stores a UTC time with Z and asks for it with +00:00: a query by a time as sort key misses the item of that time.
#
# Package: dynantic 0.4.0 with pydantic 2.12.5 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a model whose sort key is a `datetime`, with the events 0, 1 and 2 at 10:00:00, 10:00:01 and 10:00:02 UTC; each condition that
#   a query has for a sort key; a Decimal of 19 digits.
# Behaviour: the texts differ, and + is less than Z. `eq` finds nothing, `between` leaves out its upper end, `le` is `lt`, and `gt`
#   returns the event of the time itself. `get` and a filter by the same time, which write it with Z, find it. A field of the type
#   Decimal is read through a float: 0.1234567890123456789 becomes 0.12345678901234568.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dynantic==0.4.0 pydantic==2.12.5 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from datetime import datetime, timezone
from decimal import Decimal

import boto3
from dynantic import DynamoModel, Key, SortKey


class Event(DynamoModel):
    source: str = Key()
    time: datetime = SortKey()
    number: int
    price: Decimal

    class Meta:
        table_name = "events"


dynamodb = boto3.client("dynamodb")
dynamodb.create_table(
    TableName="events",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("source", "time")],
    KeySchema=[{"AttributeName": "source", "KeyType": "HASH"}, {"AttributeName": "time", "KeyType": "RANGE"}],
)
zero, one, two = (datetime(2026, 12, 1, 10, 0, second, tzinfo=timezone.utc) for second in range(3))
for number, time in enumerate((zero, one, two)):
    Event(source="a", time=time, number=number, price=Decimal("0.1234567890123456789")).save()
print("stored:", dynamodb.scan(TableName="events")["Items"][0]["time"]["S"])
print("get 1:", Event.get("a", one).number)
print("filter = 1:", [event.number for event in Event.scan().filter(Event.time == one)])
for name, query in (
    ("= 1", Event.query("a").eq(one)),
    ("between 0 and 2", Event.query("a").between(zero, two)),
    (">= 1", Event.query("a").ge(one)),
    ("> 1", Event.query("a").gt(one)),
    ("<= 1", Event.query("a").le(one)),
    ("< 1", Event.query("a").lt(one)),
):
    print(f"query {name}:", [event.number for event in query])
print("price:", Event.get("a", one).price)
PY
python/bin/python try.py 2>error.log | tee output || { cat error.log; exit 1; }
diff output - <<'EXPECTED'
stored: 2026-12-01T10:00:00Z
get 1: 1
filter = 1: [1]
query = 1: []
query between 0 and 2: [0, 1]
query >= 1: [1, 2]
query > 1: [1, 2]
query <= 1: [0]
query < 1: [0]
price: 0.12345678901234568
EXPECTED
echo 'as described'
