"""The model of docs/adopting/pynamodb.md, as it stands there."""

import os
from datetime import datetime, timedelta, timezone

import boto3
from pynamodb.attributes import (
    BooleanAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class ByTopic(GlobalSecondaryIndex):
    class Meta:
        index_name = "byTopic"
        projection = AllProjection()

    topic = UnicodeAttribute(hash_key=True, attr_name="t")
    at = UTCDateTimeAttribute(range_key=True)


class Note(Model):
    class Meta:
        table_name = "notes"
        billing_mode = "PAY_PER_REQUEST"

    owner = UnicodeAttribute(hash_key=True)
    at = UTCDateTimeAttribute(range_key=True)
    topic = UnicodeAttribute(attr_name="t")
    done = BooleanAttribute(default=False)
    tags = UnicodeSetAttribute(null=True)
    expires = TTLAttribute(null=True)
    version = VersionAttribute()
    by_topic = ByTopic()


Note.Meta.host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
Note.Meta.region = os.environ["AWS_REGION"]
Note.create_table(wait=True)
at = datetime(2026, 5, 6, 7, 8, 9, 101000, tzinfo=timezone.utc)
Note("jane", at, topic="films", tags={"new"}, expires=timedelta(days=1)).save()

# What dynarepo's entity of the same page reads.
key = {"owner": {"S": "jane"}, "at": {"S": "2026-05-06T07:08:09.101000+0000"}}
item = boto3.client("dynamodb").get_item(TableName="notes", Key=key)["Item"]
assert set(item) == {"owner", "at", "t", "done", "tags", "expires", "version"}, item
assert item["t"] == {"S": "films"}
assert item["done"] == {"BOOL": False}
assert item["version"] == {"N": "1"}

[found] = Note.by_topic.query("films", Note.at <= datetime(2027, 1, 1, tzinfo=timezone.utc))
assert (found.owner, found.tags, found.done) == ("jane", {"new"}, False)
