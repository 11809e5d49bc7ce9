"""PynamoDB, "Transaction Operations": writes of several models, reads, tokens, versions and errors."""

import os
from uuid import uuid4

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, VersionAttribute
from pynamodb.connection import Connection
from pynamodb.constants import ALL_OLD, SIZE, TOTAL
from pynamodb.exceptions import InvalidStateError, TransactGetError, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite
from rejections import rejected

endpoint = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
connection = Connection(host=endpoint, region=os.environ["AWS_REGION"])


class BankStatement(Model):
    class Meta:
        table_name = "BankStatement"
        host = endpoint
        billing_mode = "PAY_PER_REQUEST"

    user_id = UnicodeAttribute(hash_key=True)
    account_balance = NumberAttribute(default=0)
    is_active = BooleanAttribute(default=True)


class Transfer(Model):
    class Meta:
        table_name = "Transfer"
        host = endpoint
        billing_mode = "PAY_PER_REQUEST"

    user_id = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    amount = NumberAttribute()
    version = VersionAttribute()


BankStatement.create_table(wait=True)
Transfer.create_table(wait=True)
BankStatement("user1", account_balance=2000).save()
BankStatement("user2", account_balance=0).save()


def transfer(amount, number, token=None):
    """Moves money from the first user to the second, if there is enough of it."""
    enough = (BankStatement.account_balance >= amount) & (BankStatement.is_active == True)
    with TransactWrite(connection=connection, client_request_token=token) as transaction:
        transaction.update(
            BankStatement("user1"),
            actions=[BankStatement.account_balance.add(-amount)],
            condition=enough,
            return_values=ALL_OLD,
        )
        transaction.update(BankStatement("user2"), actions=[BankStatement.account_balance.add(amount)])
        transaction.save(Transfer("user1", number, amount=amount))
        transaction.condition_check(BankStatement, "user3", condition=BankStatement.user_id.does_not_exist())


def balances():
    """Returns both balances, read in one transaction."""
    with TransactGet(connection=connection) as transaction:
        futures = [transaction.get(BankStatement, user) for user in ("user1", "user2")]
    return [future.get().account_balance for future in futures]


# All or nothing, and once for a token.
token = str(uuid4())
transfer(1000, 1, token)
transfer(1000, 1, token)
assert balances() == [1000, 1000]
with rejected(TransactWriteError) as rejection:
    transfer(999, 1, token)
assert rejection.error.cause_response_code == "IdempotentParameterMismatchException"

# Reasons: checks come first, then deletions, saves and updates.
with rejected(TransactWriteError) as rejection:
    transfer(1001, 1)
assert rejection.error.cause_response_code == "TransactionCanceledException"
check, save, first, second = rejection.error.cancellation_reasons
assert (check, second) == (None, None)
assert (save.code, save.message) == ("ConditionalCheckFailed", "The conditional request failed")
assert first.raw_item == {"user_id": {"S": "user1"}, "account_balance": {"N": "1000"}, "is_active": {"BOOL": True}}
assert balances() == [1000, 1000]

# Reads return futures, which are complete at the end of the block.
with TransactGet(connection=connection) as transaction:
    found = transaction.get(Transfer, "user1", 1)
    missing = transaction.get(BankStatement, "user3")
    with rejected(InvalidStateError):
        found.get()
assert (found.get().amount, found.get().version) == (1000, 1)
with rejected(BankStatement.DoesNotExist):
    missing.get()

# A version counts up in transactions, and rejects stale items.
stored = found.get()
with TransactWrite(connection=connection) as transaction:
    transaction.update(stored, actions=[Transfer.amount.set(2000)])
assert stored.version == 2
stored.refresh()
assert (stored.amount, stored.version) == (2000, 2)
stale = Transfer.get("user1", 1)
with TransactWrite(connection=connection) as transaction:
    transaction.save(stored)
with rejected(TransactWriteError) as rejection, TransactWrite(connection=connection) as transaction:
    transaction.save(BankStatement("user4"))
    transaction.delete(stale)
assert [reason and reason.code for reason in rejection.error.cancellation_reasons] == ["ConditionalCheckFailed", None]
with TransactWrite(connection=connection) as transaction:
    transaction.delete(stored)
    transaction.save(BankStatement("user4"), condition=BankStatement.user_id.does_not_exist())
assert (Transfer.count("user1"), BankStatement.count("user4")) == (0, 1)

# An error within the block sends nothing; a request that is not valid is rejected as a whole.
with rejected(KeyError), TransactWrite(connection=connection) as transaction:
    transaction.save(BankStatement("user5"))
    raise KeyError("stop")
with rejected(TransactWriteError) as rejection, TransactWrite(connection=connection) as transaction:
    transaction.save(BankStatement("user5"))
    transaction.delete(BankStatement("user5"))
assert rejection.error.cause_response_code == "ValidationException"
assert "cannot include multiple operations on one item" in rejection.error.cause_response_message
assert rejection.error.cancellation_reasons == []
assert BankStatement.count("user5") == 0

# Setting and deleting with conditions; a transaction that asks for capacity and metrics.
with TransactWrite(
    connection=connection, return_consumed_capacity=TOTAL, return_item_collection_metrics=SIZE
) as transaction:
    transaction.update(
        BankStatement("user1"),
        actions=[BankStatement.account_balance.set(0), BankStatement.is_active.set(False)],
        condition=BankStatement.user_id.exists(),
    )
closed = BankStatement.get("user1")
assert (closed.account_balance, closed.is_active) == (0, False)
with TransactWrite(connection=connection) as transaction:
    transaction.delete(closed, condition=BankStatement.is_active == False)
assert BankStatement.count("user1") == 0


class Missing(Model):
    class Meta:
        table_name = "Missing"
        host = endpoint

    user_id = UnicodeAttribute(hash_key=True)


# A read of a table that doesn't exist.
with rejected(TransactGetError) as rejection, TransactGet(connection=connection) as transaction:
    transaction.get(Missing, "user1")
assert rejection.error.cause_response_code == "ResourceNotFoundException"
