#!/usr/bin/env bash
# Finding: LangGraph's DynamoDBSaver returns the pending writes of a task as the 1st, 2nd, 11th, 12th, 3rd …
#
# Package: langgraph-checkpoint-aws 1.2.6 with langgraph-checkpoint 4.3.2 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB
#   Local 3.3.1 on 2026-11-30.
# Input: a checkpoint, and a task that has written 12 values to one channel. The InMemorySaver of LangGraph gets the same calls.
# Behaviour: the number of a write stands in the sort key without leading zeros, so the writes are read in the order of texts. A graph
#   that resumes from the checkpoint gets them in that order. The InMemorySaver returns them in the order in which they were written.
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
import boto3
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.memory import InMemorySaver
from langgraph_checkpoint_aws import DynamoDBSaver

keys = {"PK": "HASH", "SK": "RANGE"}
boto3.client("dynamodb").create_table(
    TableName="checkpoints",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
    KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
)
savers = {"memory": InMemorySaver(), "DynamoDB": DynamoDBSaver(table_name="checkpoints", region_name="us-east-1")}
for name, saver in savers.items():
    thread = {"configurable": {"thread_id": "1", "checkpoint_ns": ""}}
    checkpoint = saver.put(thread, empty_checkpoint(), {"source": "input", "step": -1}, {})
    saver.put_writes(checkpoint, [("lines", number) for number in range(12)], "task")
    print(f"{name}:", *(value for _, _, value in saver.get_tuple(checkpoint).pending_writes))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory: 0 1 2 3 4 5 6 7 8 9 10 11
DynamoDB: 0 1 10 11 2 3 4 5 6 7 8 9
EXPECTED
echo 'as described'
