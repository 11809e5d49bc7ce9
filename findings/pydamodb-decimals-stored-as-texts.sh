#!/usr/bin/env bash
# Finding: PydamoDB stores and compares a Decimal as a text: a filter for prices above 9 leaves out 10 and 100, and 9.5 is not 9.50.
#
# Package: pydamodb 0.4.0 with pydantic 2.12.5 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: products with a Decimal, which the README says to use instead of a float, and a set of texts; filters by the Decimal.
# Behaviour: `save`, updates and conditions write what Pydantic makes for JSON: "9.50" as S, and the set as L. DynamoDB compares texts by
#   their bytes, so "10" and "100" are less than "9", and "9.50" is not "9.5". None of it is an error, and the models that are read have
#   Decimals and sets again. With boto3, the same Decimals are numbers, and the same filters find all three.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pydamodb==0.4.0 pydantic==2.12.5 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from pydamodb import PrimaryKeyAndSortKeyModel, PydamoConfig

dynamodb = boto3.resource("dynamodb")
table = dynamodb.create_table(
    TableName="products",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("shop", "name")],
    KeySchema=[{"AttributeName": "shop", "KeyType": "HASH"}, {"AttributeName": "name", "KeyType": "RANGE"}],
)


class Product(PrimaryKeyAndSortKeyModel):
    pydamo_config = PydamoConfig(table=table)
    shop: str
    name: str
    price: Decimal
    tags: set[str]


def stored(name):
    item = boto3.client("dynamodb").get_item(TableName="products", Key={"shop": {"S": "a"}, "name": {"S": name}})["Item"]
    return item["price"], item["tags"]


def find(condition):
    return [product.name for product in Product.query("a", filter_condition=condition).items]


for name, price in (("pen", "9.50"), ("pot", "10"), ("bed", "100")):
    Product(shop="a", name=name, price=Decimal(price), tags={"new"}).save()
price = Product.attr("price")
print("stored:", *stored("pen"))
print("read:", repr(Product.get_item("a", "pen").price), Product.get_item("a", "pen").tags)
print("price > 9:", find(price > Decimal(9)))
print("price < 100:", find(price < Decimal(100)))
print("price = 9.5:", find(price == Decimal("9.5")))
for name in ("pen", "pot", "bed"):
    table.put_item(Item=Product.get_item("a", name).model_dump())
items = table.query(KeyConditionExpression=Key("shop").eq("a"), FilterExpression=Attr("price").gt(Decimal(9)))["Items"]
print("price > 9, written by boto3:", [item["name"] for item in items])
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
stored: {'S': '9.50'} {'L': [{'S': 'new'}]}
read: Decimal('9.50') {'new'}
price > 9: ['pen']
price < 100: ['pot']
price = 9.5: []
price > 9, written by boto3: ['bed', 'pen', 'pot']
EXPECTED
echo 'as described'
