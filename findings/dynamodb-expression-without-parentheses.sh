#!/usr/bin/env bash
# Finding: dynamodb-expression writes `a.or(b).and(c)` as `a OR b AND c`, and `a.and(b).not()` as `NOT a AND b`: other conditions.
#
# Package: dynamodb-expression 0.2.0-beta.11 without default features. Seen with Rust 1.95.0 and DynamoDB Local 3.3.1 on 2026-12-01.
# Input: a filter for the open tasks whose owner or editor is ada, and one for all that are not both of ada and open. The tasks 1 and 2
#   are open and of ada, 3 is ada's and closed, 4 is bob's and open, 5 is bob's and closed. The expressions are sent as built.
# Behaviour: a condition inside of another is written without parentheses, so DynamoDB's precedence decides, not the calls: the first
#   filter also returns ada's closed task, the second bob's open one alone. Neither is an error. `parenthesize` has to be called for
#   each of them, which neither the README nor the documentation of `and`, `or` and `not` says.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "example"
version = "0.0.0"
edition = "2021"

[dependencies]
dynamodb-expression = { version = "=0.2.0-beta.11", default-features = false }
TOML
cat >src/main.rs <<'RUST'
use dynamodb_expression::{condition::Condition, value::Scalar, Expression, Path};

fn is(name: &str, text: &str) -> Condition {
    name.parse::<Path>().unwrap().equal(Scalar::new_string(text))
}

// Prints the condition, and the Scan request whose filter it is.
fn show(condition: Condition) {
    let text = condition.to_string();
    let expression = Expression::builder().with_filter(condition).build();
    let names: Vec<String> = expression.expression_attribute_names.unwrap().iter().map(|(key, name)| format!("{key:?}: {name:?}")).collect();
    let values: Vec<String> = expression
        .expression_attribute_values
        .unwrap()
        .iter()
        .map(|(key, value)| format!("{key:?}: {{\"S\": {:?}}}", value.as_s().unwrap()))
        .collect();
    println!(
        "{text}\t{{\"TableName\": \"tasks\", \"FilterExpression\": {:?}, \"ExpressionAttributeNames\": {{{}}}, \"ExpressionAttributeValues\": {{{}}}}}",
        expression.filter_expression.unwrap(),
        names.join(", "),
        values.join(", ")
    );
}

fn main() {
    show(is("owner", "ada").or(is("editor", "ada")).and(is("state", "open")));
    show(is("owner", "ada").or(is("editor", "ada")).parenthesize().and(is("state", "open")));
    show(is("owner", "ada").and(is("state", "open")).not());
    show(is("owner", "ada").and(is("state", "open")).parenthesize().not());
}
RUST
cargo build --quiet >build.log 2>&1 || { cat build.log; exit 1; }
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
endpoint="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
request() {
  curl --silent --fail --aws-sigv4 aws:amz:us-east-1:dynamodb --user x:x --header 'Content-Type: application/x-amz-json-1.0' \
    --header "X-Amz-Target: DynamoDB_20120810.$1" --data "$2" "$endpoint"
}
request CreateTable '{"TableName": "tasks", "BillingMode": "PAY_PER_REQUEST", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}' >/dev/null
put() {
  request PutItem "{\"TableName\": \"tasks\", \"Item\": {\"id\": {\"S\": \"$1\"}, \"owner\": {\"S\": \"$2\"}, \"editor\": {\"S\": \"$3\"}, \"state\": {\"S\": \"$4\"}}}" >/dev/null
}
put 1 ada bob open
put 2 ada ada open
put 3 ada bob closed
put 4 bob bob open
put 5 bob bob closed
cargo run --quiet | while IFS=$'\t' read -r text scan; do
  echo "$text: $(request Scan "$scan" | python3 -c 'import json, sys; print(*sorted(item["id"]["S"] for item in json.load(sys.stdin)["Items"]))')"
done | tee output
diff output - <<'EXPECTED'
owner = "ada" OR editor = "ada" AND state = "open": 1 2 3
(owner = "ada" OR editor = "ada") AND state = "open": 1 2
NOT owner = "ada" AND state = "open": 4
NOT (owner = "ada" AND state = "open"): 3 4 5
EXPECTED
echo 'as described'
