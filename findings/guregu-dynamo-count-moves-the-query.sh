#!/usr/bin/env bash
# Finding: guregu/dynamo's `Count` ignores the limit when there is a filter, and moves the query on: `All` after it skips what was counted.
#
# Package: github.com/guregu/dynamo/v2 2.1.1. Seen with Go 1.26.8 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: 20 items of one partition that match a filter; queries and scans with `Limit(5)`, whose documentation says that it is the
#   maximum amount of results to return. One query is counted, and then read.
# Behaviour: `All` with the filter and the limit returns five; `Count` of the same query 20, because the limit is only compared after
#   each page. Without a filter, `Count` leaves the key of the last item in the query, so that `All` of the same query returns the
#   items six to ten, and the next `Count` goes on from there. A query that is read twice returns the first five twice.
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
go get github.com/guregu/dynamo/v2@v2.1.1 github.com/aws/aws-sdk-go-v2@v1.48.0 github.com/aws/aws-sdk-go-v2/config@v1.33.18 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/guregu/dynamo/v2"
)

type task struct {
	Board  string `dynamo:"Board,hash"`
	Number int    `dynamo:"Number,range"`
	State  string
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	ctx := context.Background()
	db := dynamo.New(must(config.LoadDefaultConfig(ctx)))
	must(0, db.CreateTable("tasks", task{}).OnDemand(true).Run(ctx))
	table := db.Table("tasks")
	for number := range 20 {
		must(0, table.Put(task{"a", number + 1, "open"}).Run(ctx))
	}
	numbers := func(query *dynamo.Query) (numbers []int) {
		var tasks []task
		must(0, query.All(ctx, &tasks))
		for _, task := range tasks {
			numbers = append(numbers, task.Number)
		}
		return
	}
	open := func() *dynamo.Query { return table.Get("Board", "a").Filter("'State' = ?", "open").Limit(5) }
	fmt.Println("filter and limit, query: all", numbers(open()), "count", must(open().Count(ctx)))
	fmt.Println("filter and limit, scan: count", must(table.Scan().Filter("'State' = ?", "open").Limit(5).Count(ctx)))
	query := table.Get("Board", "a").Limit(5)
	fmt.Println("limit, read twice:", numbers(query), numbers(query))
	fmt.Println("limit, counted:", must(query.Count(ctx)), "then read:", numbers(query))
	fmt.Println("limit, counted:", must(query.Count(ctx)), "then read:", numbers(query))
}
GO
go mod tidy >/dev/null 2>&1
go run . | tee output
diff output - <<'EXPECTED'
filter and limit, query: all [1 2 3 4 5] count 20
filter and limit, scan: count 20
limit, read twice: [1 2 3 4 5] [1 2 3 4 5]
limit, counted: 5 then read: [6 7 8 9 10]
limit, counted: 5 then read: [11 12 13 14 15]
EXPECTED
echo 'as described'
