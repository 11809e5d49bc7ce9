"""boto3: transactions, their reasons and tokens."""

import boto3
from rejections import rejected

client = boto3.client("dynamodb")
exceptions = client.exceptions
for table in ("films", "people"):
    client.create_table(
        TableName=table,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client.get_waiter("table_exists").wait(TableName=table)


def key(id):
    return {"id": {"S": id}}


def read(table, id):
    return client.get_item(TableName=table, Key=key(id), ConsistentRead=True).get("Item")


client.put_item(TableName="films", Item={**key("gone"), "year": {"N": "1"}})
client.put_item(TableName="films", Item={**key("alien"), "year": {"N": "1979"}})
actions = [
    {"Put": {"TableName": "people", "Item": key("scott"), "ConditionExpression": "attribute_not_exists(id)"}},
    {
        "Update": {
            "TableName": "films",
            "Key": key("alien"),
            "UpdateExpression": "SET #year = #year + :one",
            "ExpressionAttributeNames": {"#year": "year"},
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    },
    {"Delete": {"TableName": "films", "Key": key("gone")}},
    {
        "ConditionCheck": {
            "TableName": "people",
            "Key": key("nobody"),
            "ConditionExpression": "attribute_not_exists(id)",
        }
    },
]
response = client.transact_write_items(TransactItems=actions, ClientRequestToken="first", ReturnConsumedCapacity="TOTAL")
written = {each["TableName"]: each for each in response["ConsumedCapacity"]}
assert written["films"] == {"TableName": "films", "CapacityUnits": 4.0, "WriteCapacityUnits": 4.0}, written
assert read("people", "scott") == key("scott")
assert read("films", "alien")["year"] == {"N": "1980"}
assert read("films", "gone") is None

# The same request is not executed again; its condition would fail.
response = client.transact_write_items(TransactItems=actions, ClientRequestToken="first", ReturnConsumedCapacity="TOTAL")
again = {each["TableName"]: each for each in response["ConsumedCapacity"]}
assert again["films"] == {"TableName": "films", "CapacityUnits": 4.0, "ReadCapacityUnits": 4.0}, again
assert read("films", "alien")["year"] == {"N": "1980"}
with rejected(exceptions.IdempotentParameterMismatchException):
    client.transact_write_items(TransactItems=actions[:1], ClientRequestToken="first")

actions[0]["Put"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
with rejected(exceptions.TransactionCanceledException, "[ConditionalCheckFailed, None, None, None]") as rejection:
    client.transact_write_items(TransactItems=actions)
reasons = rejection.error.response["CancellationReasons"]
assert reasons[0] == {
    "Code": "ConditionalCheckFailed",
    "Message": "The conditional request failed",
    "Item": key("scott"),
}, reasons
assert reasons[1:] == [{"Code": "None"}] * 3, reasons
assert read("films", "alien")["year"] == {"N": "1980"}

twice = [{"Delete": {"TableName": "films", "Key": key("alien")}}] * 2
with rejected(exceptions.ClientError, "Transaction request cannot include multiple operations on one item"):
    client.transact_write_items(TransactItems=twice)
with rejected(exceptions.ResourceNotFoundException):
    client.transact_write_items(TransactItems=[{"Delete": {"TableName": "none", "Key": key("a")}}])

response = client.transact_get_items(
    TransactItems=[
        {"Get": {"TableName": "people", "Key": key("nobody")}},
        {"Get": {"TableName": "films", "Key": key("alien"), "ProjectionExpression": "id"}},
    ]
)
assert response["Responses"] == [{}, {"Item": key("alien")}], response["Responses"]
