#!/usr/bin/env bash
# Finding: Go CDK's docstore cannot query a range of a DynamoDB sort key, and `ConsistentRead` makes queries of indexes fail.
#
# Package: gocloud.dev/docstore/awsdynamodb/v2 of gocloud.dev 0.49.0. Seen with Go 1.26.8 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: documents with the sort key Points; the filters Points > 10 and Points <= 40, an `in` filter on it, and a query by another
#   attribute, which an index has. The collection of memdocstore, for which the same program is meant to work, gets the same queries.
# Behaviour: with an equality on the partition key both bounds become conditions on the sort key, of which there may be one; `in`
#   becomes a filter on a key, which DynamoDB refuses. Without the partition key the same filters are a scan, and work. The collection
#   opened with `ConsistentRead` asks the index for a consistent read, which there is not. memdocstore answers all of them.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
go mod init example >/dev/null 2>&1
go get gocloud.dev@v0.49.0 github.com/aws/aws-sdk-go-v2/config@v1.33.18 github.com/aws/aws-sdk-go-v2/service/dynamodb@v1.74.0 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"gocloud.dev/docstore"
	"gocloud.dev/docstore/awsdynamodb/v2"
	"gocloud.dev/docstore/memdocstore"
)

type score struct {
	Game             string
	Points           int
	Player           string
	DocstoreRevision any
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func keys(hash, sort string) []types.KeySchemaElement {
	return []types.KeySchemaElement{{AttributeName: &hash, KeyType: "HASH"}, {AttributeName: &sort, KeyType: "RANGE"}}
}

func main() {
	ctx := context.Background()
	client := dynamodb.NewFromConfig(must(config.LoadDefaultConfig(ctx)))
	var definitions []types.AttributeDefinition
	for name, kind := range map[string]types.ScalarAttributeType{"Game": "S", "Points": "N", "Player": "S"} {
		definitions = append(definitions, types.AttributeDefinition{AttributeName: &name, AttributeType: kind})
	}
	byPlayer := types.GlobalSecondaryIndex{IndexName: aws.String("byPlayer"), KeySchema: keys("Player", "Points"), Projection: &types.Projection{ProjectionType: "ALL"}}
	must(client.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: aws.String("scores"), BillingMode: "PAY_PER_REQUEST", AttributeDefinitions: definitions,
		KeySchema: keys("Game", "Points"), GlobalSecondaryIndexes: []types.GlobalSecondaryIndex{byPlayer},
	}))
	open := func(consistent bool) *docstore.Collection {
		return must(awsdynamodb.OpenCollection(client, "scores", "Game", "Points", &awsdynamodb.Options{AllowScans: true, ConsistentRead: consistent}))
	}
	key := func(document docstore.Document) any { return fmt.Sprint(document.(*score).Game, document.(*score).Points) }
	memory := must(memdocstore.OpenCollectionWithKeyFunc(key, nil))
	for points := 10; points <= 50; points += 10 {
		must(0, memory.Put(ctx, &score{Game: "go", Points: points, Player: "ada"}))
		must(0, open(false).Put(ctx, &score{Game: "go", Points: points, Player: "ada"}))
	}
	run := func(name string, query *docstore.Query) {
		var points []int
		for documents := query.Get(ctx); ; {
			var document score
			if err := documents.Next(ctx, &document); err == io.EOF {
				slices.Sort(points)
				fmt.Println(name, points)
				return
			} else if err != nil {
				texts := strings.Split(err.Error(), "Exception: ")
				fmt.Println(name, texts[len(texts)-1])
				return
			}
			points = append(points, document.Points)
		}
	}
	for name, collection := range map[string]*docstore.Collection{"memory,": memory, "DynamoDB,": open(false), "DynamoDB, consistent,": open(true)} {
		run(name+" range in a partition:", collection.Query().Where("Game", "=", "go").Where("Points", ">", 10).Where("Points", "<=", 40))
		run(name+" range in a scan:", collection.Query().Where("Game", ">", "a").Where("Points", ">", 10).Where("Points", "<=", 40))
		run(name+" in:", collection.Query().Where("Game", "=", "go").Where("Points", "in", []int{10, 20}))
		run(name+" index:", collection.Query().Where("Player", "=", "ada").Where("Points", ">", 30))
	}
}
GO
go mod tidy >/dev/null 2>&1
go run . 2>errors | sort | tee output
diff output - <<'EXPECTED'
DynamoDB, consistent, in: Filter Expression can only contain non-primary key attributes: Primary key attribute: Points
DynamoDB, consistent, index: Consistent reads are not supported on global secondary indexes
DynamoDB, consistent, range in a partition: docstore (code=Unknown): buildKeyCondition error: invalid key condition constructed
DynamoDB, consistent, range in a scan: [20 30 40]
DynamoDB, in: Filter Expression can only contain non-primary key attributes: Primary key attribute: Points
DynamoDB, index: [40 50]
DynamoDB, range in a partition: docstore (code=Unknown): buildKeyCondition error: invalid key condition constructed
DynamoDB, range in a scan: [20 30 40]
memory, in: [10 20]
memory, index: [40 50]
memory, range in a partition: [20 30 40]
memory, range in a scan: [20 30 40]
EXPECTED
echo 'as described'
