import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tests transactions, their reasons and tokens. */
public final class Transactions {
  private static final Map<String, AttributeValue> ALIEN = Films.keyOf("Scott", 1979);
  private static final Map<String, AttributeValue> ALIENS = Films.keyOf("Cameron", 1986);

  private static final TransactWriteItem PUT = TransactWriteItem.builder()
      .put(put -> put
          .tableName(Films.TABLE)
          .item(ALIEN)
          .conditionExpression("attribute_not_exists(director)")
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
      .build();
  private static final TransactWriteItem UPDATE = TransactWriteItem.builder()
      .update(update -> update
          .tableName(Films.TABLE)
          .key(ALIENS)
          .updateExpression("ADD seen :one")
          .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))))
      .build();

  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create()) {
      Films.create(client);
      writesOnce(client);
      reportsReasons(client);
      reads(client);
    }
  }

  private static void writesOnce(DynamoDbClient client) {
    ConsumedCapacity first = write(client);
    Films.check(first.capacityUnits() == 4.0 && first.writeCapacityUnits() == 4.0, first);
    ConsumedCapacity second = write(client);
    Films.check(second.capacityUnits() == 4.0 && second.readCapacityUnits() == 4.0, second);
    Films.rejected(
        IdempotentParameterMismatchException.class,
        "",
        () -> client.transactWriteItems(request -> request.transactItems(PUT).clientRequestToken("first")));
  }

  private static ConsumedCapacity write(DynamoDbClient client) {
    return client.transactWriteItems(request -> request
            .transactItems(PUT, UPDATE)
            .clientRequestToken("first")
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity().get(0);
  }

  private static void reportsReasons(DynamoDbClient client) {
    TransactionCanceledException cancelled = Films.rejected(
        TransactionCanceledException.class,
        "[ConditionalCheckFailed, None]",
        () -> client.transactWriteItems(request -> request.transactItems(PUT, UPDATE)));
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    Films.check(reasons.get(0).code().equals("ConditionalCheckFailed"), reasons);
    Films.check(reasons.get(0).message().equals("The conditional request failed"), reasons);
    Films.check(reasons.get(0).item().equals(ALIEN), reasons);
    Films.check(reasons.get(1).code().equals("None") && reasons.get(1).message() == null, reasons);
  }

  private static void reads(DynamoDbClient client) {
    List<ItemResponse> responses =
        client.transactGetItems(request -> request.transactItems(get(Films.keyOf("Nobody", 1)), get(ALIENS))).responses();
    Films.check(!responses.get(0).hasItem(), responses);
    Films.check(responses.get(1).item().get("seen").n().equals("1"), responses);
  }

  private static TransactGetItem get(Map<String, AttributeValue> key) {
    return TransactGetItem.builder().get(get -> get.tableName(Films.TABLE).key(key)).build();
  }
}
