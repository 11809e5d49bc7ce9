"""boto3: a table's stream, its view types, and a copy of the table that is made from its records."""

import re
from datetime import datetime, timezone

import boto3
from rejections import rejected

client = boto3.client("dynamodb")
streams = boto3.client("dynamodbstreams")


def create_table(name, view_type):
    """Creates a table with a stream, and returns the stream's ARN."""
    client.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": type} for key, type in (("pk", "S"), ("sk", "N"))],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": view_type},
    )
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
    return client.describe_table(TableName=name)["Table"]["LatestStreamArn"]


def read(arn, page_size=1000):
    """Returns the records of all shards in a stream, each shard from its beginning."""
    records = []
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            page = streams.get_records(ShardIterator=iterator, Limit=page_size)
            records += page["Records"]
            iterator = page.get("NextShardIterator") if page["Records"] else None
    return records


def key(number):
    return {"pk": {"S": "a"}, "sk": {"N": str(number)}}


def write(table):
    """Writes in each way: 7 changes, and 4 writes that change nothing."""
    item = key(1) | {"names": {"SS": ["x", "y"]}, "data": {"B": b"\x00\xff"}, "map": {"M": {"null": {"NULL": True}}}}
    client.put_item(TableName=table, Item=item)
    client.put_item(TableName=table, Item=item | {"names": {"SS": ["y", "x"]}})
    client.update_item(TableName=table, Key=key(1), UpdateExpression="REMOVE absent")
    client.update_item(
        TableName=table,
        Key=key(2),
        UpdateExpression="SET n = :n",
        ExpressionAttributeValues={":n": {"N": "1.5"}},
    )
    puts = [{"PutRequest": {"Item": key(number)}} for number in (3, 4)]
    client.batch_write_item(RequestItems={table: puts})
    client.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": table, "Item": key(3) | {"n": {"N": "3"}}}},
            {"Delete": {"TableName": table, "Key": key(4)}},
            {"Delete": {"TableName": table, "Key": key(5)}},
        ]
    )
    client.delete_item(TableName=table, Key=key(2))
    client.delete_item(TableName=table, Key=key(2))


# Records that carry both images rebuild the table.
arn = create_table("films", "NEW_AND_OLD_IMAGES")
write("films")
records = read(arn, page_size=3)
of_items = {}
for record in records:
    of_items.setdefault(record["dynamodb"]["Keys"]["sk"]["N"], []).append(record["eventName"])
assert of_items == {
    "1": ["INSERT"],
    "2": ["INSERT", "REMOVE"],
    "3": ["INSERT", "MODIFY"],
    "4": ["INSERT", "REMOVE"],
}, of_items
replica = {}
for change in (record["dynamodb"] for record in records):
    number = change["Keys"]["sk"]["N"]
    assert replica.get(number) == change.get("OldImage")
    replica[number] = change.get("NewImage")
items = client.scan(TableName="films", ConsistentRead=True)["Items"]
assert {item["sk"]["N"]: item for item in items} == {number: image for number, image in replica.items() if image}

for record in records:
    assert re.fullmatch("[0-9a-f]{32}", record["eventID"]), record
    assert re.fullmatch("[0-9]{21,40}", record["dynamodb"]["SequenceNumber"]), record
    assert "userIdentity" not in record
    age = datetime.now(timezone.utc) - record["dynamodb"]["ApproximateCreationDateTime"]
    assert abs(age.total_seconds()) < 90 and record["dynamodb"]["ApproximateCreationDateTime"].microsecond == 0
assert len({record["eventID"] for record in records}) == len(records)
update = next(record["dynamodb"] for record in records if record["dynamodb"]["Keys"]["sk"]["N"] == "2")
assert update["NewImage"]["n"] == {"N": "1.5"}
assert update["SizeBytes"] == (3 + 4) + (3 + 4) + 4, update

# The view type decides about the images.
for view_type, images in {
    "KEYS_ONLY": (False, False),
    "NEW_IMAGE": (True, False),
    "OLD_IMAGE": (False, True),
}.items():
    stream = create_table(view_type, view_type)
    assert read(stream) == []
    write(view_type)
    others = read(stream)
    assert len(others) == 7
    for record in others:
        change, event = record["dynamodb"], record["eventName"]
        assert change["StreamViewType"] == view_type
        assert ("NewImage" in change, "OldImage" in change) == (
            images[0] and event != "REMOVE",
            images[1] and event != "INSERT",
        ), record

# Streams in pages, shards in pages, and a deleted table.
listed = []
start = {}
while True:
    page = streams.list_streams(Limit=3, **start)
    listed += [stream["TableName"] for stream in page["Streams"]]
    if "LastEvaluatedStreamArn" not in page:
        break
    start = {"ExclusiveStartStreamArn": page["LastEvaluatedStreamArn"]}
assert sorted(listed) == ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "films"]
shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
last = shards[-1]["ShardId"]
assert streams.describe_stream(StreamArn=arn, ExclusiveStartShardId=last)["StreamDescription"]["Shards"] == []
client.delete_table(TableName="films")
client.get_waiter("table_not_exists").wait(TableName="films", WaiterConfig={"Delay": 1})
assert [record["eventID"] for record in read(arn)] == [record["eventID"] for record in records]
assert streams.list_streams(TableName="films")["Streams"][0]["StreamArn"] == arn

# Requests that are not valid.
shard = {"StreamArn": arn, "ShardId": last}
with rejected(streams.exceptions.ClientError, "ValidationException"):
    streams.get_shard_iterator(**shard, ShardIteratorType="AT_SEQUENCE_NUMBER")
with rejected(streams.exceptions.ClientError, "ValidationException"):
    streams.get_records(ShardIterator="not an iterator")
with rejected(streams.exceptions.ResourceNotFoundException):
    streams.describe_stream(StreamArn=re.sub("films/stream/.*", "books/stream/2026-01-01T00:00:00.000", arn))
