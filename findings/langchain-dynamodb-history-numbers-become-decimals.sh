#!/usr/bin/env bash
# Finding: LangChain's chat history in DynamoDB returns tool calls whose arguments are Decimals: the messages are no longer JSON.
#
# Package: langchain-community 0.4.2 with langchain-core 1.8.3 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on
#   2026-11-30.
# Input: an AIMessage with a tool call, as models return it, in a history with `coerce_float_to_decimal`, which is needed to store
#   a float at all. The InMemoryChatMessageHistory of LangChain gets the same message.
# Behaviour: every number of the arguments and of the response's metadata comes back as boto3's Decimal, integers too, so `json.dumps` of
#   the message raises. The usage metadata are integers. The history in memory returns the message as it was.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet langchain-community==0.4.2 langchain-core==1.8.3 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import json
import warnings

import boto3

warnings.simplefilter("ignore")
from langchain_community.chat_message_histories import DynamoDBChatMessageHistory  # noqa: E402
from langchain_core.chat_history import InMemoryChatMessageHistory  # noqa: E402
from langchain_core.messages import AIMessage, message_to_dict  # noqa: E402

boto3.resource("dynamodb").create_table(
    TableName="chats",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "SessionId", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "SessionId", "KeyType": "HASH"}],
)
call = {"name": "search", "args": {"limit": 5, "price": {"below": 2.5}}, "id": "1"}
usage = {"input_tokens": 5, "output_tokens": 2, "total_tokens": 7}
message = AIMessage(content="", tool_calls=[call], usage_metadata=usage, response_metadata={"choice": 0})
histories = {"memory": InMemoryChatMessageHistory(), "DynamoDB": DynamoDBChatMessageHistory("chats", "a", coerce_float_to_decimal=True)}
for name, history in histories.items():
    history.add_messages([message])
    read = history.messages[0]
    print(f"{name}: arguments {read.tool_calls[0]['args']}, choice {read.response_metadata['choice']!r}, tokens {read.usage_metadata['total_tokens']}")
    try:
        json.dumps(message_to_dict(read))
        print(f"{name}: is JSON")
    except TypeError as error:
        print(f"{name}: {error}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
memory: arguments {'limit': 5, 'price': {'below': 2.5}}, choice 0, tokens 7
memory: is JSON
DynamoDB: arguments {'limit': Decimal('5'), 'price': {'below': Decimal('2.5')}}, choice Decimal('0'), tokens 7
DynamoDB: Object of type Decimal is not JSON serializable
EXPECTED
echo 'as described'
