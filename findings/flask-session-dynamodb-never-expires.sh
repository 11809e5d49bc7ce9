#!/usr/bin/env bash
# Finding: Flask-Session does not enable time to live on the DynamoDB table it creates, and returns sessions that have expired.
#
# Package: Flask-Session 0.8.0 with Flask 3.1.3 and boto3 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: SESSION_TYPE dynamodb, no table yet, permanent sessions of one second. A session is set, and read after two seconds
#   with the same cookie.
# Behaviour: the interface reads its table name before it has one; it takes the AttributeError for a table that exists. Time to live
#   stays disabled, and reading does not look at the attribute `expiration`: a session never ends. `expiration` is the UTC time
#   read as a local one: in Bogotá it is five hours late. mypy-boto3-dynamodb is installed since the interface imports it.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet Flask-Session==0.8.0 flask==3.1.3 boto3==1.44.8 mypy-boto3-dynamodb==1.43.124
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import time
from datetime import timedelta

import boto3
from flask import Flask, session
from flask_session import Session

app = Flask(__name__)
app.config.update(
    SESSION_TYPE="dynamodb",
    SESSION_DYNAMODB=boto3.resource("dynamodb"),
    SESSION_DYNAMODB_TABLE="sessions",
    PERMANENT_SESSION_LIFETIME=timedelta(seconds=1),
)
Session(app)


@app.get("/sign-in")
def sign_in():
    session["user"] = "ada"
    return ""


@app.get("/user")
def user():
    return str(session.get("user"))


first = app.test_client()
first.get("/sign-in")
client = boto3.client("dynamodb")
print("time to live:", client.describe_time_to_live(TableName="sessions")["TimeToLiveDescription"]["TimeToLiveStatus"])
expiration = float(client.scan(TableName="sessions")["Items"][0]["expiration"]["N"])
print("expiration in hours:", round((expiration - time.time()) / 3600))
time.sleep(2)
second = app.test_client()
second.set_cookie("session", first.get_cookie("session").value)
print("user after the end:", second.get("/user").text)
PY
TZ=America/Bogota python/bin/python -W ignore try.py | tee output
diff output - <<'EXPECTED'
time to live: DISABLED
expiration in hours: 5
user after the end: ada
EXPECTED
echo 'as described'
