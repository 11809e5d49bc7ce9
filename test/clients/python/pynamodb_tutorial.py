"""PynamoDB, "Basic Tutorial": a model, its table, and operations on its items."""

import os
from datetime import datetime, timezone

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist, PutError, TableError
from pynamodb.models import Model
from rejections import rejected


class Thread(Model):
    class Meta:
        table_name = "Thread"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        region = os.environ["AWS_REGION"]

    forum_name = UnicodeAttribute(hash_key=True)
    subject = UnicodeAttribute(range_key=True)
    views = NumberAttribute(default=0)
    replies = NumberAttribute(default=0)
    answered = NumberAttribute(default=0)
    tags = UnicodeSetAttribute()
    last_post_datetime = UTCDateTimeAttribute(null=True)


# Creating and describing the table.
assert not Thread.exists()
Thread.create_table(read_capacity_units=1, write_capacity_units=1, wait=True)
assert Thread.exists()
description = Thread.describe_table()
assert description["TableStatus"] == "ACTIVE"
assert description["ProvisionedThroughput"]["ReadCapacityUnits"] == 1
Thread.create_table(read_capacity_units=1, write_capacity_units=1)

# Saving.
thread = Thread("forum", "subject", tags={"foo", "bar"})
assert thread.views == 0
posted = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=timezone.utc)
thread.last_post_datetime = posted
thread.save()
assert Thread.count() == 1
assert Thread.count("forum") == 1
assert Thread.count("nobody's") == 0

# Getting, refreshing.
same = Thread.get("forum", "subject", consistent_read=True)
assert (same.tags, same.views, same.last_post_datetime) == ({"foo", "bar"}, 0, posted)
with rejected(DoesNotExist, "Item does not exist"):
    Thread.get("forum", "another subject")
with rejected(Thread.DoesNotExist):
    Thread("forum", "never saved").refresh()

# Updating.
same.update(actions=[Thread.views.set(5), Thread.replies.add(2), Thread.tags.delete({"foo"})])
assert (same.views, same.replies, same.tags) == (5, 2, {"bar"})
assert thread.views == 0
thread.refresh()
assert thread.views == 5

# Querying and scanning.
for number in range(10):
    Thread("forum", f"subject {number:03}", views=number, tags={"many"}).save()
subjects = [item.subject for item in Thread.query("forum", Thread.subject.startswith("subject 00"), limit=5)]
assert subjects == ["subject 000", "subject 001", "subject 002", "subject 003", "subject 004"], subjects
found = Thread.query("forum", filter_condition=Thread.views > 5, scan_index_forward=False)
assert [item.views for item in found] == [9, 8, 7, 6]
assert sum(1 for _ in Thread.scan()) == 11
assert {item.subject for item in Thread.scan(Thread.tags.contains("bar"))} == {"subject"}
assert {item.views for item in Thread.scan((Thread.views < 2) | (Thread.views == 9))} == {0, 1, 9}

# Deleting.
thread.delete()
assert Thread.count("forum") == 10
with rejected(Thread.DoesNotExist):
    thread.refresh()

# Errors contain the service's message.
with rejected(PutError, "ValidationException") as rejection:
    Thread("", "a key must not be empty", tags={"x"}).save()
assert rejection.error.cause_response_code == "ValidationException"
assert (
    "The AttributeValue for a key attribute cannot contain an empty string value"
    in rejection.error.cause_response_message
)

Thread.delete_table(wait=True)
assert not Thread.exists()
with rejected(TableError, "ResourceNotFoundException"):
    Thread.delete_table()
