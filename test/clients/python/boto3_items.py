"""boto3: items with values of every type, and writes with conditions."""

from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr
from boto3.dynamodb.types import Binary
from rejections import rejected

resource = boto3.resource("dynamodb")
exceptions = resource.meta.client.exceptions
films = resource.create_table(
    TableName="films",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
films.wait_until_exists()

every_type = {
    "id": "every-type",
    "text": "Amélie 🎬",
    "empty": "",
    "yes": True,
    "none": None,
    "number": Decimal("1234567890.1234567890123456789012345678"),
    "smallest": Decimal("1E-130"),
    "negative": Decimal("-99999999999999999999999999999999999999"),
    "bytes": Binary(bytes(range(256))),
    "names": {"a", "b"},
    "numbers": {Decimal(1), Decimal("2.5")},
    "blobs": {Binary(b"\x00"), Binary(b"\xff")},
    "list": [Decimal(1), "two", {"three": [Decimal(3)]}],
}
films.put_item(Item=every_type)
response = films.get_item(Key={"id": "every-type"}, ConsistentRead=True, ReturnConsumedCapacity="TOTAL")
assert response["Item"] == every_type, response["Item"]
assert response["ConsumedCapacity"] == {"TableName": "films", "CapacityUnits": 1.0}
assert len(response["ResponseMetadata"]["RequestId"]) == 52
assert "x-amz-crc32" in response["ResponseMetadata"]["HTTPHeaders"]

# Numbers are returned without exponents, and boto3 cannot convert those of more than 38 digits to a Decimal.
raw = boto3.client("dynamodb")
raw.put_item(
    TableName="films", Item={"id": {"S": "largest"}, "number": {"N": "9.9999999999999999999999999999999999999E+125"}}
)
largest = raw.get_item(TableName="films", Key={"id": {"S": "largest"}})["Item"]["number"]["N"]
assert largest == "9" * 38 + "0" * 88, largest
with rejected(exceptions.ClientError, "Attempting to store more than 38 significant digits in a Number"):
    raw.put_item(TableName="films", Item={"id": {"S": "longest"}, "number": {"N": "1" * 39}})

# Large enough for the server to compress the response.
films.put_item(Item={"id": "large", "text": "x" * 300_000})
assert len(films.get_item(Key={"id": "large"})["Item"]["text"]) == 300_000
with rejected(exceptions.ClientError, "Item size has exceeded the maximum allowed size"):
    films.put_item(Item={"id": "too-large", "text": "x" * 410_000})

assert "Item" not in films.get_item(Key={"id": "missing"})
projected = films.get_item(
    Key={"id": "every-type"},
    ProjectionExpression="#list[2].three[0], yes",
    ExpressionAttributeNames={"#list": "list"},
)
assert projected["Item"] == {"list": [{"three": [Decimal(3)]}], "yes": True}

films.put_item(Item={"id": "alien", "year": 1979}, ConditionExpression=Attr("id").not_exists())
with rejected(exceptions.ConditionalCheckFailedException, "The conditional request failed"):
    films.put_item(Item={"id": "alien", "year": 1980}, ConditionExpression=Attr("id").not_exists())

updated = films.update_item(
    Key={"id": "alien"},
    UpdateExpression="SET #year = #year + :one, ratings = list_append(if_not_exists(ratings, :none), :rating) ADD tags :tags",
    ConditionExpression=Attr("year").between(1970, 1979),
    ExpressionAttributeNames={"#year": "year"},
    ExpressionAttributeValues={":one": 1, ":none": [], ":rating": [5], ":tags": {"space"}},
    ReturnValues="ALL_NEW",
)
assert updated["Attributes"] == {"id": "alien", "year": 1980, "ratings": [5], "tags": {"space"}}, updated

with rejected(exceptions.ConditionalCheckFailedException) as rejection:
    films.update_item(
        Key={"id": "alien"},
        UpdateExpression="REMOVE tags",
        ConditionExpression="#year > :year",
        ExpressionAttributeNames={"#year": "year"},
        ExpressionAttributeValues={":year": 2000},
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
assert rejection.error.response["Error"]["Code"] == "ConditionalCheckFailedException"
assert rejection.error.response["Item"]["year"] == {"N": "1980"}, rejection.error.response

with rejected(exceptions.ConditionalCheckFailedException):
    films.delete_item(Key={"id": "alien"}, ConditionExpression=Attr("tags").contains("sea"))
deleted = films.delete_item(
    Key={"id": "alien"}, ConditionExpression=Attr("tags").contains("space"), ReturnValues="ALL_OLD"
)
assert deleted["Attributes"]["year"] == 1980
assert "Attributes" not in films.delete_item(Key={"id": "alien"}, ReturnValues="ALL_OLD")

with rejected(exceptions.ClientError, "The provided key element does not match the schema"):
    films.get_item(Key={"title": "Alien"})
with rejected(exceptions.ClientError, 'Invalid UpdateExpression: Syntax error; token: "=", near: "SET = :a"'):
    films.update_item(Key={"id": "alien"}, UpdateExpression="SET = :a", ExpressionAttributeValues={":a": 1})
with rejected(exceptions.ResourceNotFoundException):
    resource.Table("missing").get_item(Key={"id": "alien"})
