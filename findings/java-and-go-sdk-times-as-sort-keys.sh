#!/usr/bin/env bash
# Finding: times as sort keys are out of order with the Java SDK's enhanced client and the Go SDK: 10:00:00.5 comes before 10:00:00.
#
# Packages: software.amazon.awssdk:dynamodb-enhanced 2.59.1 for Java, github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue 1.21.21
#   for Go. Seen with Java 17, Go 1.26.8 and DynamoDB Local 3.3.1 on 2026-11-30.
# Input: a bean whose sort key is an Instant, which the enhanced client converts by default, with times of whole and half seconds; the
#   query `sortBetween` from 10:00:00 to 10:00:01. The texts of Go's `attributevalue.Marshal` for the same times are sorted as
#   DynamoDB sorts them, by bytes.
# Behaviour: both leave out a fraction that is zero, and Go all zeros at its end: "10:00:00Z", "10:00:00.500Z". The point is less than
#   the Z, so the query returns the items in another order than that of time, leaves out 10:00:00.5, which is between the two
#   times, and returns 10:00:01.5, which is not. In Go, 10:00:00.12 comes before 10:00:00.1 as well.
# Fails if that changes.
set -euo pipefail
repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
trap 'kill "$(cat "$work/pid")" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
port="$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')"
export AWS_ENDPOINT_URL_DYNAMODB AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1
AWS_ENDPOINT_URL_DYNAMODB="$("$repository/.ci/dynamodb-local" "$port" "$work/pid")"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>software.amazon.awssdk</groupId>
      <artifactId>dynamodb-enhanced</artifactId>
      <version>2.59.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn --quiet --batch-mode dependency:copy-dependencies -DoutputDirectory=jars >maven.log 2>&1 || { cat maven.log; exit 1; }
cat >Try.java <<'JAVA'
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

public class Try {
  @DynamoDbBean
  public static class Event {
    private String source;
    private Instant time;
    @DynamoDbPartitionKey
    public String getSource() { return source; }
    public void setSource(String source) { this.source = source; }
    @DynamoDbSortKey
    public Instant getTime() { return time; }
    public void setTime(Instant time) { this.time = time; }
  }

  static Key key(String time) { return Key.builder().partitionValue("a").sortValue(time).build(); }

  public static void main(String[] arguments) {
    var table = DynamoDbEnhancedClient.create().table("events", TableSchema.fromBean(Event.class));
    table.createTable();
    for (var second : new String[] {"00", "00.5", "01", "01.5"}) {
      var event = new Event();
      event.setSource("a");
      event.setTime(Instant.parse("2026-11-30T10:00:" + second + "Z"));
      table.putItem(event);
    }
    var from = key(Instant.parse("2026-11-30T10:00:00Z").toString());
    var to = key(Instant.parse("2026-11-30T10:00:01Z").toString());
    table.query(QueryConditional.keyEqualTo(key -> key.partitionValue("a"))).items().forEach(event -> System.out.println("Java: " + event.getTime()));
    table.query(QueryConditional.sortBetween(from, to)).items().forEach(event -> System.out.println("Java, from 00 to 01: " + event.getTime()));
  }
}
JAVA
javac -cp 'jars/*' -d classes Try.java
java -cp 'classes:jars/*' Try 2>java.log >output || { cat java.log; exit 1; }
mkdir go
cd go
go mod init example >/dev/null 2>&1
go get github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue@v1.21.21 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"log"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func main() {
	var texts []string
	for _, milliseconds := range []int{0, 100, 120, 500, 1000, 1500} {
		value, err := attributevalue.Marshal(time.UnixMilli(1796032800000 + int64(milliseconds)).UTC())
		if err != nil {
			log.Fatal(err)
		}
		texts = append(texts, value.(*types.AttributeValueMemberS).Value)
	}
	slices.Sort(texts)
	for _, text := range texts {
		fmt.Println("Go:", text)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run . >>../output
cd ..
cat output
diff output - <<'EXPECTED'
Java: 2026-11-30T10:00:00.500Z
Java: 2026-11-30T10:00:00Z
Java: 2026-11-30T10:00:01.500Z
Java: 2026-11-30T10:00:01Z
Java, from 00 to 01: 2026-11-30T10:00:00Z
Java, from 00 to 01: 2026-11-30T10:00:01.500Z
Java, from 00 to 01: 2026-11-30T10:00:01Z
Go: 2026-11-30T10:00:00.12Z
Go: 2026-11-30T10:00:00.1Z
Go: 2026-11-30T10:00:00.5Z
Go: 2026-11-30T10:00:00Z
Go: 2026-11-30T10:00:01.5Z
Go: 2026-11-30T10:00:01Z
EXPECTED
echo 'as described'
