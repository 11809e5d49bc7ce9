"""PynamoDB, "Batch Operations", pages and "Rate-Limited Operation"."""

import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model
from rejections import rejected


class Note(Model):
    class Meta:
        table_name = "notes"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"

    owner = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    text = UnicodeAttribute(default="")


Note.create_table(wait=True)

# Batches are sent as soon as they are full.
with Note.batch_write() as batch:
    for number in range(60):
        batch.save(Note("ann", number, text=f"note {number}"))
    for number in range(40, 45):
        batch.save(Note("bob", number))
assert Note.count() == 65
with Note.batch_write() as batch:
    for number in range(40, 45):
        batch.delete(Note("bob", number))
assert Note.count() == 60
batch = Note.batch_write(auto_commit=False)
for number in range(25):
    batch.save(Note("cy", number))
with rejected(ValueError, "a maximum of 25 batch operations"):
    batch.save(Note("cy", 25))

# More than 100 keys are read with several requests; missing items are omitted.
got = list(Note.batch_get([("ann", number) for number in range(120)], consistent_read=True))
assert sorted(note.number for note in got) == list(range(60))
[slim] = Note.batch_get([("ann", 7)], attributes_to_get=["number", "owner"])
assert (slim.number, slim.text) == (7, "")

# Pages, by page size and with explicit start keys.
found = Note.query("ann", Note.number >= 10, page_size=7, limit=20)
assert [note.number for note in found] == list(range(10, 30))
page = Note.query("ann", limit=10)
assert len(list(page)) == 10
assert page.last_evaluated_key == {"owner": {"S": "ann"}, "number": {"N": "9"}}, page.last_evaluated_key
rest = Note.query("ann", last_evaluated_key=page.last_evaluated_key, page_size=25)
assert [note.number for note in rest] == list(range(10, 60))
assert rest.last_evaluated_key is None
scanned = Note.scan(limit=15)
assert len(list(scanned)) == 15
assert len(list(Note.scan(last_evaluated_key=scanned.last_evaluated_key))) == 45
filtered = Note.query("ann", filter_condition=Note.text.is_in("note 1", "note 11"), page_size=10)
assert [note.number for note in filtered] == [1, 11]
assert filtered.total_count == 2

# Concurrent segments of a scan.
segments = [[note.number for note in Note.scan(segment=segment, total_segments=3)] for segment in range(3)]
assert sorted(sum(segments, [])) == list(range(60))

# The rate limit uses the consumed capacity in every response.
slowly = Note.query("ann", page_size=20, rate_limit=100)
assert len(list(slowly)) == 60
assert len(list(Note.scan(page_size=30, rate_limit=100))) == 60
assert Note.count("ann", Note.number < 10, rate_limit=100) == 10
