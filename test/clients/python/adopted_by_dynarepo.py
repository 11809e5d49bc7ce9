"""PynamoDB and dynarepo on one table: the argument names the step, and dynarepo acts between the steps."""

import os
import sys
from datetime import datetime, timezone

from pynamodb.attributes import (
    BinaryAttribute,
    BinarySetAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NullAttribute,
    NumberAttribute,
    NumberSetAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.exceptions import PutError, UpdateError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class Settings:
    host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
    billing_mode = "PAY_PER_REQUEST"


class Place(MapAttribute):
    city = UnicodeAttribute()
    weight = NumberAttribute(attr_name="w", null=True)


class ByTopic(GlobalSecondaryIndex):
    class Meta:
        index_name = "byTopic"
        projection = AllProjection()

    topic = UnicodeAttribute(hash_key=True, attr_name="t")
    at = UTCDateTimeAttribute(range_key=True)


class Note(Model):
    class Meta(Settings):
        table_name = "notes"

    owner = UnicodeAttribute(hash_key=True)
    at = UTCDateTimeAttribute(range_key=True)
    topic = UnicodeAttribute(attr_name="t")
    done = BooleanAttribute(default=False)
    price = NumberAttribute(null=True)
    tags = UnicodeSetAttribute(null=True)
    scores = NumberSetAttribute(null=True)
    data = BinaryAttribute(null=True, legacy_encoding=False)
    old_data = BinaryAttribute(null=True, legacy_encoding=True)
    prints = BinarySetAttribute(null=True, legacy_encoding=False)
    document = JSONAttribute(null=True)
    nothing = NullAttribute(null=True)
    place = Place(null=True)
    places = ListAttribute(of=Place, null=True)
    changed = UTCDateTimeAttribute(null=True)
    expires = TTLAttribute(null=True)
    version = VersionAttribute()
    by_topic = ByTopic()


class Animal(Model):
    class Meta(Settings):
        table_name = "animals"

    name = UnicodeAttribute(hash_key=True)
    kind = DiscriminatorAttribute(attr_name="cls")


class Cat(Animal, discriminator="Cat"):
    lives = NumberAttribute(default=9)


class Dog(Animal, discriminator="Dog"):
    breed = UnicodeAttribute()


first = datetime(2026, 5, 6, 7, 8, 9, 101000, tzinfo=timezone.utc)
second = datetime(2026, 5, 7, tzinfo=timezone.utc)
far = datetime(3000, 1, 1, tzinfo=timezone.utc)
rich = {
    "topic": "films",
    "done": True,
    "price": 2.5,
    "tags": {"a", "b"},
    "scores": {1, 2.5},
    "data": b"\x00\xff",
    "old_data": b"\x01\x02\xff",
    "prints": {b"\x03"},
    "document": {"deep": [1, {"er": None}]},
    "changed": datetime(2026, 5, 6, 7, 8, 9, 101112, tzinfo=timezone.utc),
    "expires": far,
}


def write():
    """Creates tables and items."""
    Note.create_table(wait=True)
    place = Place(city="Bern", weight=3)
    Note("jane", first, place=place, places=[place, Place(city="Basel")], **rich).save()
    Note("jane", second, topic="books").save()
    Animal.create_table(wait=True)
    Cat("Tom").save()
    Dog("Rex", breed="boxer").save()


def check(note, expected):
    for name, value in expected.items():
        read = getattr(note, name)
        assert read == value, f"{name}: {read!r} is not {value!r}"


def read():
    """Reads what dynarepo wrote, and changes it."""
    note = Note.get("john", first)
    check(note, {**rich, "changed": first, "nothing": None, "version": 1})
    assert note.place.as_dict() == {"city": "Bern", "weight": 3}
    assert [each.as_dict() for each in note.places] == [{"city": "Bern", "weight": 3}, {"city": "Basel"}]
    changed = Note.get("jane", second)
    check(changed, {"topic": "books", "done": False, "tags": {"dynarepo"}, "price": 1, "version": 2})
    assert [each.owner for each in Note.by_topic.query("films", Note.at <= first)] == ["jane", "john"]
    assert Note.count("john") == 1 and Note.count("jane", Note.at > first) == 1
    assert sorted(each.owner for each in Note.scan(Note.done == True)) == ["jane", "john"]  # noqa: E712

    changed.price = 7
    changed.save()
    note.update(actions=[Note.price.set(Note.price + 1), Note.tags.add({"pynamodb"})], condition=Note.done == True)  # noqa: E712
    assert (changed.version, note.version) == (3, 2)

    assert sorted((type(each).__name__, each.name) for each in Animal.scan()) == [("Cat", "Tom"), ("Dog", "Fly"), ("Dog", "Rex")]
    assert Animal.get("Tom").lives == 8 and Animal.get("Fly").breed == "pug"


def stale():
    """Saves a version that dynarepo has replaced."""
    note = Note("jane", second, topic="books")
    note.version = 3
    for attempt, error in (
        (note.save, PutError),
        (lambda: note.update(actions=[Note.price.set(0)]), UpdateError),
    ):
        try:
            attempt()
        except error as failure:
            assert failure.cause_response_code == "ConditionalCheckFailedException"
        else:
            raise AssertionError("a stale version was written")
    assert Note.get("jane", second).price == 8


{"write": write, "read": read, "stale": stale}[sys.argv[1]]()
