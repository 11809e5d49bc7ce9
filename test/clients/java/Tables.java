import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tests operations on tables, and credentials. */
public final class Tables {
  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create()) {
      Films.create(client);
      TableDescription table = client.describeTable(request -> request.tableName(Films.TABLE)).table();
      Films.check(table.tableStatus() == TableStatus.ACTIVE, table);
      Duration age = Duration.between(table.creationDateTime(), Instant.now()).abs();
      Films.check(age.toMinutes() < 1, age);
      Films.rejected(ResourceInUseException.class, "Table already exists: films", () -> {
        Films.create(client);
        return null;
      });

      for (int number = 0; number < 5; number++) {
        String name = "table-" + number;
        client.createTable(request -> request
            .tableName(name)
            .attributeDefinitions(Films.attribute("id", ScalarAttributeType.B))
            .keySchema(Films.key("id", KeyType.HASH))
            .provisionedThroughput(throughput -> throughput.readCapacityUnits(3L).writeCapacityUnits(2L)));
      }
      List<String> names = client.listTablesPaginator(request -> request.limit(4)).tableNames().stream().toList();
      Films.check(names.size() == 6 && names.get(0).equals("films"), names);

      client.deleteTable(request -> request.tableName(Films.TABLE));
      client.waiter().waitUntilTableNotExists(request -> request.tableName(Films.TABLE));
      ResourceNotFoundException missing = Films.rejected(
          ResourceNotFoundException.class,
          "Requested resource not found: Table: films not found",
          () -> client.describeTable(request -> request.tableName(Films.TABLE)));
      Films.check(missing.statusCode() == 400 && missing.requestId().length() == 52, missing);
    }
    var wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "a wrong one"));
    try (DynamoDbClient stranger = DynamoDbClient.builder().credentialsProvider(wrong).build()) {
      DynamoDbException rejection = Films.rejected(
          DynamoDbException.class, "The request signature we calculated does not match", stranger::listTables);
      Films.check(rejection.awsErrorDetails().errorCode().equals("InvalidSignatureException"), rejection);
    }
  }
}
