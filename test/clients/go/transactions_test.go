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

var aliensKey = map[string]types.AttributeValue{
	"director": &types.AttributeValueMemberS{Value: "Cameron"},
	"year":     &types.AttributeValueMemberN{Value: "1986"},
}

// actions returns a transaction with an action of each kind, whose update demands that the film has the title.
func actions(t *testing.T, title string) []types.TransactWriteItem {
	t.Helper()
	update, err := expression.NewBuilder().
		WithUpdate(expression.Set(expression.Name("genre"), expression.Value("horror"))).
		WithCondition(expression.Name("title").Equal(expression.Value(title))).
		Build()
	must(t, err)
	absent, err := expression.NewBuilder().
		WithCondition(expression.Name("director").AttributeNotExists()).
		Build()
	must(t, err)
	aliens, err := attributevalue.MarshalMap(film{Director: "Cameron", Year: 1986, Title: "Aliens", Tags: []string{"space"}})
	must(t, err)
	table := aws.String("films")
	keyOf := func(year string) map[string]types.AttributeValue {
		return map[string]types.AttributeValue{"director": alienKey["director"], "year": &types.AttributeValueMemberN{Value: year}}
	}
	return []types.TransactWriteItem{
		{Update: &types.Update{
			TableName: table, Key: alienKey,
			UpdateExpression: update.Update(), ConditionExpression: update.Condition(),
			ExpressionAttributeNames: update.Names(), ExpressionAttributeValues: update.Values(),
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}},
		{Put: &types.Put{
			TableName: table, Item: aliens,
			ConditionExpression: absent.Condition(), ExpressionAttributeNames: absent.Names(),
		}},
		{Delete: &types.Delete{TableName: table, Key: keyOf("1982")}},
		{ConditionCheck: &types.ConditionCheck{
			TableName: table, Key: keyOf("2000"),
			ConditionExpression: absent.Condition(), ExpressionAttributeNames: absent.Names(),
		}},
	}
}

func TestTransactions(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	for _, item := range []film{{Director: "Scott", Year: 1979, Title: "Alien"}, {Director: "Scott", Year: 1982}} {
		values, err := attributevalue.MarshalMap(item)
		must(t, err)
		_, err = client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: aws.String("films"), Item: values})
		must(t, err)
	}

	// A cancelled transaction changes nothing, and has a reason for each action.
	_, err := client.TransactWriteItems(t.Context(), &dynamodb.TransactWriteItemsInput{TransactItems: actions(t, "Blade Runner")})
	cancelled := rejected[*types.TransactionCanceledException](t, err, "[ConditionalCheckFailed, None, None, None]")
	check(t, len(cancelled.CancellationReasons) == 4, cancelled.CancellationReasons)
	first, second := cancelled.CancellationReasons[0], cancelled.CancellationReasons[1]
	check(t, *first.Message == "The conditional request failed" && *second.Code == "None" && second.Message == nil, first, second)
	var found film
	must(t, attributevalue.UnmarshalMap(first.Item, &found))
	check(t, found.Title == "Alien" && found.Genre == "", found)

	// A token makes a repeated one harmless.
	input := &dynamodb.TransactWriteItemsInput{
		TransactItems:          actions(t, "Alien"),
		ClientRequestToken:     aws.String("token-1"),
		ReturnConsumedCapacity: types.ReturnConsumedCapacityIndexes,
	}
	written, err := client.TransactWriteItems(t.Context(), input)
	must(t, err)
	capacity := written.ConsumedCapacity[0]
	check(t, *capacity.Table.WriteCapacityUnits == 8, capacity.Table)
	check(t, *capacity.GlobalSecondaryIndexes["by-genre"].WriteCapacityUnits == 1, capacity.GlobalSecondaryIndexes)
	repeated, err := client.TransactWriteItems(t.Context(), input)
	must(t, err)
	check(t, *repeated.ConsumedCapacity[0].ReadCapacityUnits > 0, repeated.ConsumedCapacity)
	check(t, repeated.ConsumedCapacity[0].WriteCapacityUnits == nil, repeated.ConsumedCapacity)
	input.TransactItems = actions(t, "Alien")[:3]
	_, err = client.TransactWriteItems(t.Context(), input)
	rejected[*types.IdempotentParameterMismatchException](t, err, "")

	// Reads keep the order of the requests.
	get := func(key map[string]types.AttributeValue, projection *string) types.TransactGetItem {
		return types.TransactGetItem{Get: &types.Get{TableName: aws.String("films"), Key: key, ProjectionExpression: projection}}
	}
	missing := map[string]types.AttributeValue{"director": alienKey["director"], "year": &types.AttributeValueMemberN{Value: "1982"}}
	read, err := client.TransactGetItems(t.Context(), &dynamodb.TransactGetItemsInput{
		TransactItems:          []types.TransactGetItem{get(aliensKey, aws.String("title, tags")), get(missing, nil), get(alienKey, nil)},
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	})
	must(t, err)
	check(t, *read.ConsumedCapacity[0].CapacityUnits == 6, read.ConsumedCapacity)
	check(t, len(read.Responses) == 3 && read.Responses[1].Item == nil, read.Responses)
	var aliens, alien film
	must(t, attributevalue.UnmarshalMap(read.Responses[0].Item, &aliens))
	must(t, attributevalue.UnmarshalMap(read.Responses[2].Item, &alien))
	check(t, aliens.Title == "Aliens" && aliens.Tags[0] == "space" && aliens.Year == 0, aliens)
	check(t, alien.Genre == "horror", alien)

	// One action an item.
	_, err = client.TransactWriteItems(t.Context(), &dynamodb.TransactWriteItemsInput{
		TransactItems: append(actions(t, "Alien"), types.TransactWriteItem{
			Delete: &types.Delete{TableName: aws.String("films"), Key: alienKey},
		}),
	})
	text := "Transaction request cannot include multiple operations on one item"
	check(t, rejected[smithy.APIError](t, err, text).ErrorCode() == "ValidationException", err)
}
