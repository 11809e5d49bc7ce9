"""PynamoDB, "Transaction Operations": what the documentation shows of writes, checks, reads and errors."""

import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, VersionAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite
from rejections import rejected

endpoint = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]


class Statement(Model):
    class Meta:
        table_name = "statements"
        host = endpoint
        billing_mode = "PAY_PER_REQUEST"

    user = UnicodeAttribute(hash_key=True)
    balance = NumberAttribute(default=0)
    version = VersionAttribute()


Statement.create_table(wait=True)
connection = Connection(host=endpoint)
one, two = Statement("one", balance=100), Statement("two", balance=20)
with TransactWrite(connection=connection, client_request_token="first") as transaction:
    transaction.save(one)
    transaction.save(two)
assert Statement.get("one").balance == 100

# A transfer: each update has a condition.
with TransactWrite(connection=connection) as transaction:
    transaction.update(one, actions=[Statement.balance.add(-50)], condition=Statement.balance >= 50)
    transaction.update(two, actions=[Statement.balance.add(50)])
assert [Statement.get(user).balance for user in ("one", "two")] == [50, 70]

with rejected(TransactWriteError) as rejection:
    with TransactWrite(connection=connection) as transaction:
        transaction.condition_check(Statement, "missing", condition=Statement.user.does_not_exist())
        transaction.update(
            one,
            actions=[Statement.balance.add(-60)],
            condition=Statement.balance >= 60,
            return_values="ALL_OLD",
        )
assert rejection.error.cause_response_code == "TransactionCanceledException"
first, second = rejection.error.cancellation_reasons
assert first is None and second.code == "ConditionalCheckFailed", rejection.error.cancellation_reasons
assert second.raw_item["balance"] == {"N": "50"}, second.raw_item
assert Statement.get("one").balance == 50

with TransactGet(connection=connection) as transaction:
    found = transaction.get(Statement, "two")
    missing = transaction.get(Statement, "missing")
assert found.get().balance == 70
with rejected(DoesNotExist):
    missing.get()

with TransactWrite(connection=connection) as transaction:
    transaction.delete(Statement.get("two"))
assert Statement.count() == 1
