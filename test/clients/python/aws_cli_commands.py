"""AWS CLI: commands as users type them."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def dynamodb(*words, exit_code=0):
    """Runs a command and returns its output, or its error output if it is expected to fail."""
    command = [sys.executable, "-m", "awscli", "dynamodb", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == exit_code, f"{words}: {done.returncode}: {done.stdout}{done.stderr}"
    if exit_code != 0:
        return done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout.strip()


status = dynamodb(
    "create-table",
    *("--table-name", "films"),
    *("--attribute-definitions", "AttributeName=director,AttributeType=S", "AttributeName=year,AttributeType=N"),
    *("--key-schema", "AttributeName=director,KeyType=HASH", "AttributeName=year,KeyType=RANGE"),
    *("--billing-mode", "PAY_PER_REQUEST"),
    *(
        "--global-secondary-indexes",
        "IndexName=by-year,KeySchema=[{AttributeName=year,KeyType=HASH}],Projection={ProjectionType=ALL}",
    ),
    *("--query", "TableDescription.TableName", "--output", "text"),
)
assert status == "films", status
dynamodb("wait", "table-exists", "--table-name", "films")
described = dynamodb("describe-table", "--table-name", "films")
assert described["Table"]["GlobalSecondaryIndexes"][0]["IndexStatus"] == "ACTIVE"

alien = {"director": {"S": "Scott"}, "year": {"N": "1979"}, "title": {"S": "Alien"}, "poster": {"B": "raw bytes"}}
put = ["put-item", "--table-name", "films", "--condition-expression", "attribute_not_exists(director)"]
dynamodb(*put, "--item", json.dumps(alien))
error_output = dynamodb(*put, "--item", json.dumps(alien), exit_code=255)
assert (
    "(ConditionalCheckFailedException) when calling the PutItem operation: The conditional request failed" in error_output
)
got = dynamodb("get-item", "--table-name", "films", "--key", '{"director":{"S":"Scott"},"year":{"N":"1979"}}')
# Version 1 of the CLI accepts bytes as text and prints them in base64.
assert got["Item"] == {**alien, "poster": {"B": "cmF3IGJ5dGVz"}}, got

batch = {
    "films": [{"PutRequest": {"Item": {"director": {"S": "Varda"}, "year": {"N": str(1960 + n)}}}} for n in range(25)]
}
with tempfile.TemporaryDirectory() as folder:
    requests = Path(folder, "requests.json")
    requests.write_text(json.dumps(batch))
    assert dynamodb("batch-write-item", "--request-items", f"file://{requests}") == {"UnprocessedItems": {}}

# The CLI reads all pages itself.
condition = ["--key-condition-expression", "director = :d", "--expression-attribute-values", '{":d":{"S":"Varda"}}']
everything = dynamodb("query", "--table-name", "films", *condition, "--page-size", "4")
assert everything["Count"] == 25 and len(everything["Items"]) == 25, everything
some = dynamodb("query", "--table-name", "films", *condition, "--max-items", "3", "--no-scan-index-forward")
assert [item["year"]["N"] for item in some["Items"]] == ["1984", "1983", "1982"]
more = dynamodb(
    "query", "--table-name", "films", *condition, "--starting-token", some["NextToken"], "--no-scan-index-forward"
)
assert len(more["Items"]) == 22 and more["Items"][0]["year"]["N"] == "1981"
indexed = dynamodb(
    "query",
    *("--table-name", "films", "--index-name", "by-year", "--key-condition-expression", "#y = :y"),
    *("--expression-attribute-names", '{"#y":"year"}', "--expression-attribute-values", '{":y":{"N":"1979"}}'),
    *("--query", "Items[].director.S", "--output", "text"),
)
assert sorted(indexed.split()) == ["Scott", "Varda"], indexed
assert dynamodb("scan", "--table-name", "films", "--select", "COUNT", "--page-size", "10")["Count"] == 26

missing = dynamodb("scan", "--table-name", "no-such-table", exit_code=255)
assert "(ResourceNotFoundException) when calling the Scan operation: Requested resource not found" in missing, missing
assert dynamodb("list-tables") == {"TableNames": ["films"]}
dynamodb("delete-table", "--table-name", "films")
dynamodb("wait", "table-not-exists", "--table-name", "films")
assert dynamodb("list-tables") == {"TableNames": []}
