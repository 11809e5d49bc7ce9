package clients

import (
	"bytes"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
)

type film struct {
	Director string                `dynamodbav:"director"`
	Year     int                   `dynamodbav:"year"`
	Title    string                `dynamodbav:"title,omitempty"`
	Genre    string                `dynamodbav:"genre,omitempty"`
	Poster   []byte                `dynamodbav:"poster,omitempty"`
	Tags     []string              `dynamodbav:"tags,stringset,omitempty"`
	Exact    attributevalue.Number `dynamodbav:"exact,omitempty"`
	Ratings  map[string]float64    `dynamodbav:"ratings,omitempty"`
}

var alienKey = map[string]types.AttributeValue{
	"director": &types.AttributeValueMemberS{Value: "Scott"},
	"year":     &types.AttributeValueMemberN{Value: "1979"},
}

func TestItems(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	alien := film{
		Director: "Scott",
		Year:     1979,
		Title:    "Alien 👽",
		Poster:   []byte{0, 1, 254, 255},
		Tags:     []string{"horror", "space"},
		Exact:    "-1234567890123456789012345678.9012345678",
		Ratings:  map[string]float64{"ann": 4.5},
	}
	putAlien := &dynamodb.PutItemInput{
		TableName:           aws.String("films"),
		Item:                marshal(t, alien),
		ConditionExpression: aws.String("attribute_not_exists(director)"),
	}
	_, err := client.PutItem(t.Context(), putAlien)
	must(t, err)
	got := getFilm(t, client)
	check(t, got.Title == alien.Title && bytes.Equal(got.Poster, alien.Poster), got)
	check(t, got.Exact == alien.Exact && got.Ratings["ann"] == 4.5 && len(got.Tags) == 2, got)

	putAlien.ReturnValuesOnConditionCheckFailure = types.ReturnValuesOnConditionCheckFailureAllOld
	_, err = client.PutItem(t.Context(), putAlien)
	rejection := rejected[*types.ConditionalCheckFailedException](t, err, "The conditional request failed")
	var found film
	must(t, attributevalue.UnmarshalMap(rejection.Item, &found))
	check(t, found.Title == alien.Title, rejection.Item)

	change, err := expression.NewBuilder().
		WithUpdate(expression.Add(expression.Name("year2"), expression.Value(1)).
			Set(expression.Name("ratings.bob"), expression.Value(3)).
			Remove(expression.Name("poster"))).
		WithCondition(expression.Name("ratings.ann").GreaterThan(expression.Value(4)).
			And(expression.Name("tags").Contains("space"))).
		Build()
	must(t, err)
	updated, err := client.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{
		TableName:                 aws.String("films"),
		Key:                       alienKey,
		UpdateExpression:          change.Update(),
		ConditionExpression:       change.Condition(),
		ExpressionAttributeNames:  change.Names(),
		ExpressionAttributeValues: change.Values(),
		ReturnValues:              types.ReturnValueUpdatedNew,
		ReturnConsumedCapacity:    types.ReturnConsumedCapacityTotal,
	})
	must(t, err)
	check(t, *updated.ConsumedCapacity.CapacityUnits == 1, updated.ConsumedCapacity)
	check(t, updated.Attributes["year2"].(*types.AttributeValueMemberN).Value == "1", updated.Attributes)
	check(t, getFilm(t, client).Ratings["bob"] == 3, updated.Attributes)

	deleteAlien := &dynamodb.DeleteItemInput{
		TableName:           aws.String("films"),
		Key:                 alienKey,
		ConditionExpression: aws.String("attribute_exists(poster)"),
	}
	_, err = client.DeleteItem(t.Context(), deleteAlien)
	rejected[*types.ConditionalCheckFailedException](t, err, "The conditional request failed")
	deleteAlien.ConditionExpression = nil
	_, err = client.DeleteItem(t.Context(), deleteAlien)
	must(t, err)

	_, err = client.GetItem(t.Context(), &dynamodb.GetItemInput{
		TableName:            aws.String("films"),
		Key:                  alienKey,
		ProjectionExpression: aws.String("a..b"),
	})
	invalid := rejected[smithy.APIError](t, err, `Invalid ProjectionExpression: Syntax error; token: ".", near: "..b"`)
	check(t, invalid.ErrorCode() == "ValidationException", invalid.ErrorCode())
}

// Responses of more than four kilobytes are compressed on request; the CRC-32 is that of the compressed bytes.
func TestCompression(t *testing.T) {
	client := newClient(t, func(options *dynamodb.Options) { options.EnableAcceptEncodingGzip = true })
	createFilms(t, client)
	title := strings.Repeat("again and ", 20_000)
	_, err := client.PutItem(t.Context(), &dynamodb.PutItemInput{
		TableName: aws.String("films"),
		Item:      marshal(t, film{Director: "Scott", Year: 1979, Title: title}),
	})
	must(t, err)
	check(t, getFilm(t, client).Title == title)
}

func marshal(t *testing.T, item film) map[string]types.AttributeValue {
	t.Helper()
	values, err := attributevalue.MarshalMap(item)
	must(t, err)
	return values
}

func getFilm(t *testing.T, client *dynamodb.Client) film {
	t.Helper()
	got, err := client.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: aws.String("films"), Key: alienKey})
	must(t, err)
	var item film
	must(t, attributevalue.UnmarshalMap(got.Item, &item))
	return item
}
