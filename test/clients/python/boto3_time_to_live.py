"""boto3: time to live, from its settings to the records of deletions in the table's stream."""

import json
import os
import time
from urllib.request import Request, urlopen

import boto3
from rejections import rejected

client = boto3.client("dynamodb")
streams = boto3.client("dynamodbstreams")
table = client.create_table(
    TableName="sessions",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "user", "AttributeType": "S"}],
    GlobalSecondaryIndexes=[
        {
            "IndexName": "byUser",
            "KeySchema": [{"AttributeName": "user", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ],
    BillingMode="PAY_PER_REQUEST",
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
)["TableDescription"]
client.get_waiter("table_exists").wait(TableName="sessions", WaiterConfig={"Delay": 1})


def specify(attribute, is_enabled):
    """Sets the attribute of expiry times."""
    specification = {"AttributeName": attribute, "Enabled": is_enabled}
    response = client.update_time_to_live(TableName="sessions", TimeToLiveSpecification=specification)
    assert response["TimeToLiveSpecification"] == specification, response


# Settings.
described = client.describe_time_to_live(TableName="sessions")["TimeToLiveDescription"]
assert described == {"TimeToLiveStatus": "DISABLED"}, described
with rejected(client.exceptions.ClientError, "TimeToLive is already disabled"):
    specify("expires", False)
specify("expires", True)
described = client.describe_time_to_live(TableName="sessions")["TimeToLiveDescription"]
assert described["AttributeName"] == "expires" and described["TimeToLiveStatus"] in {"ENABLING", "ENABLED"}, described
with rejected(client.exceptions.ClientError, "TimeToLive is "):
    specify("expires", True)
with rejected(client.exceptions.ClientError, "ValidationException"):
    specify("another", False)
with rejected(client.exceptions.ResourceNotFoundException):
    client.describe_time_to_live(TableName="missing")

# Only numbers of seconds in the past, and of the last five years, are expiry times.
now = int(time.time())
items = {
    "expired": {"N": str(now - 60)},
    "fraction": {"N": f"{now - 60}.5"},
    "future": {"N": str(now + 3600)},
    "milliseconds": {"N": str((now - 60) * 1000)},
    "old": {"N": str(now - 6 * 366 * 24 * 3600)},
    "text": {"S": str(now - 60)},
}
for name, expires in items.items():
    client.put_item(TableName="sessions", Item={"id": {"S": name}, "user": {"S": "jane"}, "expires": expires})
client.put_item(TableName="sessions", Item={"id": {"S": "none"}, "user": {"S": "jane"}})


def stored():
    """Returns the ids in the table, which are those in its index."""
    ids = {item["id"]["S"] for item in client.scan(TableName="sessions", ConsistentRead=True)["Items"]}
    indexed = client.scan(TableName="sessions", IndexName="byUser")["Items"]
    assert {item["id"]["S"] for item in indexed} == ids
    return ids


# An expired item stays readable and writable until it is deleted.
assert stored() == set(items) | {"none"}
client.update_item(
    TableName="sessions",
    Key={"id": {"S": "fraction"}},
    UpdateExpression="SET visits = :one",
    ConditionExpression="expires < :now",
    ExpressionAttributeValues={":one": {"N": "1"}, ":now": {"N": str(now)}},
)
sweep = Request(os.environ["AWS_ENDPOINT_URL_DYNAMODB"] + "/_dynarepo/sweep", method="POST")
with urlopen(sweep) as response:
    assert json.load(response) == {"items": 2}
assert stored() == {"future", "milliseconds", "old", "text", "none"}

# The stream names the service as the one who deleted them, unlike with a client's deletion.
client.delete_item(TableName="sessions", Key={"id": {"S": "future"}})
stream = {"StreamArn": table["LatestStreamArn"]}
shard = streams.describe_stream(**stream)["StreamDescription"]["Shards"][0]["ShardId"]
iterator = streams.get_shard_iterator(**stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
records = streams.get_records(ShardIterator=iterator)["Records"]
removals = {record["dynamodb"]["Keys"]["id"]["S"]: record for record in records if record["eventName"] == "REMOVE"}
service = {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}
identities = {id: record.get("userIdentity") for id, record in removals.items()}
assert identities == {"expired": service, "fraction": service, "future": None}, identities
assert removals["fraction"]["dynamodb"]["OldImage"]["visits"] == {"N": "1"}
