#!/usr/bin/env bash
# Finding: after an update in a PynamoDB transaction, `save()` of the same model undoes the update, and the version check passes.
#
# Package: pynamodb 6.1.0 with botocore 1.44.8. Seen with Python 3.11.7 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a model with a VersionAttribute and balance 100. TransactWrite.update adds -30; then another attribute is set and saved.
# Behaviour: after the transaction the model has the new version, 2, but still the old balance, 100. `save()` writes both with the
#   condition `version = 2`, which holds: the stored balance is 100 again, and no error is raised. `Model.update` outside of a
#   transaction returns the new balance, and the same `save()` after it keeps the 70.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pynamodb==6.1.0 botocore==1.44.8
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export ENDPOINT AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DEFAULT_REGION=us-east-1
ENDPOINT="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >try.py <<'PY'
import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, VersionAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite


class Account(Model):
    class Meta:
        table_name = "accounts"
        host = os.environ["ENDPOINT"]
        billing_mode = "PAY_PER_REQUEST"

    id = UnicodeAttribute(hash_key=True)
    balance = NumberAttribute()
    note = UnicodeAttribute(null=True)
    version = VersionAttribute()


def in_transaction(account):
    with TransactWrite(connection=Connection(host=Account.Meta.host, region="us-east-1")) as transaction:
        transaction.update(account, actions=[Account.balance.add(-30)])


Account.create_table(wait=True)
for name, update in (
    ("transaction", in_transaction),
    ("single", lambda account: account.update(actions=[Account.balance.add(-30)])),
):
    account = Account(name, balance=100)
    account.save()
    update(account)
    print(f"{name}: model {account.balance}, version {account.version}; stored {Account.get(name).balance}")
    account.note = "paid"
    account.save()
    print(f"{name}: stored after save {Account.get(name).balance}, version {Account.get(name).version}")
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
transaction: model 100, version 2; stored 70
transaction: stored after save 100, version 3
single: model 70, version 2; stored 70
single: stored after save 70, version 3
EXPECTED
echo 'as described'
