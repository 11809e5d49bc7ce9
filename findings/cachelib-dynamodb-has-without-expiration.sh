#!/usr/bin/env bash
# Finding: cachelib's DynamoDB cache says that it does not have a value that never expires, and `clear` ignores its key prefix.
#
# Package: cachelib 0.17.0 with boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: `set` with timeout 0, which stores a value without an end, and two caches of one table with different key prefixes. The
#   package's SimpleCache gets the same calls.
# Behaviour: `has` reads only the expiration attribute, which such a value does not have: DynamoDB returns an empty item, which the
#   cache takes for none. `get` returns the value. `clear` of the cache with the prefix a: also deletes the values of b:.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet cachelib==0.17.0 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
from cachelib import DynamoDbCache, SimpleCache

for name, cache in (("simple", SimpleCache()), ("DynamoDB", DynamoDbCache("cache"))):
    cache.set("limited", "value", timeout=60)
    cache.set("endless", "value", timeout=0)
    for key in ("limited", "endless"):
        print(f"{name}, {key}: get {cache.get(key)}, has {cache.has(key)}, add {cache.add(key, 'other')}")

a, b = (DynamoDbCache("cache", key_prefix=prefix) for prefix in ("a:", "b:"))
a.set("key", "of a")
b.set("key", "of b")
a.clear()
print(f"a cleared: a has {a.get('key')}, b has {b.get('key')}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
simple, limited: get value, has True, add False
simple, endless: get value, has True, add False
DynamoDB, limited: get value, has True, add False
DynamoDB, endless: get value, has False, add False
a cleared: a has None, b has None
EXPECTED
echo 'as described'
