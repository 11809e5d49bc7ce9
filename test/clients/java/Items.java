import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Tests items with values of every type, and writes with conditions. The client checks the CRC-32 of each response. */
public final class Items {
  private static final Map<String, AttributeValue> KEY = Films.keyOf("Scott", 1979);

  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create()) {
      Films.create(client);
      keepsValues(client);
      obeysConditions(client);
      rejects(client);
    }
  }

  private static void keepsValues(DynamoDbClient client) {
    Map<String, AttributeValue> alien = new HashMap<>(KEY);
    alien.put("title", AttributeValue.fromS("Alien 👽"));
    alien.put("empty", AttributeValue.fromS(""));
    alien.put("exact", AttributeValue.fromN("-1234567890123456789012345678.9012345678"));
    alien.put("poster", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -2, -1})));
    alien.put("seen", AttributeValue.fromBool(true));
    alien.put("nothing", AttributeValue.fromNul(true));
    alien.put("tags", AttributeValue.fromSs(List.of("horror", "space")));
    alien.put("numbers", AttributeValue.fromNs(List.of("-1", "2.5")));
    alien.put("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] {9}))));
    alien.put("list", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("in", AttributeValue.fromN("1"))))));
    client.putItem(request -> request.tableName(Films.TABLE).item(alien));
    Map<String, AttributeValue> got =
        client.getItem(request -> request.tableName(Films.TABLE).key(KEY).consistentRead(true)).item();
    Films.check(got.equals(alien), got);
    Films.check(!client.getItem(request -> request.tableName(Films.TABLE).key(Films.keyOf("Scott", 1980))).hasItem());

    // A large response is compressed on request; its CRC-32 is that of the compressed bytes.
    Map<String, AttributeValue> large = new HashMap<>(Films.keyOf("Scott", 1982));
    large.put("title", AttributeValue.fromS("again and ".repeat(20_000)));
    client.putItem(request -> request.tableName(Films.TABLE).item(large));
    var response = client.getItem(request -> request
        .tableName(Films.TABLE)
        .key(Films.keyOf("Scott", 1982))
        .overrideConfiguration(settings -> settings.putHeader("Accept-Encoding", "gzip")));
    Films.check(response.item().equals(large));
    String encoding = response.sdkHttpResponse().firstMatchingHeader("Content-Encoding").orElse("none");
    Films.check(encoding.equals("gzip"), response.sdkHttpResponse().headers());
  }

  private static void obeysConditions(DynamoDbClient client) {
    ConditionalCheckFailedException rejection = Films.rejected(
        ConditionalCheckFailedException.class,
        "The conditional request failed",
        () -> client.putItem(request -> request
            .tableName(Films.TABLE)
            .item(KEY)
            .conditionExpression("attribute_not_exists(director)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    Films.check(rejection.item().get("title").s().equals("Alien 👽"), rejection.item());

    UpdateItemResponse updated = client.updateItem(request -> request
        .tableName(Films.TABLE)
        .key(KEY)
        .updateExpression("SET #list[0].#in = #list[0].#in + :one REMOVE poster DELETE tags :horror")
        .conditionExpression("contains(tags, :space) AND size(title) > :one")
        .expressionAttributeNames(Map.of("#list", "list", "#in", "in"))
        .expressionAttributeValues(Map.of(
            ":one", AttributeValue.fromN("1"),
            ":horror", AttributeValue.fromSs(List.of("horror")),
            ":space", AttributeValue.fromS("space")))
        .returnValues(ReturnValue.ALL_NEW)
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    Map<String, AttributeValue> item = updated.attributes();
    Films.check(item.get("list").l().get(0).m().get("in").n().equals("2"), item);
    Films.check(!item.containsKey("poster") && item.get("tags").ss().equals(List.of("space")), item);
    Films.check(updated.consumedCapacity().capacityUnits() == 1.0, updated.consumedCapacity());

    Films.rejected(
        ConditionalCheckFailedException.class,
        "The conditional request failed",
        () -> client.deleteItem(request -> request
            .tableName(Films.TABLE).key(KEY).conditionExpression("attribute_exists(poster)")));
    client.deleteItem(request -> request
        .tableName(Films.TABLE).key(KEY).conditionExpression("attribute_exists(title)"));
    Films.check(!client.getItem(request -> request.tableName(Films.TABLE).key(KEY)).hasItem());
  }

  private static void rejects(DynamoDbClient client) {
    DynamoDbException invalid = Films.rejected(
        DynamoDbException.class,
        "Invalid ProjectionExpression: Syntax error; token: \".\", near: \"..b\"",
        () -> client.getItem(request -> request.tableName(Films.TABLE).key(KEY).projectionExpression("a..b")));
    Films.check(invalid.awsErrorDetails().errorCode().equals("ValidationException"), invalid);
    Films.rejected(
        DynamoDbException.class,
        "Attempting to store more than 38 significant digits in a Number",
        () -> client.putItem(request -> request
            .tableName(Films.TABLE)
            .item(Map.of("director", AttributeValue.fromS("x"), "year", AttributeValue.fromN("1".repeat(39))))));
    Films.rejected(
        ResourceNotFoundException.class,
        "Requested resource not found",
        () -> client.getItem(request -> request.tableName("no-such-table").key(KEY)));
  }
}
