#!/usr/bin/env bash
# Finding: moto returns one element for a projection of several elements of a list, and none for elements of a nested list.
#
# Package: moto 5.2.5 with boto3 1.44.8. Seen with Python 3.11.7 on 2026-11-30.
# Input: GetItem of an item with a list of numbers, a list of maps and a list of lists; projections with one and with two document paths.
# Behaviour: of `numbers[0], numbers[2]` and of `maps[0].a, maps[0].b` the last path alone is returned, of `lists[0][0]` nothing, without
#   an error. DynamoDB returns all of them: the code under test loses values. Paths into maps, `map.a, map.b`, are all returned.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet moto[dynamodb]==5.2.5 boto3==1.44.8
export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
cat >try.py <<'PY'
import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from moto import mock_aws

with mock_aws():
    dynamodb = boto3.client("dynamodb")
    dynamodb.create_table(
        TableName="items",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    pair = {"a": "x", "b": "y"}
    item = {"id": "1", "numbers": ["zero", "one", "two"], "maps": [pair], "lists": [["x", "y"]], "map": pair}
    dynamodb.put_item(TableName="items", Item={key: TypeSerializer().serialize(value) for key, value in item.items()})
    for projection in (
        "numbers[2]",
        "numbers[0], numbers[2]",
        "maps[0].a",
        "maps[0].a, maps[0].b",
        "lists[0][0]",
        "map.a, map.b",
    ):
        output = dynamodb.get_item(TableName="items", Key={"id": {"S": "1"}}, ProjectionExpression=projection)
        print(f"{projection}:", {key: TypeDeserializer().deserialize(value) for key, value in output["Item"].items()})
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
numbers[2]: {'numbers': ['two']}
numbers[0], numbers[2]: {'numbers': ['two']}
maps[0].a: {'maps': [{'a': 'x'}]}
maps[0].a, maps[0].b: {'maps': [{'b': 'y'}]}
lists[0][0]: {}
map.a, map.b: {'map': {'a': 'x', 'b': 'y'}}
EXPECTED
echo 'as described'
