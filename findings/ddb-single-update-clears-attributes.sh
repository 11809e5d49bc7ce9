#!/usr/bin/env bash
# Finding: ddb-single's update by a unique value clears the attributes that it is not given, and its search never finds the number 0.
#
# Package: ddb-single 0.7.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: the model of the README and its example of an update, `User(name="John", email=…)` of a John who has a description; users with
#   the ages 0, 1 and 20, whose age is a search key.
# Behaviour: a model gives every field that is not passed the value None, and the update writes all of them: the description and the age
#   are gone. In the README's table after the update, the description is still there. A search key whose value is falsy gets no
#   search item, so `eq(0)` finds nothing, and `lt(2)` and `between(0, 5)` leave the 0 out. Neither is an error.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet ddb-single==0.7.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os

from ddb_single import BaseModel, DBField, Query, Table
from ddb_single.table import FieldType

table = Table(table_name="sample", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"], region_name="us-east-1")
table.init()


class User(BaseModel):
    __table__ = table
    __model_name__ = "user"
    name = DBField(unique_key=True)
    email = DBField(search_key=True)
    age = DBField(type=FieldType.NUMBER, search_key=True)
    description = DBField()


query = Query(table)
for name, age in (("John", 20), ("Ada", 1), ("Newborn", 0)):
    query.model(User(name=name, email="old", age=age, description="test")).create()
for text, condition in (
    ("= 1", User.age.eq(1)),
    ("= 0", User.age.eq(0)),
    ("< 2", User.age.lt(2)),
    ("between 0 and 5", User.age.between(0, 5)),
):
    print(f"age {text}:", sorted(user["name"] for user in query.model(User).search(condition)))


def john():
    user = query.model(User).get_by_unique("John")
    return {name: user[name] for name in ("email", "age", "description")}


print("before:", john())
query.model(User(name="John", email="new")).update()
print("after:", john())
PY
python/bin/python try.py 2>error.log | tee output || { cat error.log; exit 1; }
diff output - <<'EXPECTED'
age = 1: ['Ada']
age = 0: []
age < 2: ['Ada']
age between 0 and 5: ['Ada']
before: {'email': 'old', 'age': 20.0, 'description': 'test'}
after: {'email': 'new', 'age': None, 'description': None}
EXPECTED
echo 'as described'
