"""boto3: operations on tables."""

import boto3
from rejections import rejected

dynamodb = boto3.client("dynamodb")

FILMS = {
    "TableName": "films",
    "KeySchema": [{"AttributeName": "director", "KeyType": "HASH"}, {"AttributeName": "title", "KeyType": "RANGE"}],
    "AttributeDefinitions": [
        {"AttributeName": "director", "AttributeType": "S"},
        {"AttributeName": "title", "AttributeType": "S"},
        {"AttributeName": "year", "AttributeType": "N"},
    ],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "by-year",
            "KeySchema": [{"AttributeName": "year", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["rating"]},
        }
    ],
    "BillingMode": "PAY_PER_REQUEST",
}

created = dynamodb.create_table(**FILMS)["TableDescription"]
assert created["TableName"] == "films"
assert created["TableArn"].endswith(":table/films"), created["TableArn"]

dynamodb.get_waiter("table_exists").wait(TableName="films", WaiterConfig={"Delay": 1})
table = dynamodb.describe_table(TableName="films")["Table"]
assert table["TableStatus"] == "ACTIVE"
assert table["ItemCount"] == 0
assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
assert table["CreationDateTime"].tzinfo is not None, "a time comes as a datetime with a zone"
[index] = table["GlobalSecondaryIndexes"]
assert index["IndexStatus"] == "ACTIVE"
assert index["Projection"] == {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["rating"]}

with rejected(dynamodb.exceptions.ResourceInUseException, "Table already exists: films"):
    dynamodb.create_table(**FILMS)

with rejected(dynamodb.exceptions.ClientError, "ValidationException"):
    dynamodb.create_table(**{**FILMS, "TableName": "x"})

for number in range(7):
    dynamodb.create_table(
        TableName=f"table-{number}",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    )
pages = list(dynamodb.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 3}))
assert [len(page["TableNames"]) for page in pages] == [3, 3, 2], pages
assert sorted(name for page in pages for name in page["TableNames"])[0] == "films"

resource = boto3.resource("dynamodb")
assert resource.Table("table-3").provisioned_throughput["ReadCapacityUnits"] == 5
assert {table.name for table in resource.tables.all()} == {"films", *(f"table-{number}" for number in range(7))}

dynamodb.delete_table(TableName="films")
dynamodb.get_waiter("table_not_exists").wait(TableName="films", WaiterConfig={"Delay": 1})
with rejected(dynamodb.exceptions.ResourceNotFoundException, "Requested resource not found: Table: films not found"):
    dynamodb.describe_table(TableName="films")
