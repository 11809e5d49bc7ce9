#!/usr/bin/env bash
# Finding: pydynox stores a StringSetAttribute and a NumberSetAttribute as lists of texts, not as DynamoDB's sets.
#
# Package: pydynox 1.8.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with both attributes, whose documentation says "DynamoDB native string set (SS)" and "(NS)", and a map with a set in it.
#   Updates of the stored item add an element to each set.
# Behaviour: the attributes are stored as L of S, the set in the map as SS. ADD of an element is refused, as for any list, and the
#   condition that the scores contain 2 does not hold. An item of another writer, with SS and NS, is read as sets; the one that
#   is changed is saved as a list. 9007199254740993 is read as 9007199254740992.
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
from botocore.exceptions import ClientError
from pydynox import DynamoDBClient, Model, ModelConfig
from pydynox.attributes import MapAttribute, NumberSetAttribute, StringAttribute, StringSetAttribute
from pydynox.config import set_default_client

set_default_client(DynamoDBClient(region="us-east-1", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"], access_key="x", secret_key="x"))
table = boto3.resource("dynamodb").create_table(
    TableName="users",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
)


class User(Model):
    model_config = ModelConfig(table="users")
    pk = StringAttribute(partition_key=True)
    tags = StringSetAttribute()
    scores = NumberSetAttribute()
    info = MapAttribute()


def show(name):
    item = boto3.client("dynamodb").get_item(TableName="users", Key={"pk": {"S": "a"}})["Item"]
    print(f"{name}: tags {item['tags']}, scores {item['scores']}, set in a map {item['info']['M'].get('set')}")


def update(name, **request):
    try:
        table.update_item(Key={"pk": "a"}, **request)
        print(f"{name}: done")
    except ClientError as error:
        print(f"{name}: {error.response['Error']['Message']}")


User(pk="a", tags={"admin"}, scores={2}, info={"set": {"x"}}).sync_save()
show("saved")
update("add a tag", UpdateExpression="ADD tags :tags", ExpressionAttributeValues={":tags": {"new"}})
condition = {"ConditionExpression": "contains(scores, :score)", "ExpressionAttributeValues": {":score": 2}}
update("if the scores contain 2", UpdateExpression="SET hit = :score", **condition)
table.put_item(Item={"pk": "a", "tags": {"admin"}, "scores": {9007199254740993}, "info": {}})
show("written by boto3")
user = User.sync_get(pk="a")
print("read by pydynox:", user.tags, user.scores)
user.tags = user.tags | {"admin"}
user.scores = user.scores | {2}
user.sync_save()
item = table.get_item(Key={"pk": "a"})["Item"]
print("saved by pydynox: tags", type(item["tags"]).__name__, "scores", type(item["scores"]).__name__)
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
saved: tags {'L': [{'S': 'admin'}]}, scores {'L': [{'S': '2'}]}, set in a map {'SS': ['x']}
add a tag: An operand in the update expression has an incorrect data type
if the scores contain 2: The conditional request failed
written by boto3: tags {'SS': ['admin']}, scores {'NS': ['9007199254740993']}, set in a map None
read by pydynox: {'admin'} {9007199254740992}
saved by pydynox: tags set scores list
EXPECTED
echo 'as described'
