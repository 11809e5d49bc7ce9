import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Tests transactions: reasons, tokens, capacity and reads. */
public final class Transactions {
  private static final Map<String, AttributeValue> ALIEN = Films.keyOf("Scott", 1979);
  private static final Map<String, AttributeValue> RUNNER = Films.keyOf("Scott", 1982);

  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create()) {
      Films.create(client);
      for (Map<String, AttributeValue> key : List.of(ALIEN, RUNNER, Films.keyOf("Scott", 2012))) {
        client.putItem(request -> request.tableName(Films.TABLE).item(key));
      }
      cancel(client);
      commit(client);
      read(client);
      reject(client);
    }
  }

  private static void cancel(DynamoDbClient client) {
    TransactionCanceledException cancelled = Films.rejected(
        TransactionCanceledException.class,
        "[ConditionalCheckFailed, None, None, ConditionalCheckFailed]",
        () -> client.transactWriteItems(request -> request.transactItems(actions("attribute_exists(title)", 2012))));
    List<CancellationReason> reasons = cancelled.cancellationReasons();
    Films.check(reasons.get(0).item().equals(ALIEN), reasons);
    Films.check(reasons.get(0).message().equals("The conditional request failed"), reasons);
    Films.check(reasons.get(1).code().equals("None") && reasons.get(1).message() == null, reasons);
    Films.check(!reasons.get(3).hasItem(), reasons);
    Films.check(client.scan(request -> request.tableName(Films.TABLE)).items().size() == 3);
  }

  private static void commit(DynamoDbClient client) {
    TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
        .transactItems(actions("attribute_not_exists(title)", 2000))
        .clientRequestToken(UUID.randomUUID().toString())
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
        .build();
    ConsumedCapacity written = client.transactWriteItems(request).consumedCapacity().get(0);
    Films.check(written.writeCapacityUnits() == 8 && written.capacityUnits() == 8, written);
    ConsumedCapacity repeated = client.transactWriteItems(request).consumedCapacity().get(0);
    Films.check(repeated.readCapacityUnits() == 8 && repeated.writeCapacityUnits() == null, repeated);
    Films.rejected(IdempotentParameterMismatchException.class, "", () -> client.transactWriteItems(
        request.toBuilder().transactItems(actions("attribute_exists(title)", 2000)).build()));
  }

  private static void read(DynamoDbClient client) {
    Get.Builder aliens = Get.builder()
        .tableName(Films.TABLE)
        .key(Films.keyOf("Cameron", 1986))
        .projectionExpression("title");
    Get.Builder missing = Get.builder().tableName(Films.TABLE).key(RUNNER);
    Get.Builder alien = Get.builder().tableName(Films.TABLE).key(ALIEN);
    List<TransactGetItem> gets = List.of(aliens, missing, alien).stream()
        .map(get -> TransactGetItem.builder().get(get.build()).build())
        .toList();
    List<ItemResponse> responses = client.transactGetItems(request -> request.transactItems(gets)).responses();
    Films.check(responses.get(0).item().equals(Map.of("title", AttributeValue.fromS("Aliens"))), responses);
    Films.check(!responses.get(1).hasItem(), responses);
    Films.check(responses.get(2).item().get("title").s().equals("Alien"), responses);
  }

  private static void reject(DynamoDbClient client) {
    TransactWriteItem delete = TransactWriteItem.builder()
        .delete(action -> action.tableName(Films.TABLE).key(ALIEN))
        .build();
    DynamoDbException twice = Films.rejected(
        DynamoDbException.class,
        "Transaction request cannot include multiple operations on one item",
        () -> client.transactWriteItems(request -> request.transactItems(delete, delete)));
    Films.check(twice.awsErrorDetails().errorCode().equals("ValidationException"), twice);
    TransactWriteItem elsewhere = TransactWriteItem.builder()
        .delete(action -> action.tableName("missing").key(RUNNER))
        .build();
    Films.rejected(ResourceNotFoundException.class, "Requested resource not found",
        () -> client.transactWriteItems(request -> request.transactItems(delete, elsewhere)));
    Films.check(client.getItem(request -> request.tableName(Films.TABLE).key(ALIEN)).hasItem());
  }

  /** Returns an action of each kind: the first has the condition, the last demands that no film of the year exists. */
  private static List<TransactWriteItem> actions(String condition, int year) {
    return List.of(
        TransactWriteItem.builder()
            .update(update -> update
                .tableName(Films.TABLE)
                .key(ALIEN)
                .updateExpression("SET title = :title")
                .conditionExpression(condition)
                .expressionAttributeValues(Map.of(":title", AttributeValue.fromS("Alien")))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
            .build(),
        TransactWriteItem.builder()
            .put(put -> put
                .tableName(Films.TABLE)
                .item(Map.of(
                    "director", AttributeValue.fromS("Cameron"),
                    "year", AttributeValue.fromN("1986"),
                    "title", AttributeValue.fromS("Aliens")))
                .conditionExpression("attribute_not_exists(director)"))
            .build(),
        TransactWriteItem.builder().delete(delete -> delete.tableName(Films.TABLE).key(RUNNER)).build(),
        TransactWriteItem.builder()
            .conditionCheck(check -> check
                .tableName(Films.TABLE)
                .key(Films.keyOf("Scott", year))
                .conditionExpression("attribute_not_exists(director)"))
            .build());
  }
}
