#!/usr/bin/env bash
# Finding: Feast's DynamoDB online store returns no features for entities that exist, when DynamoDB leaves some of a batch unprocessed.
#
# Package: feast 0.67.0 with boto3 1.43.117 and aiobotocore 3.10.0. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: 60 entities with a feature of 380 KB each, an embedding for instance, which are read alone and together.
# Behaviour: DynamoDB returns at most 16 MB in a response, and the other keys as unprocessed, as it also does for keys of a table that has
#   too little throughput. The store never asks for them: `online_read` returns `(None, None)` in their places, as for an entity that
#   has no features, and no error. A model gets missing values for entities whose features are stored.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet feast==0.67.0 boto3==1.43.117 aiobotocore==3.10.0
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os
from datetime import datetime, timezone

from feast import Entity, FeatureView, Field, FileSource, RepoConfig
from feast.infra.online_stores.dynamodb import DynamoDBOnlineStore
from feast.protos.feast.types.EntityKey_pb2 import EntityKey
from feast.protos.feast.types.Value_pb2 import Value
from feast.types import Bytes

config = RepoConfig(
    project="example",
    provider="local",
    registry="registry.db",
    online_store={"type": "dynamodb", "region": "us-east-1", "endpoint_url": os.environ["AWS_ENDPOINT_URL_DYNAMODB"]},
    entity_key_serialization_version=3,
)
user = Entity(name="user", join_keys=["user"])
view = FeatureView(name="pages", entities=[user], schema=[Field(name="page", dtype=Bytes)], source=FileSource(path="pages.parquet"))
store = DynamoDBOnlineStore()
store.update(config, [], [view], [], [user], partial=False)


def row(name, size, minute):
    key = EntityKey(join_keys=["user"], entity_values=[Value(string_val=name)])
    return key, {"page": Value(bytes_val=b"x" * size)}, datetime(2026, 12, 1, 10, minute, tzinfo=timezone.utc), None


rows = [row(f"user {number}", 380_000, 0) for number in range(60)]
keys = [key for key, *_ in rows]
store.online_write_batch(config, view, rows, None)
alone = [store.online_read(config, view, [key])[0] for key in keys]
together = store.online_read(config, view, keys)
print("read alone:", sum(features is not None for _, features in alone), "of 60")
print("read together, all found:", all(features is not None for _, features in together))
print("those not found:", set(features for features in together if features[1] is None))
PY
python/bin/python -W ignore try.py 2>error.log | tee output || { cat error.log; exit 1; }
diff output - <<'EXPECTED'
read alone: 60 of 60
read together, all found: False
those not found: {(None, None)}
EXPECTED
echo 'as described'
