"""PynamoDB: time to live, a stream and tags of a table."""

import os
from datetime import datetime, timedelta, timezone

import boto3
from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.exceptions import TableError
from pynamodb.models import Model
from rejections import rejected


class Session(Model):
    class Meta:
        table_name = "Session"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"
        stream_view_type = "NEW_AND_OLD_IMAGES"
        tags = {"team": "web", "stage": ""}

    user = UnicodeAttribute(hash_key=True)
    visits = NumberAttribute(default=0)
    expires = TTLAttribute(null=True)


# Creating the table enables time to live; doing so again is rejected, unless such errors are ignored.
client = boto3.client("dynamodb")
Session.create_table(wait=True)
description = client.describe_time_to_live(TableName="Session")["TimeToLiveDescription"]
assert description["AttributeName"] == "expires"
assert description["TimeToLiveStatus"] in {"ENABLED", "ENABLING"}
Session.create_table(wait=True, ignore_update_ttl_errors=True)
with rejected(TableError, "Failed to update TTL on table"):
    Session.update_ttl(ignore_update_ttl_errors=False)

# A period of time, or a time with a time zone.
start = datetime.now(timezone.utc)
session = Session("jane", expires=timedelta(hours=1))
session.save()
session.refresh()
assert timedelta(minutes=59) < session.expires - start < timedelta(minutes=61)
assert session.expires.microsecond == 0
midnight = datetime(2100, 1, 1, tzinfo=timezone.utc)
session.update(actions=[Session.expires.set(midnight), Session.visits.add(1)], condition=Session.expires < midnight)
assert session.expires == midnight
stored = client.get_item(TableName="Session", Key={"user": {"S": "jane"}})["Item"]
assert stored["expires"] == {"N": "4102444800"}, stored
with rejected(ValueError, "datetime must be timezone-aware"):
    Session("john", expires=datetime(2100, 1, 1)).save()

# Expired items stay readable until they are deleted (after more than five years: always), so that a scan filters them.
Session("john", expires=start - timedelta(days=6 * 365)).save()
assert {item.user for item in Session.scan()} == {"jane", "john"}
assert [item.user for item in Session.scan(Session.expires > start)] == ["jane"]
session.update(actions=[Session.expires.remove()])
assert session.expires is None

# The records of the stream are models again.
table = Session.describe_table()
assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
streams = boto3.client("dynamodbstreams")
stream = {"StreamArn": table["LatestStreamArn"]}
shard = streams.describe_stream(**stream)["StreamDescription"]["Shards"][0]["ShardId"]
iterator = streams.get_shard_iterator(**stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
records = streams.get_records(ShardIterator=iterator)["Records"]
images = [Session.from_raw_data(record["dynamodb"]["NewImage"]) for record in records]
assert [(image.user, image.visits) for image in images] == [("jane", 0), ("jane", 1), ("john", 0), ("jane", 1)]
assert [image.expires for image in images[1::2]] == [midnight, None]

tags = client.list_tags_of_resource(ResourceArn=table["TableArn"])["Tags"]
assert {tag["Key"]: tag["Value"] for tag in tags} == {"team": "web", "stage": ""}, tags
