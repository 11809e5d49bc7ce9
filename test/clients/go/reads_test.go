package clients

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

func TestReads(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	for decade := 1950; decade < 2000; decade += 10 {
		writeDecade(t, client, decade)
	}

	query, err := expression.NewBuilder().
		WithKeyCondition(expression.KeyAnd(
			expression.Key("director").Equal(expression.Value("Varda")),
			expression.Key("year").Between(expression.Value(1955), expression.Value(1994)))).
		WithFilter(expression.Name("genre").Equal(expression.Value("drama"))).
		WithProjection(expression.NamesList(expression.Name("year"))).
		Build()
	must(t, err)
	var years []int
	var scanned int32
	for pages := dynamodb.NewQueryPaginator(client, &dynamodb.QueryInput{
		TableName:                 aws.String("films"),
		KeyConditionExpression:    query.KeyCondition(),
		FilterExpression:          query.Filter(),
		ProjectionExpression:      query.Projection(),
		ExpressionAttributeNames:  query.Names(),
		ExpressionAttributeValues: query.Values(),
		ScanIndexForward:          aws.Bool(false),
		Limit:                     aws.Int32(7),
	}); pages.HasMorePages(); {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		check(t, page.ScannedCount <= 7, page.ScannedCount)
		scanned += page.ScannedCount
		var items []film
		must(t, attributevalue.UnmarshalListOfMaps(page.Items, &items))
		for _, item := range items {
			check(t, item.Director == "", item)
			years = append(years, item.Year)
		}
	}
	check(t, len(years) == 20 && years[0] == 1994 && years[19] == 1956 && scanned == 40, years, scanned)

	indexed, err := client.Query(t.Context(), &dynamodb.QueryInput{
		TableName:                 aws.String("films"),
		IndexName:                 aws.String("by-genre"),
		KeyConditionExpression:    aws.String("genre = :genre"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":genre": &types.AttributeValueMemberS{Value: "drama"}},
	})
	must(t, err)
	check(t, indexed.Count == 50 && len(indexed.Items[0]) == 3, indexed.Count, indexed.Items[0])

	count := 0
	for pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{
		TableName: aws.String("films"),
		Limit:     aws.Int32(30),
	}); pages.HasMorePages(); {
		page, err := pages.NextPage(t.Context())
		must(t, err)
		count += len(page.Items)
	}
	check(t, count == 100, count)

	keys := []map[string]types.AttributeValue{alienKey, key("Varda", 1962), key("Akerman", 1975)}
	batch, err := client.BatchGetItem(t.Context(), &dynamodb.BatchGetItemInput{
		RequestItems: map[string]types.KeysAndAttributes{"films": {Keys: keys}},
	})
	must(t, err)
	check(t, len(batch.Responses["films"]) == 2 && len(batch.UnprocessedKeys) == 0, batch)

	_, err = client.Scan(t.Context(), &dynamodb.ScanInput{TableName: aws.String("films"), Limit: aws.Int32(0)})
	rejected[smithy.APIError](t, err, "Value at 'Limit' failed to satisfy constraint: Member must have value greater than")
	_, err = client.Scan(t.Context(), &dynamodb.ScanInput{TableName: aws.String("no-such-table")})
	rejected[*types.ResourceNotFoundException](t, err, "Requested resource not found")
}

// writeDecade writes a film by each of two directors for each year; the films of even years are dramas.
func writeDecade(t *testing.T, client *dynamodb.Client, decade int) {
	t.Helper()
	var requests []types.WriteRequest
	for year := decade; year < decade+10; year++ {
		for _, director := range []string{"Akerman", "Varda"} {
			item := film{Director: director, Year: year}
			if year%2 == 0 {
				item.Genre = "drama"
			}
			requests = append(requests, types.WriteRequest{PutRequest: &types.PutRequest{Item: marshal(t, item)}})
		}
	}
	written, err := client.BatchWriteItem(t.Context(), &dynamodb.BatchWriteItemInput{
		RequestItems: map[string][]types.WriteRequest{"films": requests},
	})
	must(t, err)
	check(t, len(written.UnprocessedItems) == 0, written.UnprocessedItems)
}

func key(director string, year int) map[string]types.AttributeValue {
	values, err := attributevalue.MarshalMap(struct {
		Director string `dynamodbav:"director"`
		Year     int    `dynamodbav:"year"`
	}{director, year})
	if err != nil {
		panic(err)
	}
	return values
}
