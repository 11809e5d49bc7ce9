#!/usr/bin/env bash
# Finding: requests-cache never serves a JSON response with a number from DynamoDB, and `get` raises for one with a large number.
#
# Package: requests-cache 1.3.3 with requests 2.32.5 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: JSON responses of a local server: without numbers, with numbers, with one of 50 digits, with 1e200. Each is requested twice by
#   a session with the DynamoDB backend and its default settings, and by one with the SQLite backend.
# Behaviour: the backend stores the decoded JSON as a document. boto3 reads its numbers as Decimals, which the JSON encoder refuses:
#   a warning is logged, and the server is asked again, each time. Numbers that DynamoDB does not hold make `get` raise the error of
#   the decimal module: the response is lost. The SQLite backend returns all of them from the cache.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet requests-cache==1.3.3 requests==2.32.5 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from requests_cache import CachedSession, DynamoDbCache, SQLiteCache

logging.disable()
bodies = {"texts": b'{"name": "Ada"}', "numbers": b'{"age": 36}', "digits": b'{"id": %d}' % int("1234567890" * 5), "large": b'{"value": 1e200}'}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = bodies[self.path[1:]]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
Thread(target=server.serve_forever, daemon=True).start()
for name, backend in {"SQLite": SQLiteCache("responses"), "DynamoDB": DynamoDbCache("responses")}.items():
    session = CachedSession(backend=backend)
    for path in bodies:
        try:
            responses = [session.get(f"http://127.0.0.1:{server.server_port}/{path}") for _ in range(2)]
            print(f"{name}, {path}: second response from the cache {responses[1].from_cache}")
        except ArithmeticError as error:
            print(f"{name}, {path}: {type(error).__name__}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
SQLite, texts: second response from the cache True
SQLite, numbers: second response from the cache True
SQLite, digits: second response from the cache True
SQLite, large: second response from the cache True
DynamoDB, texts: second response from the cache True
DynamoDB, numbers: second response from the cache False
DynamoDB, digits: Inexact
DynamoDB, large: Overflow
EXPECTED
echo 'as described'
