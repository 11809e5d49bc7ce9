"""boto3: queries, scans and batches, page by page."""

import boto3
from boto3.dynamodb.conditions import Attr, Key
from rejections import rejected

client = boto3.client("dynamodb")
resource = boto3.resource("dynamodb")
films = resource.create_table(
    TableName="films",
    KeySchema=[{"AttributeName": "director", "KeyType": "HASH"}, {"AttributeName": "year", "KeyType": "RANGE"}],
    AttributeDefinitions=[
        {"AttributeName": "director", "AttributeType": "S"},
        {"AttributeName": "year", "AttributeType": "N"},
        {"AttributeName": "genre", "AttributeType": "S"},
    ],
    GlobalSecondaryIndexes=[
        {
            "IndexName": "by-genre",
            "KeySchema": [{"AttributeName": "genre", "KeyType": "HASH"}, {"AttributeName": "year", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    BillingMode="PAY_PER_REQUEST",
)
films.wait_until_exists()


def film(director, year):
    # Not every film has a genre, so the index is sparse.
    genre = {} if year % 3 == 0 else {"genre": "drama" if year % 3 == 1 else "comedy"}
    return {"director": director, "year": year, "title": f"{director} {year}", **genre}


# Six full batches of 25 and a smaller one; a later item replaces an earlier one with the same key.
with films.batch_writer(overwrite_by_pkeys=["director", "year"]) as batch:
    for director in ["Akerman", "Kurosawa", "Varda"]:
        for year in range(1950, 2000):
            batch.put_item(Item={"director": director, "year": year})
            batch.put_item(Item=film(director, year))
    batch.delete_item(Key={"director": "Varda", "year": 1999})

response = films.query(KeyConditionExpression=Key("director").eq("Varda") & Key("year").gte(1990))
assert [item["year"] for item in response["Items"]] == list(range(1990, 1999)), response
assert response["Items"][0] == film("Varda", 1990)
assert (response["Count"], response["ScannedCount"]) == (9, 9)

newest = films.query(KeyConditionExpression=Key("director").eq("Varda"), ScanIndexForward=False, Limit=2)
assert [item["year"] for item in newest["Items"]] == [1998, 1997]
assert newest["LastEvaluatedKey"] == {"director": "Varda", "year": 1997}

filtered = films.query(
    KeyConditionExpression=Key("director").eq("Kurosawa") & Key("year").between(1960, 1969),
    FilterExpression=Attr("genre").attribute_type("S") & ~Attr("title").contains("1964"),
    ProjectionExpression="title",
)
assert (filtered["Count"], filtered["ScannedCount"]) == (6, 10), filtered
assert filtered["Items"][0] == {"title": "Kurosawa 1960"}

pages = client.get_paginator("query").paginate(
    TableName="films",
    IndexName="by-genre",
    KeyConditionExpression="genre = :genre",
    ExpressionAttributeValues={":genre": {"S": "drama"}},
    PaginationConfig={"PageSize": 7},
)
years = [int(item["year"]["N"]) for page in pages for item in page["Items"]]
assert len(years) == 50 and years == sorted(years), years

counted = films.query(IndexName="by-genre", KeyConditionExpression=Key("genre").eq("comedy"), Select="COUNT")
assert counted["Count"] == 48 and "Items" not in counted, counted

with rejected(client.exceptions.ClientError, "Query condition missed key schema element: director"):
    films.query(KeyConditionExpression=Key("year").eq(1990))
with rejected(client.exceptions.ClientError, "The table does not have the specified index: by-title"):
    films.query(IndexName="by-title", KeyConditionExpression=Key("title").eq("x"))

pages = list(client.get_paginator("scan").paginate(TableName="films", PaginationConfig={"PageSize": 40}))
assert [page["Count"] for page in pages] == [40, 40, 40, 29], [page["Count"] for page in pages]
segments = [films.scan(Segment=segment, TotalSegments=4)["Items"] for segment in range(4)]
assert len({(item["director"], item["year"]) for items in segments for item in items}) == 149
assert films.scan(FilterExpression=Attr("genre").not_exists())["Count"] == 51
assert films.scan(IndexName="by-genre")["Count"] == 98

keys = [{"director": "Akerman", "year": year} for year in range(1950, 1990)]
got = resource.batch_get_item(RequestItems={"films": {"Keys": keys, "ProjectionExpression": "director"}})
assert len(got["Responses"]["films"]) == 40 and got["UnprocessedKeys"] == {}, got
with rejected(client.exceptions.ClientError, "Provided list of item keys contains duplicates"):
    resource.batch_get_item(RequestItems={"films": {"Keys": [keys[0], keys[0]]}})
with rejected(client.exceptions.ClientError, "less than or equal to 25"):
    client.batch_write_item(
        RequestItems={
            "films": [{"DeleteRequest": {"Key": {"director": {"S": str(n)}, "year": {"N": "1"}}}} for n in range(26)]
        }
    )
