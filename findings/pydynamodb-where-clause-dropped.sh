#!/usr/bin/env bash
# Finding: PyDynamoDB drops a WHERE clause that it cannot parse, IN (…), begins_with or ORDER BY among others, and reads the whole table.
#
# Package: pydynamodb 0.8.2 with pyparsing 3.3.3 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: SELECT statements of PartiQL, as DynamoDB executes them, on a table with the users ada and bob of team x, eve of team y.
# Behaviour: with a function, `IN (…)` or `ORDER BY` after the conditions, the statement is sent without WHERE, so all users are returned,
#   those of other teams too. Brackets are dropped: `a AND (b OR c)` is executed as `(a AND b) OR c`. `true` is sent as the name of
#   an attribute, and no user is found. None of them is an error.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pydynamodb==0.8.2 pyparsing==3.3.3 boto3==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os

import boto3
from pydynamodb import connect

dynamodb = boto3.client("dynamodb")
dynamodb.create_table(
    TableName="users",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("team", "login")],
    KeySchema=[{"AttributeName": "team", "KeyType": "HASH"}, {"AttributeName": "login", "KeyType": "RANGE"}],
)
for team, login in (("x", "ada"), ("x", "bob"), ("y", "eve")):
    dynamodb.put_item(TableName="users", Item={"team": {"S": team}, "login": {"S": login}, "active": {"BOOL": True}})
connection = connect(region_name="us-east-1", endpoint_url=os.environ["AWS_ENDPOINT_URL_DYNAMODB"])
def read(where):
    rows = connection.cursor().execute(f"SELECT login FROM users WHERE {where}").fetchall()
    return " ".join(sorted(login for (login,) in rows)) or "nobody"


for where in (
    "team = 'x' AND login = 'ada'",
    "team = 'x' AND login IN ('ada')",
    "team = 'x' AND begins_with(login, 'a')",
    "team = 'x' AND contains(login, 'a')",
    "team = 'x' AND (login = 'ada' OR login = 'eve')",
    "team = 'x' AND active = true",
):
    items = dynamodb.execute_statement(Statement=f"SELECT login FROM users WHERE {where}")["Items"]
    print(f"{where}: boto3 {' '.join(item['login']['S'] for item in items)}; PyDynamoDB {read(where)}")
ordered = "team = 'x' AND login = 'ada' ORDER BY login"
print(f"{ordered}: PyDynamoDB {read(ordered)}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
team = 'x' AND login = 'ada': boto3 ada; PyDynamoDB ada
team = 'x' AND login IN ('ada'): boto3 ada; PyDynamoDB ada bob eve
team = 'x' AND begins_with(login, 'a'): boto3 ada; PyDynamoDB ada bob eve
team = 'x' AND contains(login, 'a'): boto3 ada; PyDynamoDB ada bob eve
team = 'x' AND (login = 'ada' OR login = 'eve'): boto3 ada; PyDynamoDB ada eve
team = 'x' AND active = true: boto3 ada bob; PyDynamoDB nobody
team = 'x' AND login = 'ada' ORDER BY login: PyDynamoDB ada bob eve
EXPECTED
echo 'as described'
