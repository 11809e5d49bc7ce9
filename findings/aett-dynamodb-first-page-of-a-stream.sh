#!/usr/bin/env bash
# Finding: aett's DynamoDB event store returns the first megabyte of a stream as the whole stream, and one revision more than asked for.
#
# Package: aett 3.4.1 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a stream of the revisions 1 to 15 with one event of 100 KB each, then a second stream of the same tenant. The stores for SQLite
#   and for memory of the same package get the same calls.
# Behaviour: `get` of the DynamoDB store asks for one page: the last events of a large stream are missing, without an error, so that an
#   aggregate is loaded in an old state. `max_revision=2`, documented as the maximum revision of the stream to be read, also returns
#   revision 3, as in SQLite. The store for memory returns revision 2 as the last; there a second stream of a tenant deletes the first.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet aett==3.4.1 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from datetime import datetime, timezone
from uuid import uuid4

from aett.eventstore import Commit, EventMessage, TopicMap
from aett.storage.synchronous.dynamodb.commit_store import CommitStore as DynamoDB
from aett.storage.synchronous.dynamodb.persistence_management import PersistenceManagement as DynamoDBTables
from aett.storage.synchronous.inmemory.commit_store import CommitStore as Memory
from aett.storage.synchronous.sqlite.commit_store import CommitStore as SQLite
from aett.storage.synchronous.sqlite.persistence_management import PersistenceManagement as SQLiteTables

topics = TopicMap()
DynamoDBTables(region="us-east-1").initialize()
SQLiteTables("commits.db", topics).initialize()


def commit(stream, revision):
    return Commit(
        tenant_id="tenant",
        stream_id=stream,
        stream_revision=revision,
        commit_id=uuid4(),
        commit_sequence=revision,
        commit_stamp=datetime(2026, 12, 1, 10, 0, revision, tzinfo=timezone.utc),
        headers={},
        events=[EventMessage(body={"text": "x" * 100_000}, headers={"topic": "text"})],
        checkpoint_token=0,
    )


for name, store in (("memory", Memory()), ("SQLite", SQLite("commits.db", topics)), ("DynamoDB", DynamoDB(topics, region="us-east-1"))):
    for revision in range(1, 16):
        store.commit(commit("a", revision))
    print(f"{name}, all:", [found.stream_revision for found in store.get("tenant", "a")])
    print(f"{name}, to 2:", [found.stream_revision for found in store.get("tenant", "a", max_revision=2)])
    store.commit(commit("b", 1))
    print(f"{name}, to 1 after another stream:", [found.stream_revision for found in store.get("tenant", "a", max_revision=1)])
PY
python/bin/python -W ignore try.py >all 2>error.log || { cat error.log; exit 1; }
grep '^[mSD]' all | tee output
diff output - <<'EXPECTED'
memory, all: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
memory, to 2: [1, 2]
memory, to 1 after another stream: []
SQLite, all: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
SQLite, to 2: [1, 2, 3]
SQLite, to 1 after another stream: [1, 2]
DynamoDB, all: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
DynamoDB, to 2: [1, 2, 3]
DynamoDB, to 1 after another stream: [1, 2]
EXPECTED
echo 'as described'
