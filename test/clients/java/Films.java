import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Shared by the programs: a table of films, and assertions. */
final class Films {
  static final String TABLE = "films";

  static void create(DynamoDbClient client) {
    client.createTable(request -> request
        .tableName(TABLE)
        .attributeDefinitions(
            attribute("director", ScalarAttributeType.S),
            attribute("year", ScalarAttributeType.N),
            attribute("genre", ScalarAttributeType.S))
        .keySchema(key("director", KeyType.HASH), key("year", KeyType.RANGE))
        .globalSecondaryIndexes(index -> index
            .indexName("by-genre")
            .keySchema(key("genre", KeyType.HASH), key("year", KeyType.RANGE))
            .projection(projection -> projection.projectionType(ProjectionType.ALL)))
        .billingMode(BillingMode.PAY_PER_REQUEST));
    client.waiter().waitUntilTableExists(request -> request.tableName(TABLE));
  }

  static Map<String, AttributeValue> keyOf(String director, int year) {
    return Map.of("director", AttributeValue.fromS(director), "year", AttributeValue.fromN(Integer.toString(year)));
  }

  static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  static void check(boolean isFulfilled, Object... values) {
    if (!isFulfilled) throw new AssertionError("the check failed: " + List.of(values));
  }

  /** Asserts that `body` throws an exception of the given class with the text in its message, and returns it. */
  static <E extends Exception> E rejected(Class<E> kind, String text, Supplier<?> body) {
    try {
      body.get();
    } catch (Exception error) {
      if (!kind.isInstance(error) || !error.getMessage().contains(text)) {
        throw new AssertionError("not a " + kind.getSimpleName() + " with '" + text + "'", error);
      }
      return kind.cast(error);
    }
    throw new AssertionError(kind.getSimpleName() + " was expected, but nothing was thrown");
  }
}
