import { toSequenceNumber } from '../../../src/adapters/memory/streams/sequence-numbers.ts';
import { printShardIterator } from '../../../src/adapters/memory/streams/shard-iterator.ts';
import type { OperationName } from '../../../src/domain/dynamodb.ts';

/** A valid request of a test. */
export interface ValidRequest {
  readonly operation: OperationName;
  readonly input: object;
}

/** The table that the requests use; others do not exist. */
export const filmsTable = {
  TableName: 'films',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' as const },
    { AttributeName: 'year', AttributeType: 'N' as const },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byYear',
      KeySchema: [{ AttributeName: 'year', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['title'] },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST' as const,
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
};

/** Creates a request of {@link requests}; the inputs of two calls share nothing. */
export function validRequest(number: number): ValidRequest {
  return structuredClone(requests[number] ?? { operation: 'ListTables', input: {} });
}

const TableName = 'films';
const ResourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/films';
const Key = { id: { S: 'a' } };
const Item = {
  ...Key,
  year: { N: '1999' },
  tags: { SS: ['b', 'a'] },
  rest: { M: { list: { L: [{ BOOL: true }, { NULL: true }] }, numbers: { NS: ['2', '1'] } } },
};
const names = { ExpressionAttributeNames: { '#y': 'year' } };
const values = { ExpressionAttributeValues: { ':v': { N: '1' }, ':s': { SS: ['c'] } } };
const legacyCondition = { tags: { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ S: 'a' }] } };

const writes: readonly ValidRequest[] = [
  {
    operation: 'PutItem',
    input: {
      TableName,
      Item,
      ConditionExpression: '#y <> :v OR contains(tags, :s)',
      ...names,
      ...values,
      ReturnValues: 'ALL_OLD',
    },
  },
  {
    operation: 'UpdateItem',
    input: { TableName, Key, UpdateExpression: 'SET #y = :v ADD tags :s', ...names, ...values },
  },
  {
    operation: 'UpdateItem',
    input: {
      TableName,
      Key,
      AttributeUpdates: { tags: { Action: 'ADD', Value: { SS: ['c'] } }, rest: { Action: 'DELETE' } },
      Expected: { id: { Exists: true, Value: { S: 'a' } } },
    },
  },
  {
    operation: 'UpdateItem',
    input: {
      TableName,
      Key,
      UpdateExpression:
        'SET rest.list[0] = if_not_exists(#y, :v), more = list_append(:l, :l) REMOVE rest.numbers DELETE tags :s',
      ...names,
      ExpressionAttributeValues: { ':v': { N: '1' }, ':s': { SS: ['c'] }, ':l': { L: [] } },
      ReturnValues: 'UPDATED_NEW',
    },
  },
  {
    operation: 'DeleteItem',
    input: {
      TableName,
      Key,
      Expected: { tags: legacyCondition.tags, year: { Exists: false } },
      ConditionalOperator: 'OR',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
  {
    operation: 'BatchWriteItem',
    input: { RequestItems: { films: [{ PutRequest: { Item } }, { DeleteRequest: { Key: { id: { S: 'b' } } } }] } },
  },
];

const reads: readonly ValidRequest[] = [
  { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true } },
  {
    operation: 'Query',
    input: { TableName, KeyConditionExpression: 'id = :v', ExpressionAttributeValues: { ':v': { S: 'a' } }, Limit: 2 },
  },
  {
    operation: 'Query',
    input: {
      TableName,
      KeyConditions: { id: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] } },
      QueryFilter: legacyCondition,
      AttributesToGet: ['id'],
    },
  },
  {
    operation: 'Scan',
    input: { TableName, FilterExpression: 'size(tags) > :v OR tags = :s', ...values, ExclusiveStartKey: Key },
  },
  {
    operation: 'Scan',
    input: {
      TableName,
      IndexName: 'byYear',
      ScanFilter: { ...legacyCondition, year: { ComparisonOperator: 'NULL' } },
      ConditionalOperator: 'AND',
      Segment: 0,
      TotalSegments: 2,
      ReturnConsumedCapacity: 'INDEXES',
    },
  },
  {
    operation: 'BatchGetItem',
    input: {
      RequestItems: { films: { Keys: [Key, { id: { S: 'b' } }], ProjectionExpression: '#y, rest.list[0]', ...names } },
    },
  },
];

const transactions: readonly ValidRequest[] = [
  {
    operation: 'TransactGetItems',
    input: {
      TransactItems: [
        { Get: { TableName, Key, ProjectionExpression: '#y', ...names } },
        { Get: { TableName, Key: { id: { S: 'b' } } } },
      ],
    },
  },
  {
    operation: 'TransactWriteItems',
    input: {
      TransactItems: [
        { Put: { TableName, Item } },
        {
          Update: {
            TableName,
            Key: { id: { S: 'b' } },
            UpdateExpression: 'SET #y = :v ADD tags :s',
            ...names,
            ...values,
          },
        },
        { Delete: { TableName, Key: { id: { S: 'c' } }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        { ConditionCheck: { TableName, Key: { id: { S: 'd' } }, ConditionExpression: 'attribute_not_exists(id)' } },
      ],
      ClientRequestToken: 'token',
      ReturnConsumedCapacity: 'INDEXES',
    },
  },
];

const tableRequests: readonly ValidRequest[] = [
  { operation: 'CreateTable', input: { ...filmsTable, TableName: 'others' } },
  {
    operation: 'CreateTable',
    input: {
      TableName: 'others',
      KeySchema: [...filmsTable.KeySchema, { AttributeName: 'year', KeyType: 'RANGE' }],
      AttributeDefinitions: filmsTable.AttributeDefinitions,
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [...filmsTable.KeySchema, { AttributeName: 'year', KeyType: 'RANGE' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      Tags: [{ Key: 'team', Value: 'films' }],
    },
  },
  { operation: 'DeleteTable', input: { TableName: 'others' } },
  { operation: 'DescribeEndpoints', input: {} },
  { operation: 'DescribeLimits', input: {} },
  { operation: 'DescribeTable', input: { TableName } },
  { operation: 'ListTables', input: { Limit: 3, ExclusiveStartTableName: 'aaa' } },
  {
    operation: 'UpdateTable',
    input: {
      TableName,
      AttributeDefinitions: [{ AttributeName: 'title', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'byTitle',
            KeySchema: [{ AttributeName: 'title', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['year'] },
            OnDemandThroughput: { MaxReadRequestUnits: 5 },
            WarmThroughput: { ReadUnitsPerSecond: 13_000 },
          },
        },
      ],
    },
  },
  {
    operation: 'UpdateTable',
    input: {
      TableName,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
      GlobalSecondaryIndexUpdates: [
        {
          Update: {
            IndexName: 'byYear',
            ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
          },
        },
      ],
    },
  },
  { operation: 'UpdateTable', input: { TableName, SSESpecification: { Enabled: true, SSEType: 'KMS' } } },
  { operation: 'DescribeTimeToLive', input: { TableName } },
  {
    operation: 'UpdateTimeToLive',
    input: { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'year' } },
  },
  { operation: 'TagResource', input: { ResourceArn, Tags: [{ Key: 'team', Value: 'sales' }] } },
  { operation: 'UntagResource', input: { ResourceArn, TagKeys: ['team', 'stage'] } },
  { operation: 'ListTagsOfResource', input: { ResourceArn, NextToken: 'a' } },
];

/** The stream that the table has if it was created when a `ManualClock` starts. */
const StreamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/films/stream/2026-01-01T00:00:00.000';
const startMs = Date.UTC(2026, 0, 1);
const ShardId = `shardId-${String(startMs).padStart(20, '0')}-00000001`;

const streamRequests: readonly ValidRequest[] = [
  { operation: 'ListStreams', input: { TableName, Limit: 3, ExclusiveStartStreamArn: StreamArn } },
  {
    operation: 'DescribeStream',
    input: {
      StreamArn,
      Limit: 3,
      ExclusiveStartShardId: ShardId,
      ShardFilter: { Type: 'CHILD_SHARDS', ShardId },
    },
  },
  {
    operation: 'GetShardIterator',
    input: {
      StreamArn,
      ShardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: toSequenceNumber(1),
    },
  },
  {
    operation: 'GetRecords',
    input: {
      ShardIterator: printShardIterator({ streamArn: StreamArn, shardId: ShardId, number: 1, issuedAtMs: startMs }),
      Limit: 3,
    },
  },
];

/** Valid requests: at least one of each operation that the emulator has. */
export const requests: readonly ValidRequest[] = [
  ...writes,
  ...reads,
  ...transactions,
  ...tableRequests,
  ...streamRequests,
];
