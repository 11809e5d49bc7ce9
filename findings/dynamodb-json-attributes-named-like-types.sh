#!/usr/bin/env bash
# Finding: dynamodb-json reads an item that has an attribute named S, M or L as that attribute alone: the others are lost.
#
# Package: dynamodb-json 1.4.2 with boto3 1.44.8. Seen with Python 3.11.7 on 2026-11-30. boto3's own TypeDeserializer gets the same values.
# Input: an item that counts shirts by their sizes S, M and L; a set of numbers, a set of texts, a text that has the form of a time.
# Behaviour: `loads` takes every dictionary with a key of DynamoDB's type names for a typed value, the item included: it becomes the
#   number of its S, or without that of its M, without an error. Sets of numbers become sets of texts, sets of texts become lists,
#   and texts in the form of a time become datetimes.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dynamodb-json==1.4.2 boto3==1.44.8
cat >try.py <<'PY'
from boto3.dynamodb.types import TypeDeserializer
from dynamodb_json import json_util

shirts = {"color": {"S": "red"}, "S": {"N": "3"}, "M": {"N": "5"}, "L": {"N": "7"}}
print("shirts, boto3:", {name: TypeDeserializer().deserialize(value) for name, value in shirts.items()})
print("shirts, loads:", json_util.loads(shirts))
print("without the size S:", json_util.loads({name: value for name, value in shirts.items() if name != "S"}))
others = {"numbers": {"NS": ["1"]}, "texts": {"SS": ["a"]}, "text": {"S": "2026-11-30T10:00:00.0"}}
print("others, boto3:", {name: TypeDeserializer().deserialize(value) for name, value in others.items()})
print("others, loads:", json_util.loads(others))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
shirts, boto3: {'color': 'red', 'S': Decimal('3'), 'M': Decimal('5'), 'L': Decimal('7')}
shirts, loads: 3
without the size S: 5
others, boto3: {'numbers': {Decimal('1')}, 'texts': {'a'}, 'text': '2026-11-30T10:00:00.0'}
others, loads: {'numbers': {'1'}, 'texts': ['a'], 'text': datetime.datetime(2026, 11, 30, 10, 0)}
EXPECTED
echo 'as described'
