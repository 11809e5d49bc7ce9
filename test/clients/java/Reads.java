import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tests batches, queries and scans, page by page, also with the asynchronous client. */
public final class Reads {
  public static void main(String[] arguments) {
    try (DynamoDbClient client = DynamoDbClient.create(); DynamoDbAsyncClient async = DynamoDbAsyncClient.create()) {
      Films.create(client);
      for (int decade = 1950; decade < 2000; decade += 10) writeDecade(client, decade);
      queries(client);
      scans(client, async);
      batches(client);
    }
  }

  /** Writes a film by each of two directors for each year; the films of even years are dramas. */
  private static void writeDecade(DynamoDbClient client, int decade) {
    List<WriteRequest> requests = new ArrayList<>();
    for (int year = decade; year < decade + 10; year++) {
      for (String director : List.of("Akerman", "Varda")) {
        Map<String, AttributeValue> item = new HashMap<>(Films.keyOf(director, year));
        if (year % 2 == 0) item.put("genre", AttributeValue.fromS("drama"));
        requests.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
      }
    }
    var written = client.batchWriteItem(request -> request.requestItems(Map.of(Films.TABLE, requests)));
    Films.check(written.unprocessedItems().isEmpty(), written);
  }

  private static void queries(DynamoDbClient client) {
    List<QueryResponse> pages = client.queryPaginator(request -> request
        .tableName(Films.TABLE)
        .keyConditionExpression("director = :varda AND #year BETWEEN :from AND :to")
        .filterExpression("attribute_not_exists(genre)")
        .expressionAttributeNames(Map.of("#year", "year"))
        .expressionAttributeValues(Map.of(
            ":varda", AttributeValue.fromS("Varda"),
            ":from", AttributeValue.fromN("1955"),
            ":to", AttributeValue.fromN("1994")))
        .scanIndexForward(false)
        .limit(7)).stream().toList();
    List<String> years =
        pages.stream().flatMap(page -> page.items().stream()).map(item -> item.get("year").n()).toList();
    Films.check(years.size() == 20 && years.get(0).equals("1993") && years.get(19).equals("1955"), years);
    Films.check(pages.get(0).scannedCount() == 7 && pages.get(0).count() == 3, pages.get(0));

    QueryResponse indexed = client.query(request -> request
        .tableName(Films.TABLE)
        .indexName("by-genre")
        .keyConditionExpression("genre = :drama AND #year > :from")
        .expressionAttributeNames(Map.of("#year", "year"))
        .expressionAttributeValues(Map.of(
            ":drama", AttributeValue.fromS("drama"), ":from", AttributeValue.fromN("1995"))));
    Films.check(indexed.count() == 4 && indexed.items().get(3).get("year").n().equals("1998"), indexed);
    Films.rejected(
        DynamoDbException.class,
        "The table does not have the specified index: by-title",
        () -> client.query(request -> request
            .tableName(Films.TABLE)
            .indexName("by-title")
            .keyConditionExpression("title = :t")
            .expressionAttributeValues(Map.of(":t", AttributeValue.fromS("x")))));
  }

  private static void scans(DynamoDbClient client, DynamoDbAsyncClient async) {
    List<Integer> counts = client.scanPaginator(request -> request.tableName(Films.TABLE).limit(30)).stream()
        .map(ScanResponse::count)
        .toList();
    Films.check(counts.equals(List.of(30, 30, 30, 10)), counts);
    // All segments concurrently.
    int together = IntStream.range(0, 8)
        .mapToObj(segment -> async.scan(request -> request.tableName(Films.TABLE).segment(segment).totalSegments(8)))
        .toList().stream()
        .mapToInt(response -> response.join().count())
        .sum();
    Films.check(together == 100, together);
  }

  private static void batches(DynamoDbClient client) {
    var keys = List.of(Films.keyOf("Varda", 1962), Films.keyOf("Akerman", 1975), Films.keyOf("Scott", 1979));
    var asked = KeysAndAttributes.builder().keys(keys).projectionExpression("director").build();
    var response = client.batchGetItem(request -> request.requestItems(Map.of(Films.TABLE, asked)));
    Films.check(response.responses().get(Films.TABLE).size() == 2 && response.unprocessedKeys().isEmpty(), response);
    Films.check(!response.responses().get(Films.TABLE).get(0).containsKey("year"), response);
  }
}
