#!/usr/bin/env bash
# Finding: Powertools for AWS Lambda returns the bytes of a stream event as base64 texts, and rejects an event that has one large fraction.
#
# Packages: @aws-lambda-powertools/parser 2.35.0 with zod 4.1.12, and aws-lambda-powertools 3.37.0 for Python with boto3 1.44.8. Seen
#   with Node 20.20.2 and Python 3.11.7 on 2026-11-30.
# Input: a stream event as Lambda delivers it, in JSON: B and BS are base64 texts, N is a text. Two records, of which one has the number
#   9007199254740993.5.
# Behaviour: both return the base64 texts: `str` in Python, whose documentation of the deserializer says that it returns bytes, strings
#   in TypeScript; GetItem of the same item is bytes in both languages. A handler that writes the image to another table changes B
#   to S. In TypeScript a number above 2 to the power of 53 becomes a bigint, and one with a fraction rejects the whole event, the
#   good record included; 0.12345678901234567890 loses its last digits without an error. Python reads all numbers in full.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @aws-lambda-powertools/parser@2.35.0 @aws-lambda-powertools/commons@2.35.0 zod@4.1.12
python3 -m venv python
python/bin/pip install --quiet aws-lambda-powertools==3.37.0 boto3==1.44.8
cat >event.py <<'PY'
import base64
import json
import sys

images = [{"id": {"S": "a"}, "bytes": {"B": base64.b64encode(b"\x01\x02").decode()}, "set": {"BS": ["AQI="]}, "n": {"N": "0.12345678901234567890"}}]
images += [{"id": {"S": "b"}, "n": {"N": number}} for number in sys.argv[1:]]
records = [
    {
        "eventID": "1",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/2026-11-30T00:00:00.000",
        "dynamodb": {"Keys": {"id": image["id"]}, "NewImage": image, "SequenceNumber": "1", "SizeBytes": 9, "StreamViewType": "NEW_IMAGE"},
    }
    for image in images
]
print(json.dumps({"Records": records}))
PY
python3 event.py 9007199254740993 >whole.json
python3 event.py 9007199254740993.5 >fraction.json
cat >try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { DynamoDBStreamSchema } from '@aws-lambda-powertools/parser/schemas/dynamodb';
for (const name of ['whole', 'fraction']) {
  const { success, data, error } = DynamoDBStreamSchema.safeParse(JSON.parse(readFileSync(`${name}.json`, 'utf8')));
  if (!success) console.log(`TypeScript, ${name}: ${error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)}`);
  for (const { dynamodb } of data?.Records ?? []) {
    const { bytes, set, n } = dynamodb.NewImage;
    console.log(`TypeScript, ${name}: bytes ${typeof bytes} ${bytes}, set of ${typeof [...(set ?? [])][0]}, ${typeof n} ${n}`);
  }
}
JS
cat >try.py <<'PY'
import json

from aws_lambda_powertools.utilities.data_classes import DynamoDBStreamEvent

for name in ("whole", "fraction"):
    with open(f"{name}.json") as file:
        for record in DynamoDBStreamEvent(json.load(file)).records:
            image = record.dynamodb.new_image
            print(f"Python, {name}: bytes {type(image.get('bytes')).__name__} {image.get('bytes')}, set {image.get('set')}, {image['n']}")
PY
{ node --no-warnings try.mjs; python/bin/python try.py; } | tee output
diff output - <<'EXPECTED'
TypeScript, whole: bytes string AQI=, set of string, number 0.12345678901234568
TypeScript, whole: bytes undefined undefined, set of undefined, bigint 9007199254740993
TypeScript, fraction: Records.1.dynamodb.NewImage: Could not unmarshall NewImage in DynamoDB stream record
Python, whole: bytes str AQI=, set {'AQI='}, 0.12345678901234567890
Python, whole: bytes NoneType None, set None, 9007199254740993
Python, fraction: bytes str AQI=, set {'AQI='}, 0.12345678901234567890
Python, fraction: bytes NoneType None, set None, 9007199254740993.5
EXPECTED
echo 'as described'
