#!/usr/bin/env bash
# Finding: LangGraph's DynamoDBStore filters only the first items of a namespace, finds nothing by a prefix of it, and mixes up others.
#
# Package: langgraph-checkpoint-aws 1.2.6 with langgraph-checkpoint 4.3.2 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB
#   Local 3.3.1 on 2026-11-30.
# Input: 30 items in the namespace (users, ada), of which the last five have the kind "b". The InMemoryStore of LangGraph gets the same
#   calls.
# Behaviour: `search` reads as many items as its limit, ten, and filters those: it finds none of the kind "b". The namespace prefix
#   (users) finds nothing, as the prefix is compared as a whole. The parts of a namespace are joined by a colon: (a:b) and (a, b)
#   are one namespace, and the second value overwrites the first. Numbers come back as Decimals, and floats are rejected.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet langgraph-checkpoint-aws==1.2.6 langgraph-checkpoint==4.3.2 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from langgraph.store.memory import InMemoryStore
from langgraph_checkpoint_aws import DynamoDBStore

dynamodb = DynamoDBStore(table_name="store", region_name="us-east-1")
dynamodb.setup()
for name, store in (("memory", InMemoryStore()), ("DynamoDB", dynamodb)):
    for number in range(30):
        store.put(("users", "ada"), f"item {number:02}", {"kind": "a" if number < 25 else "b", "number": number})
    print(f"{name}, kind b:", len(store.search(("users", "ada"), filter={"kind": "b"})))
    print(f"{name}, prefix:", len(store.search(("users",))))
    store.put(("a:b",), "key", {"of": "a:b"})
    store.put(("a", "b"), "key", {"of": "a, b"})
    print(f"{name}, (a:b) has the value of {store.get(('a:b',), 'key').value['of']}")
    print(f"{name}, number: {store.get(('users', 'ada'), 'item 05').value['number']!r}")
    try:
        store.put(("scores",), "key", {"score": 0.5})
        print(f"{name}, float: stored")
    except TypeError as error:
        print(f"{name}, float: {error}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory, kind b: 5
memory, prefix: 10
memory, (a:b) has the value of a:b
memory, number: 5
memory, float: stored
DynamoDB, kind b: 0
DynamoDB, prefix: 0
DynamoDB, (a:b) has the value of a, b
DynamoDB, number: Decimal('5')
DynamoDB, float: Float types are not supported. Use Decimal types instead.
EXPECTED
echo 'as described'
