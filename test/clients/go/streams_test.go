package clients

import (
	"regexp"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	streamtypes "github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
)

// readRecords returns the records of a shard, two at a time.
func readRecords(t *testing.T, client *dynamodbstreams.Client, input *dynamodbstreams.GetShardIteratorInput) []streamtypes.Record {
	t.Helper()
	start, err := client.GetShardIterator(t.Context(), input)
	must(t, err)
	var records []streamtypes.Record
	for iterator := start.ShardIterator; iterator != nil; {
		page, err := client.GetRecords(t.Context(), &dynamodbstreams.GetRecordsInput{ShardIterator: iterator, Limit: aws.Int32(2)})
		must(t, err)
		records = append(records, page.Records...)
		iterator = page.NextShardIterator
		if len(page.Records) == 0 {
			break
		}
	}
	return records
}

// filmOf returns the film of an image, which is empty if there is no image.
func filmOf(t *testing.T, image map[string]streamtypes.AttributeValue) film {
	t.Helper()
	values, err := attributevalue.FromDynamoDBStreamsMap(image)
	must(t, err)
	var result film
	must(t, attributevalue.UnmarshalMap(values, &result))
	return result
}

func TestStreams(t *testing.T) {
	client := newClient(t)
	createFilms(t, client)
	settings, err := config.LoadDefaultConfig(t.Context())
	must(t, err)
	streams := dynamodbstreams.NewFromConfig(settings)
	table := aws.String("films")

	// UpdateTable enables the stream of a table that exists.
	updated, err := client.UpdateTable(t.Context(), &dynamodb.UpdateTableInput{
		TableName: table,
		StreamSpecification: &types.StreamSpecification{
			StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewTypeNewAndOldImages,
		},
	})
	must(t, err)
	waiter := dynamodb.NewTableExistsWaiter(client)
	must(t, waiter.Wait(t.Context(), &dynamodb.DescribeTableInput{TableName: table}, waitLimit))
	arn := updated.TableDescription.LatestStreamArn
	described, err := streams.DescribeStream(t.Context(), &dynamodbstreams.DescribeStreamInput{StreamArn: arn})
	must(t, err)
	description := described.StreamDescription
	check(t, description.StreamViewType == streamtypes.StreamViewTypeNewAndOldImages && *description.TableName == "films", description)
	listed, err := streams.ListStreams(t.Context(), &dynamodbstreams.ListStreamsInput{TableName: table})
	must(t, err)
	check(t, len(listed.Streams) == 1 && *listed.Streams[0].StreamArn == *arn, listed.Streams)

	put := func(title string) {
		item := map[string]types.AttributeValue{"title": &types.AttributeValueMemberS{Value: title}}
		for name, value := range alienKey {
			item[name] = value
		}
		_, err := client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: table, Item: item})
		must(t, err)
	}
	put("Alien")
	put("Alien")
	put("Alien 👽")
	_, err = client.DeleteItem(t.Context(), &dynamodb.DeleteItemInput{TableName: table, Key: alienKey})
	must(t, err)

	shard := description.Shards[0].ShardId
	input := &dynamodbstreams.GetShardIteratorInput{
		StreamArn: arn, ShardId: shard, ShardIteratorType: streamtypes.ShardIteratorTypeTrimHorizon,
	}
	records := readRecords(t, streams, input)
	check(t, len(records) == 3, records)
	titles := [][2]string{{"", "Alien"}, {"Alien", "Alien 👽"}, {"Alien 👽", ""}}
	events := []streamtypes.OperationType{
		streamtypes.OperationTypeInsert, streamtypes.OperationTypeModify, streamtypes.OperationTypeRemove,
	}
	for index, record := range records {
		before, after := filmOf(t, record.Dynamodb.OldImage), filmOf(t, record.Dynamodb.NewImage)
		check(t, record.EventName == events[index], record)
		check(t, before.Title == titles[index][0] && after.Title == titles[index][1], before, after)
		check(t, len(record.Dynamodb.Keys) == 2 && record.UserIdentity == nil, record)
		check(t, regexp.MustCompile("^[0-9]{21,40}$").MatchString(*record.Dynamodb.SequenceNumber), record)
		check(t, time.Since(*record.Dynamodb.ApproximateCreationDateTime).Abs() < 90*time.Second, record)
	}

	// Iterators that start at or after a record, and behind the last one.
	input.ShardIteratorType = streamtypes.ShardIteratorTypeAtSequenceNumber
	input.SequenceNumber = records[1].Dynamodb.SequenceNumber
	check(t, len(readRecords(t, streams, input)) == 2)
	input.ShardIteratorType = streamtypes.ShardIteratorTypeAfterSequenceNumber
	rest := readRecords(t, streams, input)
	check(t, len(rest) == 1 && *rest[0].EventID == *records[2].EventID, rest)
	input.ShardIteratorType, input.SequenceNumber = streamtypes.ShardIteratorTypeLatest, nil
	check(t, len(readRecords(t, streams, input)) == 0)
	input.ShardId = aws.String("shardId-00000000000000000000-abcdef01")
	_, err = streams.GetShardIterator(t.Context(), input)
	rejected[*streamtypes.ResourceNotFoundException](t, err, "Shard does not exist")
}
