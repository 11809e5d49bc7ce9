"""PynamoDB, "Conditional Operations" and "Update Operations": every condition and every action."""

import os

from pynamodb.attributes import ListAttribute, MapAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import DeleteError, PutError, UpdateError
from pynamodb.models import Model
from rejections import rejected


class Address(MapAttribute):
    city = UnicodeAttribute()
    floor = NumberAttribute(null=True)


class Person(Model):
    class Meta:
        table_name = "people"
        host = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
        billing_mode = "PAY_PER_REQUEST"

    name = UnicodeAttribute(hash_key=True)
    age = NumberAttribute(null=True)
    nicknames = ListAttribute(null=True)
    hobbies = UnicodeSetAttribute(null=True)
    address = Address(null=True)


Person.create_table(wait=True)
ada = Person("Ada", age=36, nicknames=["countess"], hobbies={"mathematics", "horses"}, address=Address(city="London"))

# The item must not exist, and then must.
ada.save(Person.name.does_not_exist())
with rejected(PutError) as rejection:
    ada.save(Person.name.does_not_exist())
assert rejection.error.cause_response_code == "ConditionalCheckFailedException"
assert rejection.error.cause_response_message == "The conditional request failed"
ada.save(Person.name.exists())

fulfilled = [
    Person.age == 36,
    Person.age != 35,
    Person.age < 37,
    Person.age <= 36,
    Person.age > 35,
    Person.age >= 36,
    Person.age.between(30, 40),
    Person.age.is_in(1, 36, 100),
    Person.address.city.startswith("Lon"),
    Person.address.city.contains("ndo"),
    Person.address.floor.does_not_exist(),
    Person.nicknames[0] == "countess",
    Person.nicknames[1].does_not_exist(),
    Person.nicknames.contains("countess"),
    Person.hobbies.contains("horses"),
    Person.hobbies.is_type(),
    ~(Person.age == 35),
    (Person.age == 35) | (Person.age == 36) & Person.age.exists(),
]
for condition in fulfilled:
    ada.save(condition)
    with rejected(PutError, "The conditional request failed"):
        ada.save(~condition)

# Every action, and updates with conditions.
ada.update(
    actions=[
        Person.age.set(Person.age + 1),
        Person.nicknames.set(Person.nicknames.append(["enchantress"])),
        Person.hobbies.add({"flying"}),
        Person.address.floor.set(2),
    ],
    condition=Person.age == 36,
)
assert (ada.age, ada.nicknames, ada.hobbies) == (37, ["countess", "enchantress"], {"mathematics", "horses", "flying"})
assert (ada.address.city, ada.address.floor) == ("London", 2)

ada.update(
    actions=[
        Person.nicknames.set(Person.nicknames.prepend(["lady"])),
        Person.hobbies.delete({"flying", "horses"}),
        Person.address.floor.remove(),
        Person.age.set(Person.age - 7),
    ]
)
assert (ada.age, ada.nicknames, ada.hobbies) == (30, ["lady", "countess", "enchantress"], {"mathematics"})
assert ada.address.floor is None

ada.update(actions=[Person.nicknames[1].remove(), Person.nicknames[0].set("Ada"), Person.age.set(Person.age | 99)])
assert (ada.age, ada.nicknames) == (30, ["Ada", "enchantress"])

with rejected(UpdateError) as rejection:
    ada.update(actions=[Person.age.set(1)], condition=Person.age > 100)
assert rejection.error.cause_response_code == "ConditionalCheckFailedException"
with rejected(UpdateError, "Two document paths overlap"):
    ada.update(actions=[Person.address.set(Address(city="Paris")), Person.address.city.set("Rome")])

# Deletes with conditions.
with rejected(DeleteError, "The conditional request failed"):
    ada.delete(condition=Person.address.city == "Paris")
ada.delete(condition=Person.address.city == "London")
assert Person.count() == 0
