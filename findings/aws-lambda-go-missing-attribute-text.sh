#!/usr/bin/env bash
# Finding: in aws-lambda-go, the text of an attribute that an item does not have is "{<nil> 0}", and that of the number 42 "{42 5}".
#
# Package: github.com/aws/aws-lambda-go 1.55.1. Seen with Go 1.26.8 on 2026-12-01.
# Input: a stream event as Lambda delivers it, whose item has no name; the documented accessors `String` and `Integer`.
# Behaviour: `String` is documented to panic if the attribute is not of type String, as the other accessors do. It returns the fields of
#   the internal structure, without an error: for a missing name, for NULL and for a number. The data type of a missing attribute
#   is Binary. `Integer` is documented to return ErrRange for a number that is not an int64: it returns no error for 1E20, and
#   cuts 1.99 to 1. A handler that copies `image["name"].String()` to another table stores "{<nil> 0}" for each item without a name.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example >/dev/null 2>&1
go get github.com/aws/aws-lambda-go@v1.55.1 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"log"

	"github.com/aws/aws-lambda-go/events"
)

const event = `{"Records": [{"eventName": "INSERT", "dynamodb": {"NewImage": {
	"id": {"S": "a"}, "age": {"N": "42"}, "note": {"NULL": true}, "price": {"N": "1.99"}, "large": {"N": "100000000000000000000"}
}}}]}`

func main() {
	var decoded events.DynamoDBEvent
	if err := json.Unmarshal([]byte(event), &decoded); err != nil {
		log.Fatal(err)
	}
	image := decoded.Records[0].Change.NewImage
	for _, name := range []string{"id", "name", "age", "note"} {
		fmt.Printf("text of %s: %q\n", name, image[name].String())
	}
	fmt.Println("type of name is Binary:", image["name"].DataType() == events.DataTypeBinary)
	price, err := image["price"].Integer()
	fmt.Println("integer of price:", price, err)
	_, err = image["large"].Integer()
	fmt.Println("error of large:", err)
	defer func() { fmt.Println("boolean of age panics:", recover() != nil) }()
	image["age"].Boolean()
}
GO
go mod tidy >/dev/null 2>&1
go run . | tee output
diff output - <<'EXPECTED'
text of id: "a"
text of name: "{<nil> 0}"
text of age: "{42 5}"
text of note: "{<nil> 7}"
type of name is Binary: true
integer of price: 1 <nil>
error of large: <nil>
boolean of age panics: true
EXPECTED
echo 'as described'
