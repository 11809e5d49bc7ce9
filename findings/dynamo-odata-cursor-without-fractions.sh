#!/usr/bin/env bash
# Finding: dynamo-odata's cursor cuts the fraction off a number: the next page of an index by price is the same one again, or loses items.
#
# Package: dynamo-odata 1.0.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: six items with prices, and a local index whose sort key is the price; pages of two items, each with the cursor of the page before,
#   in both orders. Then filters with a whole number and with a fraction.
# Behaviour: the cursor has the key where DynamoDB stopped, with each Decimal as an `int`: 9.50 becomes 9. From there on the first page
#   comes again, without an end; in reverse order the items between 9.90 and 9 are left out. `price gt 9.5` is a TypeError of
#   boto3, as the number becomes a float; `price gt 9` is not.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dynamo-odata==1.0.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from decimal import Decimal

import boto3
from dynamo_odata import DynamoDb

dynamodb = boto3.resource("dynamodb")


def schema(sort_key):
    return [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": sort_key, "KeyType": "RANGE"}]


table = dynamodb.create_table(
    TableName="goods",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": kind} for name, kind in (("pk", "S"), ("sk", "S"), ("price", "N"))],
    KeySchema=schema("sk"),
    LocalSecondaryIndexes=[{"IndexName": "byPrice", "KeySchema": schema("price"), "Projection": {"ProjectionType": "ALL"}}],
)
for number, price in enumerate(("9.10", "9.50", "9.90", "10.25", "11.75", "12.00")):
    table.put_item(Item={"pk": "shop", "sk": f"1#{number}", "price": Decimal(price)})
db = DynamoDb("goods", resource=dynamodb)
for forward in (True, False):
    cursor, pages = None, []
    while len(pages) < 4:
        items, cursor = db.get_all("shop", lsi="byPrice", active=None, limit=2, cursor=cursor, scan_index_forward=forward)
        pages.append(" ".join(str(item["price"]) for item in items) or "none")
        if cursor is None:
            break
    print("ascending:" if forward else "descending:", " | ".join(pages), "" if cursor is None else "and so on")
for text in ("price gt 9", "price gt 9.5"):
    try:
        print(f"{text}: {len(db.get_all('shop', filter=text, fetch_all=True)[0])} items")
    except TypeError as error:
        print(f"{text}: {error}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
ascending: 9.1 9.5 | 9.1 9.5 | 9.1 9.5 | 9.1 9.5 and so on
descending: 12 11.75 | 10.25 9.9 | none 
price gt 9: 6 items
price gt 9.5: Float types are not supported. Use Decimal types instead.
EXPECTED
echo 'as described'
