"""PynamoDB, "Low Level API": connections without models."""

import os

from pynamodb.connection import Connection, TableConnection
from pynamodb.exceptions import GetError, PutError, TableDoesNotExist
from pynamodb.expressions.operand import Path
from rejections import rejected

host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
connection = Connection(host=host, region=os.environ["AWS_REGION"])
assert connection.list_tables()["TableNames"] == []
with rejected(TableDoesNotExist, "Requested resource not found: Table: Thread not found"):
    connection.describe_table("Thread")

created = connection.create_table(
    "Thread",
    read_capacity_units=1,
    write_capacity_units=1,
    attribute_definitions=[
        {"attribute_name": "ForumName", "attribute_type": "S"},
        {"attribute_name": "Subject", "attribute_type": "S"},
    ],
    key_schema=[
        {"attribute_name": "ForumName", "key_type": "HASH"},
        {"attribute_name": "Subject", "key_type": "RANGE"},
    ],
)
assert created["TableDescription"]["TableName"] == "Thread"
assert connection.list_tables()["TableNames"] == ["Thread"]

thread = TableConnection("Thread", host=host)
assert thread.describe_table()["TableStatus"] == "ACTIVE"
put = thread.put_item("python", range_key="types", attributes={"views": {"N": "3"}}, return_consumed_capacity="TOTAL")
assert put["ConsumedCapacity"]["CapacityUnits"] == 1.0
got = thread.get_item("python", "types")
assert got["Item"] == {"ForumName": {"S": "python"}, "Subject": {"S": "types"}, "views": {"N": "3"}}
with rejected(PutError, "The conditional request failed"):
    thread.put_item("python", range_key="types", condition=Path("views") > 3)
updated = thread.update_item(
    "python", range_key="types", actions=[Path("views").set({"N": "4"})], return_values="UPDATED_OLD"
)
assert updated["Attributes"] == {"views": {"N": "3"}}
thread.batch_write_item(put_items=[{"ForumName": {"S": "python"}, "Subject": {"S": f"{n}"}} for n in range(9)])
response = thread.query("python", range_key_condition=Path("Subject") < "5", limit=2)
assert [item["Subject"]["S"] for item in response["Items"]] == ["0", "1"]
assert response["LastEvaluatedKey"]["Subject"] == {"S": "1"}
again = thread.query("python", exclusive_start_key=response["LastEvaluatedKey"], select="COUNT")
assert again["Count"] == 8
assert thread.scan(filter_condition=Path("views").exists())["ScannedCount"] == 10
assert thread.delete_item("python", "types", return_values="ALL_OLD")["Attributes"]["views"] == {"N": "4"}
with rejected(GetError, "The provided key element does not match the schema"):
    thread.get_item("python")
thread.delete_table()
assert connection.list_tables()["TableNames"] == []
