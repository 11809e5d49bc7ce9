package clients

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

const waitLimit = 30 * time.Second

func TestTables(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	films := &dynamodb.DescribeTableInput{TableName: aws.String("films")}
	described, err := client.DescribeTable(t.Context(), films)
	must(t, err)
	check(t, described.Table.TableStatus == types.TableStatusActive, described.Table)
	check(t, time.Since(*described.Table.CreationDateTime).Abs() < time.Minute, described.Table.CreationDateTime)
	check(t, *described.Table.GlobalSecondaryIndexes[0].IndexName == "by-genre", described.Table)

	for number := range 5 {
		_, err := client.CreateTable(t.Context(), &dynamodb.CreateTableInput{
			TableName:            aws.String(fmt.Sprintf("table-%d", number)),
			KeySchema:            []types.KeySchemaElement{{AttributeName: aws.String("id"), KeyType: types.KeyTypeHash}},
			AttributeDefinitions: []types.AttributeDefinition{{AttributeName: aws.String("id"), AttributeType: "B"}},
			BillingMode:          types.BillingModePayPerRequest,
		})
		must(t, err)
	}
	var names []string
	pages := dynamodb.NewListTablesPaginator(client, &dynamodb.ListTablesInput{Limit: aws.Int32(4)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		names = append(names, page.TableNames...)
	}
	check(t, len(names) == 6 && names[0] == "films", names)

	_, err = client.DeleteTable(t.Context(), &dynamodb.DeleteTableInput{TableName: aws.String("films")})
	must(t, err)
	must(t, dynamodb.NewTableNotExistsWaiter(client).Wait(t.Context(), films, waitLimit))
	_, err = client.DescribeTable(t.Context(), films)
	missing := rejected[*types.ResourceNotFoundException](t, err, "https response error StatusCode: 400, RequestID: ")
	check(t, missing.ErrorMessage() == "Requested resource not found: Table: films not found", missing.ErrorMessage())
}

func TestAccess(t *testing.T) {
	stranger := newClient(t, func(options *dynamodb.Options) {
		options.Credentials = credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "a wrong one", "")
	})
	_, err := stranger.ListTables(t.Context(), &dynamodb.ListTablesInput{})
	rejection := rejected[smithy.APIError](t, err, "The request signature we calculated does not match")
	check(t, rejection.ErrorCode() == "InvalidSignatureException", rejection.ErrorCode())
}
