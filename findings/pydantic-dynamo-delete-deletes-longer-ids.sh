#!/usr/bin/env bash
# Finding: `delete` of pydantic-dynamo deletes all items whose id begins with the text of the given id, such as 10 and 11 with 1.
#
# Package: pydantic-dynamo 0.4.2 with aioboto3 11.3.1 and pydantic 1.10.27. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on
#   2026-12-01.
# Input: pages with the content ids 1, 10, 11 and 2, and parts of page 1 with the ids (1, a) and (1, b); `delete` and `list` with the id
#   of page 1.
# Behaviour: ids are sequences, joined by # in the sort key, and `delete` has no other form than one with a sequence of them as prefix.
#   Its key condition is begins_with on the joined text without a # at the end, so ["1"] matches the pages 10 and 11 too, whose ids do
#   not begin with that sequence: they are deleted, without an error. `list` returns them in the same way.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pydantic-dynamo==0.4.2 aioboto3==11.3.1 pydantic==1.10.27
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export ENDPOINT AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
ENDPOINT="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import asyncio
import os

import aioboto3
from pydantic import BaseModel
from pydantic_dynamo.models import PartitionedContent
from pydantic_dynamo.v2.repository import DynamoRepository


class Page(BaseModel):
    title: str


async def ids(pages, prefix):
    return [each.content_ids async for batch in pages.list(["guide"], prefix) for each in batch.contents]


async def main():
    async with aioboto3.Session().resource("dynamodb", endpoint_url=os.environ["ENDPOINT"]) as dynamodb:
        table = await dynamodb.create_table(
            TableName="pages",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        )
        pages = DynamoRepository(
            item_class=Page,
            partition_prefix="docs",
            partition_name="book",
            content_type="page",
            table_name="pages",
            partition_key="pk",
            sort_key="sk",
            table=table,
            resource=dynamodb,
        )
        for content_ids in (["1"], ["1", "a"], ["1", "b"], ["10"], ["11"], ["2"]):
            await pages.put(PartitionedContent(partition_ids=["guide"], content_ids=content_ids, item=Page(title="x")))
        print("list 1:", await ids(pages, ["1"]))
        await pages.delete(["guide"], ["1"])
        print("after delete of 1:", await ids(pages, []))


asyncio.run(main())
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
list 1: [['1'], ['1', 'a'], ['1', 'b'], ['10'], ['11']]
after delete of 1: [['2']]
EXPECTED
echo 'as described'
