#!/usr/bin/env bash
# Finding: who sends again what `batch_write` of aiodynamo returns as not written stores other numbers, and asks for other keys.
#
# Package: aiodynamo 26.4 with httpx 0.28.1. Seen with Python 3.11.7 on 2026-12-01.
# Input: a small HTTP server that leaves all writes and keys unprocessed, as DynamoDB may. A put of an order whose id and total are
#   integers of 17 digits, and a batch get of it; then both are sent again with the returned items and keys, until nothing is left.
# Behaviour: an integer is sent as it is, but unput_items, undeleted_keys and unprocessed_keys come from the response, through the
#   conversion of numbers for reads, which is to float by default. The second request puts an item with another key and another total,
#   both rounded, and asks for the key of another item; no error is raised.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet aiodynamo==26.4 httpx==0.28.1
cat >try.py <<'PY'
import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from aiodynamo.client import Client
from aiodynamo.credentials import Key, StaticCredentials
from aiodynamo.http.httpx import HTTPX
from aiodynamo.models import BatchGetRequest, BatchWriteRequest
from yarl import URL


class Busy(BaseHTTPRequestHandler):
    def do_POST(self):
        items = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["RequestItems"]
        operation = self.headers["X-Amz-Target"].split(".")[1]
        print(f"{operation}: {json.dumps(items['orders'])}", flush=True)
        left = {"UnprocessedItems": items} if operation == "BatchWriteItem" else {"Responses": {}, "UnprocessedKeys": items}
        body = json.dumps(left).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


async def main(port):
    async with httpx.AsyncClient() as http:
        credentials = StaticCredentials(Key("x", "x"))
        client = Client(HTTPX(http), credentials, "us-east-1", URL(f"http://127.0.0.1:{port}"))
        orders = [{"id": 12345678901234567, "total": 99999999999999999}]
        keys = [{"id": 12345678901234567}]
        for _ in range(2):
            orders = (await client.batch_write({"orders": BatchWriteRequest(items_to_put=orders)}))["orders"].unput_items
        for _ in range(2):
            keys = (await client.batch_get({"orders": BatchGetRequest(keys=keys)})).unprocessed_keys["orders"]


server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
threading.Thread(target=server.serve_forever, daemon=True).start()
asyncio.run(main(server.server_port))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
BatchWriteItem: [{"PutRequest": {"Item": {"id": {"N": "12345678901234567"}, "total": {"N": "99999999999999999"}}}}]
BatchWriteItem: [{"PutRequest": {"Item": {"id": {"N": "1.2345678901234568e+16"}, "total": {"N": "1e+17"}}}}]
BatchGetItem: {"Keys": [{"id": {"N": "12345678901234567"}}], "ConsistentRead": false}
BatchGetItem: {"Keys": [{"id": {"N": "1.2345678901234568e+16"}}], "ConsistentRead": false}
EXPECTED
echo 'as described'
