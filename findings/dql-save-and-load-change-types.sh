#!/usr/bin/env bash
# Finding: a table that DQL saves as JSON or CSV and loads again has other types and numbers: lists for sets, numbers for texts.
#
# Package: dql 0.6.2 with dynamo3 1.0.0 and botocore 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: an item with a text of digits, a set of texts, an integer of 20 digits and a decimal of 20 digits. `SCAN * … SAVE` into files
#   of the three formats that DQL documents for LOAD, and LOAD of each into another table.
# Behaviour: the format .p keeps the item. JSON turns the set into a list and rounds both numbers, though the names of the formats are all
#   that the documentation says of them. CSV turns the text 02134 into the number 2134, and the set into a text in Python's notation.
#   There is no error.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dql==0.6.2 dynamo3==1.0.0 botocore==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export PORT="$port" AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
"$repository/.ci/dynamodb-local" "$port" "$work/pid" >/dev/null
cat >try.py <<'PY'
import collections
import collections.abc
import os

from botocore.session import get_session

# The version of pyparsing that dql requires reads these names, which Python has removed from this module since 3.10.
collections.MutableMapping = collections.abc.MutableMapping
collections.Iterable = collections.abc.Iterable
collections.Sequence = collections.abc.Sequence

from dql import Engine  # noqa: E402

endpoint = f"http://127.0.0.1:{os.environ['PORT']}"
dynamodb = get_session().create_client("dynamodb", region_name="us-east-1", endpoint_url=endpoint)
engine = Engine()
engine.connect("us-east-1", host="127.0.0.1", port=int(os.environ["PORT"]), is_secure=False)
engine.execute("CREATE TABLE people (id STRING HASH KEY)")
dynamodb.put_item(
    TableName="people",
    Item={
        "id": {"S": "jane"},
        "zip": {"S": "02134"},
        "tags": {"SS": ["new"]},
        "account": {"N": "12345678901234567890"},
        "rate": {"N": "0.12345678901234567891"},
    },
)


def show(name, table):
    item = dynamodb.get_item(TableName=table, Key={"id": {"S": "jane"}})["Item"]
    print(f"{name}: " + ", ".join(f"{key} {item[key]}" for key in ("zip", "tags", "account", "rate")))


show("stored", "people")
for name in ("p", "json", "csv"):
    engine.execute(f"SCAN * FROM people SAVE people.{name}")
    engine.execute(f"CREATE TABLE from_{name} (id STRING HASH KEY)")
    engine.execute(f"LOAD people.{name} INTO from_{name}")
    show(f"loaded from .{name}", f"from_{name}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
stored: zip {'S': '02134'}, tags {'SS': ['new']}, account {'N': '12345678901234567890'}, rate {'N': '0.12345678901234567891'}
loaded from .p: zip {'S': '02134'}, tags {'SS': ['new']}, account {'N': '12345678901234567890'}, rate {'N': '0.12345678901234567891'}
loaded from .json: zip {'S': '02134'}, tags {'L': [{'S': 'new'}]}, account {'N': '12345678901234567168'}, rate {'N': '0.12345678901234567736988623209981597029'}
loaded from .csv: zip {'N': '2134'}, tags {'S': "{'new'}"}, account {'N': '12345678901234567890'}, rate {'N': '0.12345678901234567891'}
EXPECTED
echo 'as described'
