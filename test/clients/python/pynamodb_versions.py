"""PynamoDB, "Optimistic Locking": a version attribute."""

import os

from pynamodb.attributes import ListAttribute, UnicodeAttribute, VersionAttribute
from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.models import Model
from rejections import rejected


class Office(Model):
    class Meta:
        table_name = "offices"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"

    name = UnicodeAttribute(hash_key=True)
    employees = ListAttribute(default=list)
    version = VersionAttribute()


Office.create_table(wait=True)
office = Office("Paris")
office.save()
assert office.version == 1
stale = Office.get("Paris")

office.employees.append("Ann")
office.save()
assert office.version == 2
office.update(actions=[Office.employees.set(Office.employees.append(["Bob"]))])
assert (office.version, office.employees) == (3, ["Ann", "Bob"])

for kind, write in [
    (PutError, stale.save),
    (UpdateError, lambda: stale.update(actions=[Office.employees.set([])])),
    (DeleteError, stale.delete),
    (PutError, Office("Paris").save),
]:
    with rejected(kind, "The conditional request failed") as rejection:
        write()
    assert rejection.error.cause_response_code == "ConditionalCheckFailedException"

# Batches support neither conditions nor versions, so the last write wins.
with Office.batch_write() as batch:
    batch.save(Office("Paris", employees=["Cy"]))
office.refresh()
assert (office.version, office.employees) == (None, ["Cy"])
stale.refresh()
stale.delete()
assert Office.count() == 0
