"""boto3: transactions of both interfaces, with reasons, tokens and capacity."""

from uuid import uuid4

import boto3
from boto3.dynamodb.types import TypeDeserializer
from rejections import rejected

resource = boto3.resource("dynamodb")
client = resource.meta.client
typed = boto3.client("dynamodb")
exceptions = client.exceptions
for name in ("accounts", "transfers"):
    resource.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    ).wait_until_exists()
accounts, transfers = resource.Table("accounts"), resource.Table("transfers")
accounts.put_item(Item={"id": "jane", "balance": 100, "owners": {"Jane"}})
accounts.put_item(Item={"id": "john", "balance": 0})
transfers.put_item(Item={"id": "planned"})


def actions(amount):
    """Returns the actions of a transfer, one of each kind, with plain values."""
    change = {"TableName": "accounts", "UpdateExpression": "ADD balance :change"}
    return [
        {
            "Update": change
            | {
                "Key": {"id": "jane"},
                "ConditionExpression": "balance >= :amount",
                "ExpressionAttributeValues": {":change": -amount, ":amount": amount},
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        },
        {"Update": change | {"Key": {"id": "john"}, "ExpressionAttributeValues": {":change": amount}}},
        {
            "Put": {
                "TableName": "transfers",
                "Item": {"id": "first", "amount": amount},
                "ConditionExpression": "attribute_not_exists(id)",
            }
        },
        {"Delete": {"TableName": "transfers", "Key": {"id": "planned"}}},
        {
            "ConditionCheck": {
                "TableName": "accounts",
                "Key": {"id": "closed"},
                "ConditionExpression": "attribute_not_exists(id)",
            }
        },
    ]


def balances():
    """Returns both balances, read in one transaction."""
    get = [{"Get": {"TableName": "accounts", "Key": {"id": id}}} for id in ("jane", "john", "missing")]
    jane, john, missing = client.transact_get_items(TransactItems=get)["Responses"]
    assert missing == {}
    return jane["Item"]["balance"], john["Item"]["balance"]


# The first call writes, and a second one with the same token reads what the first has written.
token = str(uuid4())
request = {"TransactItems": actions(30), "ClientRequestToken": token, "ReturnConsumedCapacity": "TOTAL"}
written = client.transact_write_items(**request)["ConsumedCapacity"]
assert sorted(written, key=lambda capacity: capacity["TableName"]) == [
    {"TableName": "accounts", "CapacityUnits": 6.0, "WriteCapacityUnits": 6.0},
    {"TableName": "transfers", "CapacityUnits": 4.0, "WriteCapacityUnits": 4.0},
]
repeated = client.transact_write_items(**request)["ConsumedCapacity"]
assert sum(capacity["ReadCapacityUnits"] for capacity in repeated) == 10.0
assert not any("WriteCapacityUnits" in capacity for capacity in repeated)
assert balances() == (70, 30)
assert [item["id"] for item in transfers.scan()["Items"]] == ["first"]
with rejected(exceptions.IdempotentParameterMismatchException):
    client.transact_write_items(TransactItems=actions(31), ClientRequestToken=token)

# Reasons stand at the positions of their actions. An item in a reason has typed values.
with rejected(exceptions.TransactionCanceledException) as rejection:
    client.transact_write_items(TransactItems=actions(71))
response = rejection.error.response
assert response["Error"]["Message"] == (
    "Transaction cancelled, please refer cancellation reasons for specific reasons "
    "[ConditionalCheckFailed, None, ConditionalCheckFailed, None, None]"
)
first, second, third, _, _ = response["CancellationReasons"]
assert second == {"Code": "None"}
assert third == {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
item = {name: TypeDeserializer().deserialize(value) for name, value in first["Item"].items()}
assert item == {"id": "jane", "balance": 70, "owners": {"Jane"}}, first
assert balances() == (70, 30)

# An action that doesn't fit its table cancels the transaction; one that never is valid rejects the request.
wrong_type = {"Put": {"TableName": "accounts", "Item": {"id": {"N": "1"}}}}
fine = {"Put": {"TableName": "transfers", "Item": {"id": {"S": "second"}}}}
with rejected(typed.exceptions.TransactionCanceledException, "[None, ValidationError]") as rejection:
    typed.transact_write_items(TransactItems=[fine, wrong_type])
reason = rejection.error.response["CancellationReasons"][1]
assert "Type mismatch for key id expected: S actual: N" in reason["Message"], reason
with rejected(typed.exceptions.ClientError, "Transaction request cannot include multiple operations on one item"):
    typed.transact_write_items(TransactItems=[fine, fine])
with rejected(typed.exceptions.ClientError, "Value provided in ExpressionAttributeValues unused in expressions"):
    condition = {
        "ConditionExpression": "attribute_not_exists(id)",
        "ExpressionAttributeValues": {":unused": {"N": "1"}},
    }
    typed.transact_write_items(TransactItems=[{"Put": fine["Put"] | condition}])
with rejected(typed.exceptions.ResourceNotFoundException):
    typed.transact_write_items(TransactItems=[fine, {"Put": {"TableName": "missing", "Item": {"id": {"S": "a"}}}}])
assert "Item" not in transfers.get_item(Key={"id": "second"})

# 100 actions, and projections.
many = [{"Put": {"TableName": "transfers", "Item": {"id": {"S": f"{number:03}"}}}} for number in range(101)]
with rejected(typed.exceptions.ClientError, "less than or equal to 100"):
    typed.transact_write_items(TransactItems=many)
typed.transact_write_items(TransactItems=many[:100])
assert transfers.scan(Select="COUNT")["Count"] == 101
projected = {
    "TableName": "accounts",
    "Key": {"id": "jane"},
    "ProjectionExpression": "#o",
    "ExpressionAttributeNames": {"#o": "owners"},
}
read = client.transact_get_items(TransactItems=[{"Get": projected}], ReturnConsumedCapacity="TOTAL")
assert read["Responses"] == [{"Item": {"owners": {"Jane"}}}]
assert read["ConsumedCapacity"] == [{"TableName": "accounts", "CapacityUnits": 2.0, "ReadCapacityUnits": 2.0}]
