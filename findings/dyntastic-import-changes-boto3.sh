#!/usr/bin/env bash
# Finding: `import dyntastic` changes what boto3 returns in the whole process: bytes instead of Binary, and aiohttp-client-cache fails.
#
# Packages: dyntastic 0.18.0, aiohttp-client-cache 0.15.0 with aioboto3 15.5.0 and boto3 1.40.61. Seen with Python 3.11.7 and
#   DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a table with a B attribute, read with boto3 before and after the import, and a cache of aiohttp-client-cache, likewise.
# Behaviour: dyntastic replaces a method of boto3's TypeDeserializer. Whoever uses `.value` of Binary, as boto3's documentation shows,
#   gets an AttributeError, in code that does not know of dyntastic; the cache does so for every response that it has stored.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet dyntastic==0.18.0 pydantic==2.14.4 aiohttp-client-cache==0.15.0 aioboto3==15.5.0 boto3==1.40.61
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import asyncio

import boto3
from aiohttp_client_cache import DynamoDBBackend


async def main():
    backend = DynamoDBBackend("cache", create_if_not_exists=True)
    await backend.responses.write("key", "the response")
    table = boto3.resource("dynamodb").Table("cache")
    for when in ("before", "after"):
        value = table.scan()["Items"][0]["v"]
        print(f"boto3 {when} the import: {type(value).__name__}")
        try:
            print(f"cache {when} the import:", await backend.responses.read("key"))
        except AttributeError as error:
            print(f"cache {when} the import:", error)
        import dyntastic  # noqa: F401
    await backend.responses.context.__aexit__(None, None, None)


asyncio.run(main())
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
boto3 before the import: Binary
cache before the import: the response
boto3 after the import: bytes
cache after the import: 'bytes' object has no attribute 'value'
EXPECTED
echo 'as described'
