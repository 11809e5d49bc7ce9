#!/usr/bin/env bash
# Finding: after a value of django-dynamodb-cache has expired, `get_or_set` computes it again at each call: the new value is never stored.
#
# Package: django-dynamodb-cache 0.6.0 with Django 5.2.19 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: a value with a timeout of two seconds, and calls after three; the same key in two caches with different values of KEY_PREFIX.
#   Django's LocMemCache gets the same calls. The README calls the package compatible with Django's cache framework.
# Behaviour: DynamoDB deletes an expired item hours or days later. `get` returns None for it, but `has_key` and `in` say that it is there,
#   and so `add`, of which `get_or_set` makes use, stores nothing. A key that ends in ":1", the number of the version, is taken for
#   a whole key: it gets no prefix, and both caches share its value. `clear` deletes the first megabyte of values, and no others.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet django-dynamodb-cache==0.6.0 Django==5.2.19 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import time

from django.conf import settings

dynamodb = {"BACKEND": "django_dynamodb_cache.backend.DjangoCacheBackend", "LOCATION": "cache"}
memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cache"}
settings.configure(
    CACHES={
        "default": memory,
        **{f"{name}, {prefix}": {**cache, "KEY_PREFIX": prefix} for prefix in "ab" for name, cache in (("memory", memory), ("DynamoDB", dynamodb))},
    }
)
from django.core.cache import caches
from django_dynamodb_cache.dynamodb import create_table

create_table(caches["DynamoDB, a"].settings, caches["DynamoDB, a"].dynamodb)
for name in ("memory", "DynamoDB"):
    a, b = caches[f"{name}, a"], caches[f"{name}, b"]
    a.get_or_set("report", "old", 2)
    time.sleep(3)
    print(f"{name}, expired: get {a.get('report')}, in {'report' in a}")
    computed = []
    for number in range(3):
        a.get_or_set("report", lambda: computed.append(number) or "new", 60)
    print(f"{name}, get_or_set three times: computed {len(computed)} times, get {a.get('report')}")
    for key in ("user:1", "user:2"):
        a.set(key, "of a")
        b.set(key, "of b")
        print(f"{name}, {key} of a: {a.get(key)}")
    a.set_many({f"page{number}": "x" * 300_000 for number in range(12)})
    a.clear()
    print(f"{name}, any left by clear: {any(a.get(f'page{number}') for number in range(12))}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory, expired: get None, in False
memory, get_or_set three times: computed 1 times, get new
memory, user:1 of a: of a
memory, user:2 of a: of a
memory, any left by clear: False
DynamoDB, expired: get None, in True
DynamoDB, get_or_set three times: computed 3 times, get None
DynamoDB, user:1 of a: of b
DynamoDB, user:2 of a: of a
DynamoDB, any left by clear: True
EXPECTED
echo 'as described'
