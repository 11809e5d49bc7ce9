#!/usr/bin/env bash
# Finding: Dyntastic reads a stored value of another type as the default of its field, and the next save overwrites the stored value.
#
# Package: dyntastic 0.18.0 with pydantic 2.14.4 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with defaults. An item whose `nickname` is a list and whose `age` is a text, as an older version of the program may have
#   written it, is read with `get`, and saved after another field was changed. Then a model whose `nickname` is None, and a dict
#   with a None.
# Behaviour: `get` does not raise for what pydantic rejects: the fields have their defaults, and `save` stores the defaults, so that the
#   stored values are lost. `save` leaves None out, so a field that is None is read as its default as well, and a dict loses the
#   keys whose values are None; a list keeps them. `update` with `set(None)` sends an expression without its value.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dyntastic==0.18.0 pydantic==2.14.4 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os
from typing import Dict, List, Optional

import boto3
from botocore.exceptions import ClientError
from dyntastic import A, Dyntastic


class User(Dyntastic):
    __table_name__ = "users"
    __table_host__ = os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
    __hash_key__ = "id"
    id: str
    city: str = ""
    age: int = 0
    nickname: Optional[str] = "nobody"
    scores: Dict[str, Optional[int]] = {}
    rounds: List[Optional[int]] = []


User.create_table()
table = boto3.resource("dynamodb").Table("users")
table.put_item(Item={"id": "a", "age": "forty", "nickname": ["Ada", "Countess"]})
ada = User.get("a")
print("read:", ada.age, ada.nickname)
ada.city = "London"
ada.save()
stored = table.get_item(Key={"id": "a"})["Item"]
print("stored after save:", stored["age"], stored["nickname"], stored["city"])
User(id="b", nickname=None, scores={"one": 1, "two": None}, rounds=[1, None]).save()
bob = User.get("b")
print("None saved and read:", bob.nickname, bob.scores, bob.rounds)
try:
    bob.update(A.nickname.set(None))
except ClientError as error:
    print("set(None):", error.response["Error"]["Message"])
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
read: 0 nobody
stored after save: 0 nobody London
None saved and read: nobody {'one': 1} [1, None]
set(None): ExpressionAttributeValues must not be empty
EXPECTED
echo 'as described'
