import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Tests the client of streams: a stream that is enabled later, its records, and iterators. */
public final class Streams {
  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create(); DynamoDbStreamsClient streams = DynamoDbStreamsClient.create()) {
      Films.create(client);
      put(client, "before the stream");
      client.updateTable(request -> request
          .tableName(Films.TABLE)
          .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
      client.waiter().waitUntilTableExists(request -> request.tableName(Films.TABLE));
      String arn = client.describeTable(request -> request.tableName(Films.TABLE)).table().latestStreamArn();
      StreamDescription stream = streams.describeStream(request -> request.streamArn(arn)).streamDescription();
      Films.check(stream.streamViewType() == StreamViewType.NEW_AND_OLD_IMAGES, stream);
      Films.check(stream.keySchema().size() == 2 && stream.tableName().equals(Films.TABLE), stream);
      Films.check(streams.listStreams(request -> request.tableName(Films.TABLE)).streams().size() == 1);

      put(client, "Alien");
      put(client, "Alien");
      client.deleteItem(request -> request.tableName(Films.TABLE).key(Films.keyOf("Scott", 1979)));
      put(client, "Alien 👽");
      checkRecords(streams, arn, stream.shards());
    }
  }

  private static void checkRecords(DynamoDbStreamsClient streams, String arn, List<Shard> shards) {
    String shard = shards.get(0).shardId();
    List<Record> records = read(streams, streams.getShardIterator(request -> request
        .streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator());
    List<OperationType> events = records.stream().map(Record::eventName).toList();
    Films.check(events.equals(List.of(OperationType.MODIFY, OperationType.REMOVE, OperationType.INSERT)), events);
    Record first = records.get(0);
    Films.check(first.dynamodb().oldImage().get("title").s().equals("before the stream"), first);
    Films.check(first.dynamodb().newImage().get("title").s().equals("Alien"), first);
    Films.check(first.dynamodb().keys().equals(Films.keyOf("Scott", 1979)), first);
    Films.check(first.userIdentity() == null, first);
    Duration age = Duration.between(first.dynamodb().approximateCreationDateTime(), Instant.now()).abs();
    Films.check(age.toSeconds() < 90, age);
    Films.check(!records.get(1).dynamodb().hasNewImage() && !records.get(2).dynamodb().hasOldImage(), records);

    String second = records.get(1).dynamodb().sequenceNumber();
    List<Record> rest = read(streams, streams.getShardIterator(request -> request
        .streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(second))
        .shardIterator());
    Films.check(rest.equals(records.subList(2, 3)), rest);
    Films.rejected(ResourceNotFoundException.class, "Shard does not exist", () -> streams.getShardIterator(request -> request
        .streamArn(arn).shardId("shardId-00000000000000000000-abcdef01").shardIteratorType(ShardIteratorType.LATEST)));
  }

  /** Reads records, two at a time, to the end of what is there. */
  private static List<Record> read(DynamoDbStreamsClient streams, String iterator) {
    List<Record> records = new ArrayList<>();
    for (String next = iterator; next != null; ) {
      String current = next;
      GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(current).limit(2));
      records.addAll(page.records());
      next = page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return records;
  }

  private static void put(DynamoDbClient client, String title) {
    Map<String, AttributeValue> item = new HashMap<>(Films.keyOf("Scott", 1979));
    item.put("title", AttributeValue.fromS(title));
    client.putItem(request -> request.tableName(Films.TABLE).item(item));
  }
}
