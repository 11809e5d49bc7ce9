package clients

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func TestTransactions(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	table := aws.String("films")
	put := &types.Put{
		TableName:                           table,
		Item:                                marshal(t, film{Director: "Scott", Year: 1979, Title: "Alien"}),
		ConditionExpression:                 aws.String("attribute_not_exists(director)"),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	}
	update := &types.Update{
		TableName:        table,
		Key:              marshal(t, film{Director: "Cameron", Year: 1986}),
		UpdateExpression: aws.String("ADD seen :one"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":one": &types.AttributeValueMemberN{Value: "1"},
		},
	}
	request := &dynamodb.TransactWriteItemsInput{
		TransactItems:          []types.TransactWriteItem{{Put: put}, {Update: update}},
		ClientRequestToken:     aws.String("first"),
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}
	// The second time, the token prevents another execution.
	for _, units := range []func(types.ConsumedCapacity) *float64{
		func(consumed types.ConsumedCapacity) *float64 { return consumed.WriteCapacityUnits },
		func(consumed types.ConsumedCapacity) *float64 { return consumed.ReadCapacityUnits },
	} {
		written, err := client.TransactWriteItems(t.Context(), request)
		must(t, err)
		consumed := written.ConsumedCapacity[0]
		check(t, *consumed.CapacityUnits == 4 && *units(consumed) == 4, consumed)
	}
	_, err := client.TransactWriteItems(t.Context(), &dynamodb.TransactWriteItemsInput{
		TransactItems:      request.TransactItems[:1],
		ClientRequestToken: request.ClientRequestToken,
	})
	rejected[*types.IdempotentParameterMismatchException](t, err, "")

	request.ClientRequestToken = nil
	_, err = client.TransactWriteItems(t.Context(), request)
	cancelled := rejected[*types.TransactionCanceledException](t, err, "[ConditionalCheckFailed, None]")
	first, second := cancelled.CancellationReasons[0], cancelled.CancellationReasons[1]
	check(t, *first.Code == "ConditionalCheckFailed" && *first.Message == "The conditional request failed", first)
	check(t, len(first.Item) == len(put.Item), first.Item)
	check(t, *second.Code == "None" && second.Message == nil && second.Item == nil, second)

	read, err := client.TransactGetItems(t.Context(), &dynamodb.TransactGetItemsInput{
		TransactItems: []types.TransactGetItem{
			{Get: &types.Get{TableName: table, Key: marshal(t, film{Director: "Nobody", Year: 1})}},
			{Get: &types.Get{TableName: table, Key: update.Key, ProjectionExpression: aws.String("seen")}},
		},
	})
	must(t, err)
	seen, isNumber := read.Responses[1].Item["seen"].(*types.AttributeValueMemberN)
	check(t, read.Responses[0].Item == nil && isNumber && seen.Value == "1", read.Responses)
}
