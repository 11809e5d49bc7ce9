import type { Input, OperationName } from 'dynarepo';
import type { SdkRequest } from 'dynarepo/http';
import { benchTable, dynamoDbContender } from '../dynamodb-contender.ts';
import { keyOf, partitionOf } from '../items.ts';
import { count } from '../table-text.ts';
import { exportsOf } from './build.ts';
import type { RowGroup } from './row-group.ts';

const rows = ['get', 'query of 50'] as const;

/** Returns the rows on the request handler of an SDK client: HTTP's requests and responses, without sockets. */
export function requestHandlerRows(itemCount: number): RowGroup<(typeof rows)[number]> {
  return {
    title: `request handler, ${count(itemCount)} items`,
    itemCount,
    rows,
    prepare: async (build, items) => {
      const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
      const { requestHandler } = exportsOf(build, 'http', 'requestHandler');
      const db = new MemoryDynamoDb();
      await dynamoDbContender('memory adapter', db, items);
      const handler = requestHandler(db);
      const send = async (request: SdkRequest | undefined) => {
        if (request === undefined) throw new RangeError('the request does not exist');
        const { response } = await handler.handle(request);
        if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${String(response.body)}`);
        return response.body;
      };
      const gets = items.map((_, index) => requestFor('GetItem', { TableName: benchTable, Key: keyOf(index) }));
      const queries = items.map((_, index) =>
        requestFor('Query', {
          TableName: benchTable,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':partition': partitionOf(index) },
        }),
      );
      return { get: (index) => send(gets[index]), 'query of 50': (index) => send(queries[index]) };
    },
  };
}

/** A request as the SDK writes it; nobody verifies the signature. */
function requestFor<N extends OperationName>(operation: N, input: Input<N>): SdkRequest {
  const scope = 'fake/20260101/us-east-1/dynamodb/aws4_request';
  return {
    method: 'POST',
    path: '/',
    headers: {
      host: 'dynamodb.us-east-1.amazonaws.com',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00`,
    },
    body: JSON.stringify(input),
  };
}
