"""PynamoDB, "Index Queries": global and local secondary indexes."""

import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import QueryError
from pynamodb.indexes import (
    AllProjection,
    GlobalSecondaryIndex,
    IncludeProjection,
    KeysOnlyProjection,
    LocalSecondaryIndex,
)
from pynamodb.models import Model
from rejections import rejected


class ByView(GlobalSecondaryIndex):
    class Meta:
        read_capacity_units = 2
        write_capacity_units = 1
        projection = AllProjection()

    view = NumberAttribute(hash_key=True)
    player = UnicodeAttribute(range_key=True)


class ByScore(LocalSecondaryIndex):
    class Meta:
        index_name = "by-score"
        projection = IncludeProjection(["view"])

    game = UnicodeAttribute(hash_key=True)
    score = NumberAttribute(range_key=True)


class ByLevel(GlobalSecondaryIndex):
    class Meta:
        read_capacity_units = 1
        write_capacity_units = 1
        projection = KeysOnlyProjection()

    level = UnicodeAttribute(hash_key=True)


class Score(Model):
    class Meta:
        table_name = "scores"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        read_capacity_units = 1
        write_capacity_units = 1

    game = UnicodeAttribute(hash_key=True)
    player = UnicodeAttribute(range_key=True)
    view = NumberAttribute(default=0)
    score = NumberAttribute()
    level = UnicodeAttribute(null=True)
    by_view = ByView()
    by_score = ByScore()
    by_level = ByLevel()


Score.create_table(wait=True)
description = Score.describe_table()
[local] = description["LocalSecondaryIndexes"]
assert local["Projection"] == {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["view"]}
by_name = {index["IndexName"]: index for index in description["GlobalSecondaryIndexes"]}
assert by_name["by_view"]["ProvisionedThroughput"]["ReadCapacityUnits"] == 2
assert by_name["by_level"]["Projection"]["ProjectionType"] == "KEYS_ONLY"

players = ["ann", "bob", "cy", "di", "eve"]
for number, player in enumerate(players):
    level = "gold" if number % 2 == 0 else None
    Score("go", player, score=100 - number, view=number % 2, level=level).save()

assert [item.player for item in Score.by_view.query(0)] == ["ann", "cy", "eve"]
assert [item.player for item in Score.by_view.query(0, Score.player > "b", scan_index_forward=False)] == ["eve", "cy"]
assert [item.score for item in Score.by_view.query(1, filter_condition=Score.score < 98)] == [97]
assert Score.by_view.count(1) == 2
assert Score.by_view.count(1, Score.player == "bob") == 1

ranked = list(Score.by_score.query("go", Score.score.between(97, 99)))
assert [(item.player, item.score, item.view) for item in ranked] == [("di", 97, 1), ("cy", 98, 0), ("bob", 99, 1)]
assert ranked[1].level is None, "a level is not projected"
[strongest] = Score.by_score.query("go", scan_index_forward=False, limit=1, consistent_read=True)
assert strongest.player == "ann"

# An item without a level is not in its index; the index has keys only and lacks the score that the model requires.
assert Score.by_level.count("gold") == 3
assert {item.player for item in Score.by_level.scan()} == {"ann", "cy", "eve"}
Score("go", "ann").update(actions=[Score.level.remove()])
assert Score.by_level.count("gold") == 2

pages = Score.by_view.query(0, page_size=1)
assert [item.player for item in pages] == ["ann", "cy", "eve"]
assert pages.total_count == 3
with rejected(QueryError, "Consistent reads are not supported on global secondary indexes"):
    list(Score.by_view.query(0, consistent_read=True))
