#!/usr/bin/env bash
# Finding: aiocache-dynamodb changes texts that look like numbers, and its multi_get returns the values of other keys and expired ones.
#
# Package: aiocache-dynamodb 1.1.2 with aiocache 0.12.3 and aiobotocore 3.10.0. Seen with Python 3.11.7 and DynamoDB Local 3.3.1
#   on 2026-11-30.
# Input: texts of digits; `multi_get` of a key that is missing and one that exists; a value that has expired. SimpleMemoryCache of
#   aiocache gets the same calls.
# Behaviour: a text that Python's float accepts is stored as N, so "01234" is read as "1234", "+49" as "49", "1e3" as "1000". `multi_get`
#   leaves missing keys out instead of returning None, so the values no longer belong to the keys in the same positions, and it
#   returns expired values. `get` does not return those.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet aiocache-dynamodb==1.1.2 aiocache==0.12.3 aiobotocore==3.10.0
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import asyncio
import os

import botocore.session
from aiocache import SimpleMemoryCache
from aiocache_dynamodb import DynamoDBCache

botocore.session.get_session().create_client("dynamodb").create_table(
    TableName="cache",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "cache_key", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "cache_key", "KeyType": "HASH"}],
)


async def main():
    dynamodb = DynamoDBCache(
        table_name="cache",
        endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"],
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
    )
    for name, cache in (("memory", SimpleMemoryCache()), ("DynamoDB", dynamodb)):
        texts = ("01234", "+49", "1e3", "12a")
        for text in texts:
            await cache.set(text, text)
        print(f"{name}: {' '.join(texts)} are read as", *[await cache.get(text) for text in texts])
        print(f"{name}, multi_get of missing, 12a: {await cache.multi_get(['missing', '12a'])}")
        await cache.set("short", "value", ttl=1)
        await asyncio.sleep(2.5)
        print(f"{name}, expired: get {await cache.get('short')}, multi_get {await cache.multi_get(['short'])}")
    await dynamodb.close()


asyncio.run(main())
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory: 01234 +49 1e3 12a are read as 01234 +49 1e3 12a
memory, multi_get of missing, 12a: [None, '12a']
memory, expired: get None, multi_get [None]
DynamoDB: 01234 +49 1e3 12a are read as 1234 49 1000 12a
DynamoDB, multi_get of missing, 12a: ['12a']
DynamoDB, expired: get None, multi_get ['value']
EXPECTED
echo 'as described'
