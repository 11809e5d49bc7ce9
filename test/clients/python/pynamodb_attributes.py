"""PynamoDB, "Custom Attributes" and "Polymorphism": attributes of every type, written and read."""

import os
import pickle
from datetime import datetime, timedelta, timezone

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    BinarySetAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    DynamicMapAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
    NullAttribute,
    NumberAttribute,
    NumberSetAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.constants import BINARY
from pynamodb.models import Model


class Pickled(Attribute):
    attr_type = BINARY

    def serialize(self, value):
        return pickle.dumps(value)

    def deserialize(self, value):
        return pickle.loads(value)


class Part(MapAttribute):
    name = UnicodeAttribute()
    weight = NumberAttribute(attr_name="w")


class Everything(Model):
    class Meta:
        table_name = "everything"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"

    key = BinaryAttribute(hash_key=True, legacy_encoding=False)
    order = NumberAttribute(range_key=True)
    text = UnicodeAttribute()
    nothing = NullAttribute(null=True)
    yes = BooleanAttribute()
    small = NumberAttribute()
    great = NumberAttribute()
    binary = BinaryAttribute(legacy_encoding=False)
    encoded = BinaryAttribute(legacy_encoding=True)
    texts = UnicodeSetAttribute()
    numbers = NumberSetAttribute()
    binaries = BinarySetAttribute(legacy_encoding=False)
    moment = UTCDateTimeAttribute()
    document = JSONAttribute()
    pickled = Pickled()
    part = Part()
    parts = ListAttribute(of=Part)
    mixed = ListAttribute()
    free = DynamicMapAttribute()


values = {
    "key": b"\x00\xffkey",
    "order": -1.5,
    "text": "Zoë \u0000 🎈",
    "yes": False,
    "small": 1e-30,
    "great": 12345678901234567890123456789012345678,
    "binary": bytes(range(256)),
    "encoded": b"\x00\x01",
    "texts": {"a", "ä"},
    "numbers": {1, 2.5, -3},
    "binaries": {b"\x00", b"\x01\x02"},
    "moment": datetime(2026, 5, 6, 7, 8, 9, 101112, tzinfo=timezone(timedelta(hours=2))),
    "document": {"deep": [1, {"er": None}]},
    "pickled": {"a": (1, 2)},
    "part": {"name": "wheel", "weight": 3},
    "mixed": ["text", 7, True, None, {"in": "side"}, [1, [2]]],
}
Everything.create_table(wait=True)
Everything(
    **values,
    parts=[Part(name="left", weight=1), Part(name="right", weight=2)],
    free={"any": "thing", "number": 4},
).save()
got = Everything.get(b"\x00\xffkey", -1.5)
for name, value in values.items():
    read = getattr(got, name)
    if isinstance(read, MapAttribute):
        read = read.as_dict()
    assert read == value, f"{name}: {read!r} is not {value!r}"
assert (got.nothing, type(got.great)) == (None, int)
assert [part.as_dict() for part in got.parts] == [{"name": "left", "weight": 1}, {"name": "right", "weight": 2}]
assert (got.free.any, got.free.number) == ("thing", 4)
assert got.to_simple_dict(force=True)["text"] == values["text"]
assert got.to_dynamodb_dict()["great"] == {"N": "12345678901234567890123456789012345678"}
assert list(Everything.scan(Everything.parts[1].weight == 2))[0].part.name == "wheel"
assert Everything.count(b"\x00\xffkey", Everything.order < 0) == 1


class Animal(Model):
    class Meta:
        table_name = "animals"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"

    name = UnicodeAttribute(hash_key=True)
    kind = DiscriminatorAttribute()


class Cat(Animal, discriminator="cat"):
    lives = NumberAttribute(default=9)


class Dog(Animal, discriminator="dog"):
    breed = UnicodeAttribute()


Animal.create_table(wait=True)
Cat("Tom").save()
Dog("Rex", breed="boxer").save()
assert type(Animal.get("Tom")) is Cat and Animal.get("Tom").lives == 9
assert sorted(type(animal).__name__ for animal in Animal.scan()) == ["Cat", "Dog"]
assert [dog.breed for dog in Dog.scan()] == ["boxer"]
