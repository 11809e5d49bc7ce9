import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Tests the enhanced client: beans with a version, their table, an index, pages and batches. */
public final class Enhanced {
  @DynamoDbBean
  public static class Note {
    private String owner;
    private Integer number;
    private String topic;
    private Long version;

    public static Note of(String owner, int number, String topic) {
      Note note = new Note();
      note.setOwner(owner);
      note.setNumber(number);
      note.setTopic(topic);
      return note;
    }

    @DynamoDbPartitionKey
    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    @DynamoDbSortKey
    public Integer getNumber() {
      return number;
    }

    public void setNumber(Integer number) {
      this.number = number;
    }

    @DynamoDbSecondaryPartitionKey(indexNames = "by-topic")
    public String getTopic() {
      return topic;
    }

    public void setTopic(String topic) {
      this.topic = topic;
    }

    @DynamoDbVersionAttribute
    public Long getVersion() {
      return version;
    }

    public void setVersion(Long version) {
      this.version = version;
    }
  }

  public static void main(String[] arguments) {
    DynamoDbEnhancedClient client = DynamoDbEnhancedClient.create();
    TableSchema<Note> schema = TableSchema.fromBean(Note.class);
    DynamoDbTable<Note> notes = client.table("notes", schema);
    notes.createTable(request -> request.globalSecondaryIndices(index -> index
        .indexName("by-topic")
        .projection(projection -> projection.projectionType(ProjectionType.ALL))));
    try (DynamoDbWaiter waiter = DynamoDbWaiter.create()) {
      waiter.waitUntilTableExists(request -> request.tableName("notes"));
    }

    Key first = Key.builder().partitionValue("ann").sortValue(0).build();
    notes.putItem(Note.of("ann", 0, "tea"));
    Note read = notes.getItem(first);
    Note stale = notes.getItem(first);
    read.setTopic("coffee");
    Note updated = notes.updateItem(read);
    Films.check(updated.getTopic().equals("coffee") && updated.getVersion() > stale.getVersion(), updated.getVersion());
    Films.rejected(
        ConditionalCheckFailedException.class, "The conditional request failed", () -> notes.updateItem(stale));

    // Versions need conditions, which batches do not support.
    DynamoDbEnhancedClient plain = DynamoDbEnhancedClient.builder().extensions(List.of()).build();
    WriteBatch.Builder<Note> batch = WriteBatch.builder(Note.class).mappedTableResource(plain.table("notes", schema));
    IntStream.range(1, 25).forEach(number -> batch.addPutItem(Note.of("ann", number, number % 2 == 0 ? "tea" : null)));
    plain.batchWriteItem(request -> request.writeBatches(batch.build()));

    QueryConditional late =
        QueryConditional.sortGreaterThanOrEqualTo(Key.builder().partitionValue("ann").sortValue(10).build());
    PageIterable<Note> pages = notes.query(request -> request.queryConditional(late).limit(4).filterExpression(
        Expression.builder()
            .expression("topic = :tea")
            .putExpressionValue(":tea", AttributeValue.fromS("tea"))
            .build()));
    List<Integer> numbers = pages.items().stream().map(Note::getNumber).toList();
    Films.check(numbers.equals(List.of(10, 12, 14, 16, 18, 20, 22, 24)), numbers);
    Films.check(pages.stream().count() >= 4);
    QueryConditional coffee = QueryConditional.keyEqualTo(Key.builder().partitionValue("coffee").build());
    List<Note> found = notes.index("by-topic").query(coffee).stream().flatMap(page -> page.items().stream()).toList();
    Films.check(found.size() == 1 && found.get(0).getNumber() == 0, found.size());
    Films.check(notes.scan().items().stream().count() == 25);
    notes.deleteItem(first);
    Films.check(notes.getItem(first) == null);
    notes.deleteTable();
  }
}
