import type { OperationName } from '../../../src/domain/dynamodb.ts';

/** A valid request of a test. */
export interface ValidRequest {
  readonly operation: OperationName;
  readonly input: object;
}

const filmsArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/films';

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
};

/** Creates a valid request of each operation that the emulator has, or several; their inputs share nothing. */
export function validRequests(): readonly ValidRequest[] {
  const key = () => ({ id: { S: 'a' } });
  const item = () => ({
    ...key(),
    year: { N: '1999' },
    tags: { SS: ['b', 'a'] },
    rest: { M: { list: { L: [{ BOOL: true }, { NULL: true }] }, numbers: { NS: ['2', '1'] } } },
  });
  const values = () => ({ ':v': { N: '1' }, ':s': { SS: ['c'] } });
  return [
    {
      operation: 'PutItem',
      input: {
        TableName: 'films',
        Item: item(),
        ConditionExpression: '#y <> :v OR contains(tags, :s)',
        ExpressionAttributeNames: { '#y': 'year' },
        ExpressionAttributeValues: values(),
        ReturnValues: 'ALL_OLD',
      },
    },
    {
      operation: 'UpdateItem',
      input: {
        TableName: 'films',
        Key: key(),
        UpdateExpression: 'SET #y = :v ADD tags :s',
        ExpressionAttributeNames: { '#y': 'year' },
        ExpressionAttributeValues: values(),
      },
    },
    { operation: 'DeleteItem', input: { TableName: 'films', Key: key() } },
    { operation: 'GetItem', input: { TableName: 'films', Key: key(), ConsistentRead: true } },
    {
      operation: 'Query',
      input: {
        TableName: 'films',
        KeyConditionExpression: 'id = :v',
        ExpressionAttributeValues: { ':v': { S: 'a' } },
        Limit: 2,
      },
    },
    {
      operation: 'Scan',
      input: {
        TableName: 'films',
        FilterExpression: 'size(tags) > :v',
        ExpressionAttributeValues: { ':v': { N: '1' } },
        ExclusiveStartKey: key(),
      },
    },
    {
      operation: 'BatchGetItem',
      input: { RequestItems: { films: { Keys: [key(), { id: { S: 'b' } }], ConsistentRead: true } } },
    },
    {
      operation: 'BatchWriteItem',
      input: {
        RequestItems: { films: [{ PutRequest: { Item: item() } }, { DeleteRequest: { Key: { id: { S: 'b' } } } }] },
      },
    },
    { operation: 'CreateTable', input: structuredClone({ ...filmsTable, TableName: 'others' }) },
    { operation: 'DeleteTable', input: { TableName: 'others' } },
    { operation: 'DescribeTable', input: { TableName: 'films' } },
    { operation: 'ListTables', input: { Limit: 3, ExclusiveStartTableName: 'a' } },
    { operation: 'DescribeTimeToLive', input: { TableName: 'films' } },
    {
      operation: 'UpdateTimeToLive',
      input: { TableName: 'films', TimeToLiveSpecification: { Enabled: true, AttributeName: 'year' } },
    },
    { operation: 'TagResource', input: { ResourceArn: filmsArn, Tags: [{ Key: 'team', Value: 'sales' }] } },
    { operation: 'UntagResource', input: { ResourceArn: filmsArn, TagKeys: ['team', 'stage'] } },
    { operation: 'ListTagsOfResource', input: { ResourceArn: filmsArn, NextToken: 'a' } },
  ];
}
