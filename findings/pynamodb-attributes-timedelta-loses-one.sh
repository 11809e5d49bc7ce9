#!/usr/bin/env bash
# Finding: pynamodb-attributes stores 1001 milliseconds as 1000, and 249 microseconds as 248: whole numbers of the unit lose one.
#
# Package: pynamodb-attributes 0.5.0 with pynamodb 6.1.0. Seen with Python 3.11.7 on 2026-12-01.
# Input: TimedeltaMsAttribute with whole milliseconds and TimedeltaUsAttribute with whole microseconds, each from 0 to 9999, which are
#   serialized and deserialized as PynamoDB does for an item.
# Behaviour: a fraction of the unit is documented to be truncated. The time is taken in seconds, as a float, and multiplied, so
#   1.001 s becomes 1000.9999999999999 ms, of which 1000 is stored. The odd milliseconds from 1001 on are hit first. A condition for a
#   time goes through the same code, so it does not find 1001 that another writer has stored.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv python
python/bin/pip install --quiet pynamodb-attributes==0.5.0 pynamodb==6.1.0
cat >try.py <<'PY'
from datetime import timedelta

from pynamodb_attributes import TimedeltaMsAttribute, TimedeltaUsAttribute

for unit, attribute in (("milliseconds", TimedeltaMsAttribute()), ("microseconds", TimedeltaUsAttribute())):
    changed = {}
    for number in range(10_000):
        time = timedelta(**{unit: number})
        stored = attribute.serialize(time)
        if attribute.deserialize(stored) != time:
            changed[number] = stored
    print(f"{unit}: {len(changed)} of 10000 changed,", *(f"{number} to {stored}" for number, stored in list(changed.items())[:4]))
PY
python/bin/python try.py | tee output
diff output - <<'EXPECTED'
milliseconds: 95 of 10000 changed, 1001 to 1000 1003 to 1002 1005 to 1004 1007 to 1006
microseconds: 178 of 10000 changed, 249 to 248 251 to 250 489 to 488 493 to 492
EXPECTED
echo 'as described'
