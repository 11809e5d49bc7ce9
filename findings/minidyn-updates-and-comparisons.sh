#!/usr/bin/env bash
# Finding: minidyn cannot exchange two attributes in an update, adds numbers as floats, and rejects a comparison of two types.
#
# Package: github.com/truora/minidyn 0.8.2 as a server, with the AWS SDK for Go, compared with DynamoDB Local 3.3.1. Seen with Go 1.26.8
#   on 2026-11-30.
# Input: one item; `SET a = b, b = a`; sums of 0.1 and 0.2 and of large integers; conditions whose operands have different types, which
#   do not hold in DynamoDB, or for `<>` do; a projection of the second element of a list; a scan with a limit.
# Behaviour: each action of an update reads what the ones before it have set, so both attributes get the same value. 0.1 + 0.2 is stored
#   as 0.30000000000000004, and 9007199254740993 + 1 as 9007199254740992. A comparison of a number with a text is a
#   ValidationException. The projected list has an element without a value before it. ScannedCount is 0.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1 LOCAL
LOCAL="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
go mod init example >/dev/null 2>&1
go get github.com/truora/minidyn@v0.8.2 github.com/aws/aws-sdk-go-v2/config@v1.33.18 github.com/aws/aws-sdk-go-v2/service/dynamodb@v1.74.0 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http/httptest"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
	"github.com/truora/minidyn/server"
)

type values = map[string]types.AttributeValue

func text(value string) types.AttributeValue   { return &types.AttributeValueMemberS{Value: value} }
func number(value string) types.AttributeValue { return &types.AttributeValueMemberN{Value: value} }

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func show(attribute types.AttributeValue) any {
	switch value := attribute.(type) {
	case *types.AttributeValueMemberS:
		return value.Value
	case *types.AttributeValueMemberN:
		return value.Value
	case *types.AttributeValueMemberNULL:
		return "null"
	case *types.AttributeValueMemberL:
		shown := []any{}
		for _, element := range value.Value {
			shown = append(shown, show(element))
		}
		return shown
	}
	return attribute
}

func main() {
	ctx := context.Background()
	try := func(name, endpoint string) {
		client := dynamodb.NewFromConfig(must(config.LoadDefaultConfig(ctx)), func(o *dynamodb.Options) { o.BaseEndpoint = &endpoint })
		table, key := aws.String("things"), values{"id": text("a")}
		must(client.CreateTable(ctx, &dynamodb.CreateTableInput{
			TableName: table, BillingMode: "PAY_PER_REQUEST",
			AttributeDefinitions: []types.AttributeDefinition{{AttributeName: aws.String("id"), AttributeType: "S"}},
			KeySchema:            []types.KeySchemaElement{{AttributeName: aws.String("id"), KeyType: "HASH"}},
		}))
		list := &types.AttributeValueMemberL{Value: []types.AttributeValue{text("zero"), text("one")}}
		must(client.PutItem(ctx, &dynamodb.PutItemInput{TableName: table, Item: values{"id": text("a"), "a": text("A"), "b": text("B"), "n": number("5"), "list": list}}))
		update := func(expression, condition string, used values) values {
			output, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
				TableName: table, Key: key, UpdateExpression: &expression, ConditionExpression: &condition, ExpressionAttributeValues: used, ReturnValues: "ALL_NEW",
			})
			var failure smithy.APIError
			if errors.As(err, &failure) {
				return values{"error": text(failure.ErrorCode())}
			}
			return must(output, err).Attributes
		}
		exchanged := update("SET a = b, b = a", "attribute_exists(id)", nil)
		fmt.Println(name+", exchanged: a", show(exchanged["a"]), "b", show(exchanged["b"]))
		for _, terms := range [][2]string{{"0.1", "0.2"}, {"9007199254740993", "1"}} {
			sum := update("SET s = :a + :b", "attribute_exists(id)", values{":a": number(terms[0]), ":b": number(terms[1])})
			fmt.Println(name+", sum of", terms, show(sum["s"]))
		}
		for _, condition := range []string{"n <> :t", "n < :t"} {
			output := update("SET done = :t", condition, values{":t": text("x")})
			fmt.Println(name+",", condition, "for a text: done", show(output["done"]), show(output["error"]))
		}
		projection := "#list[1]"
		names := map[string]string{"#list": "list"}
		item := must(client.GetItem(ctx, &dynamodb.GetItemInput{TableName: table, Key: key, ProjectionExpression: &projection, ExpressionAttributeNames: names})).Item
		fmt.Println(name+", list[1]:", show(item["list"]))
		scan := must(client.Scan(ctx, &dynamodb.ScanInput{TableName: table, Limit: aws.Int32(1)}))
		fmt.Println(name+", scan: count", scan.Count, "scanned", scan.ScannedCount)
	}
	mini := httptest.NewServer(server.NewServer())
	defer mini.Close()
	try("minidyn", mini.URL)
	try("DynamoDB Local", os.Getenv("LOCAL"))
}
GO
go mod tidy >/dev/null 2>&1
go run . 2>errors | tee output
diff output - <<'EXPECTED'
minidyn, exchanged: a B b B
minidyn, sum of [0.1 0.2] 0.30000000000000004
minidyn, sum of [9007199254740993 1] 9007199254740992
minidyn, n <> :t for a text: done <nil> ValidationException
minidyn, n < :t for a text: done <nil> ValidationException
minidyn, list[1]: [<nil> one]
minidyn, scan: count 1 scanned 0
DynamoDB Local, exchanged: a B b A
DynamoDB Local, sum of [0.1 0.2] 0.3
DynamoDB Local, sum of [9007199254740993 1] 9007199254740994
DynamoDB Local, n <> :t for a text: done x <nil>
DynamoDB Local, n < :t for a text: done <nil> ConditionalCheckFailedException
DynamoDB Local, list[1]: [one]
DynamoDB Local, scan: count 1 scanned 1
EXPECTED
echo 'as described'
