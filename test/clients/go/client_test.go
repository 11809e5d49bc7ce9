// Package clients tests the AWS SDK for Go v2 with short programs; each test is one program with its own database.
package clients

import (
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/logging"
)

// newClient creates a client with the settings in the environment. The SDK only warns of a response with a wrong
// CRC-32, so warnings fail the test.
func newClient(t *testing.T, options ...func(*dynamodb.Options)) *dynamodb.Client {
	t.Helper()
	fail := func(kind logging.Classification, format string, values ...any) {
		t.Errorf(string(kind)+": "+format, values...)
	}
	settings, err := config.LoadDefaultConfig(t.Context(), config.WithLogger(logging.LoggerFunc(fail)))
	must(t, err)
	return dynamodb.NewFromConfig(settings, options...)
}

// createFilms creates the table that the programs use, and waits until it exists.
func createFilms(t *testing.T, client *dynamodb.Client) {
	t.Helper()
	_, err := client.CreateTable(t.Context(), &dynamodb.CreateTableInput{
		TableName: aws.String("films"),
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String("director"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("year"), AttributeType: types.ScalarAttributeTypeN},
			{AttributeName: aws.String("genre"), AttributeType: types.ScalarAttributeTypeS},
		},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String("director"), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String("year"), KeyType: types.KeyTypeRange},
		},
		GlobalSecondaryIndexes: []types.GlobalSecondaryIndex{{
			IndexName:  aws.String("by-genre"),
			KeySchema:  []types.KeySchemaElement{{AttributeName: aws.String("genre"), KeyType: types.KeyTypeHash}},
			Projection: &types.Projection{ProjectionType: types.ProjectionTypeKeysOnly},
		}},
		BillingMode: types.BillingModePayPerRequest,
	})
	must(t, err)
	waiter := dynamodb.NewTableExistsWaiter(client)
	must(t, waiter.Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: aws.String("films")}, waitLimit))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rejected returns the error as the SDK's own type. Any other error, or no error, fails the test.
func rejected[E error](t *testing.T, err error, text string) E {
	t.Helper()
	var expected E
	if !errors.As(err, &expected) || !strings.Contains(err.Error(), text) {
		t.Fatalf("got %v, and not a %T with %q", err, expected, text)
	}
	return expected
}

func check(t *testing.T, isFulfilled bool, values ...any) {
	t.Helper()
	if !isFulfilled {
		t.Fatalf("the check failed: %+v", values)
	}
}
