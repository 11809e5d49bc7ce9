import * as assert from 'uvu/assert';
import { type Account, emptyAccount } from '../../src/adapters/memory/account/account.ts';
import type { ImplementedOperation } from '../../src/adapters/memory/operation-table.ts';
import { noFailures } from '../../src/adapters/memory/request-environment.ts';
import { step } from '../../src/adapters/memory/step.ts';
import { shareReadable } from '../../src/adapters/memory/storage/flat-item.ts';
import type { Input, Item } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { plainEnvironment } from '../adapters/memory/test-tables.ts';
import { suite } from '../support/suite.ts';

const test = suite('copies');

const TableName = 'things';
const ResourceArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
const nested: Item = {
  text: { S: 'a' },
  bytes: { B: Uint8Array.of(1, 2) },
  list: { L: [{ M: { deep: { L: [{ B: Uint8Array.of(3) }] } } }] },
  map: { M: { set: { SS: ['a', 'b'] }, bytes: { BS: [Uint8Array.of(4)] } } },
};
const key = (id: string): Item => ({ id: { S: id }, at: { N: '1' } });
const item = (id: string): Item => ({ ...key(id), ...structuredClone(nested), colour: { S: 'red' } });
const { StreamArn, ShardId } = streamOfThings();

/** Inputs whose outputs contain everything that the operation can return. A new operation needs an entry to compile. */
const inputs: { readonly [N in ImplementedOperation]: readonly Input<N>[] } = {
  CreateTable: [definition('others')],
  DeleteTable: [{ TableName }],
  DescribeEndpoints: [{}],
  DescribeLimits: [{}],
  DescribeTable: [{ TableName }],
  DescribeTimeToLive: [{ TableName }],
  UpdateTimeToLive: [{ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } }],
  ListTables: [{}],
  ListTagsOfResource: [{ ResourceArn }],
  TagResource: [{ ResourceArn, Tags: [{ Key: 'team', Value: 'sales' }] }],
  UntagResource: [{ ResourceArn, TagKeys: ['team'] }],
  ListStreams: [{}, { TableName, Limit: 1 }],
  DescribeStream: [{ StreamArn }],
  GetShardIterator: [{ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }],
  GetRecords: [{ ShardIterator: startOfShard() }],
  GetItem: [
    { TableName, Key: key('a'), ReturnConsumedCapacity: 'INDEXES' },
    { TableName, Key: key('a'), ProjectionExpression: 'list[0].deep, map.bytes, bytes' },
    { TableName, Key: key('a'), AttributesToGet: ['list', 'bytes'] },
  ],
  PutItem: [
    { TableName, Item: item('a'), ReturnValues: 'ALL_OLD', ReturnItemCollectionMetrics: 'SIZE' },
    {
      TableName,
      Item: item('a'),
      ConditionExpression: 'attribute_not_exists(id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  ],
  UpdateItem: (['ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const).flatMap((ReturnValues) => [
    {
      TableName,
      Key: key('a'),
      UpdateExpression: 'SET #list[1] = #map, copy = bytes, other = :other',
      ExpressionAttributeNames: { '#list': 'list', '#map': 'map' },
      ExpressionAttributeValues: { ':other': { M: { bytes: { B: Uint8Array.of(5) } } } },
      ReturnValues,
      ReturnItemCollectionMetrics: 'SIZE' as const,
    },
    {
      TableName,
      Key: key('a'),
      AttributeUpdates: {
        list: { Action: 'ADD' as const, Value: { L: [{ B: Uint8Array.of(5) }] } },
        other: { Value: { B: Uint8Array.of(6) } },
      },
      Expected: { bytes: { Value: { B: Uint8Array.of(1, 2) } } },
      ReturnValues,
    },
  ]),
  UpdateTable: [
    { TableName, DeletionProtectionEnabled: true },
    { TableName, SSESpecification: { Enabled: true } },
    {
      TableName,
      AttributeDefinitions: [{ AttributeName: 'shape', AttributeType: 'S' }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'byShape',
            KeySchema: [{ AttributeName: 'shape', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['list'] },
            OnDemandThroughput: { MaxReadRequestUnits: 7 },
            WarmThroughput: { ReadUnitsPerSecond: 13_000 },
          },
        },
      ],
    },
    { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byColour' } }] },
  ],
  DeleteItem: [{ TableName, Key: key('a'), ReturnValues: 'ALL_OLD', ReturnItemCollectionMetrics: 'SIZE' }],
  Query: [
    { TableName, KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: 'a' } }, Limit: 1 },
    {
      TableName,
      IndexName: 'byColour',
      KeyConditionExpression: 'colour = :red',
      ExpressionAttributeValues: { ':red': { S: 'red' } },
      Limit: 2,
    },
  ],
  Scan: [{ TableName }, { TableName, Limit: 1 }, { TableName, IndexName: 'byColour', ProjectionExpression: 'list' }],
  BatchGetItem: [
    { RequestItems: { [TableName]: { Keys: [key('a'), key('b')] } } },
    { RequestItems: { [TableName]: { Keys: [key('a')], ProjectionExpression: 'list[0]' } } },
  ],
  TransactGetItems: [
    {
      TransactItems: [
        { Get: { TableName, Key: key('a') } },
        { Get: { TableName, Key: key('b'), ProjectionExpression: 'list[0].deep, map.bytes' } },
      ],
      ReturnConsumedCapacity: 'INDEXES',
    },
  ],
  TransactWriteItems: [
    {
      TransactItems: [
        { Put: { TableName, Item: item('c') } },
        {
          Update: {
            TableName,
            Key: key('a'),
            UpdateExpression: 'SET other = :other, copy = bytes',
            ExpressionAttributeValues: { ':other': { M: { bytes: { B: Uint8Array.of(5) } } } },
          },
        },
        { Delete: { TableName, Key: key('b') } },
      ],
      ClientRequestToken: 'token',
      ReturnItemCollectionMetrics: 'SIZE',
      ReturnConsumedCapacity: 'INDEXES',
    },
    {
      TransactItems: ['a', 'b'].map((id) => ({
        ConditionCheck: {
          TableName,
          Key: key(id),
          ConditionExpression: 'attribute_not_exists(id)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      })),
    },
  ],
  BatchWriteItem: [
    {
      RequestItems: { [TableName]: [{ PutRequest: { Item: item('c') } }, { PutRequest: { Item: item('d') } }] },
      ReturnItemCollectionMetrics: 'SIZE',
    },
  ],
};

for (const operation of namesOf(inputs)) {
  test(`neither the output of ${operation} nor its input shares an object with the account`, () => {
    for (const unprocessedEntries of [0, 1])
      for (const input of inputs[operation]) check(operation, input, unprocessedEntries);
  });
}

test('the copies are left out only when the caller accepts shared items', () => {
  const account = filledAccount();
  const input = { TableName, Key: key('a') };
  const shared = step(account, { operation: 'GetItem', input }, { ...plainEnvironment, copyItem: shareReadable });
  assert.ok(sharedObject(shared.output, objectsIn(account)) !== undefined);
});

test.run();

function check<N extends ImplementedOperation>(operation: N, input: Input<N>, unprocessedEntries: number): void {
  const environment = { ...plainEnvironment, simulation: { ...noFailures, unprocessedEntries } };
  const before = filledAccount();
  const stored = objectsIn(before);
  try {
    const { account, output } = step(before, { operation, input }, environment);
    const objects = new Set([...stored, ...objectsIn(account)]);
    assert.is(sharedObject(output, objects), undefined, `${operation}: output`);
    assert.is(sharedObject(input, objects), undefined, `${operation}: input`);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    assert.is(
      sharedObject([error.item, error.cancellationReasons], stored),
      undefined,
      `${operation}: items of the error`,
    );
  }
}

function filledAccount(): Account {
  let account = emptyAccount();
  account = step(account, { operation: 'CreateTable', input: definition(TableName) }, plainEnvironment).account;
  for (const id of ['a', 'b']) {
    account = step(account, { operation: 'PutItem', input: { TableName, Item: item(id) } }, plainEnvironment).account;
  }
  return account;
}

/** The stream of the filled account, and its shard. */
function streamOfThings(): { readonly StreamArn: string; readonly ShardId: string } {
  const account = filledAccount();
  const { Streams } = step(account, { operation: 'ListStreams', input: {} }, plainEnvironment).output;
  const arn = Streams?.[0]?.StreamArn ?? '';
  const request = { operation: 'DescribeStream', input: { StreamArn: arn } } as const;
  const { StreamDescription } = step(account, request, plainEnvironment).output;
  return { StreamArn: arn, ShardId: StreamDescription?.Shards?.[0]?.ShardId ?? '' };
}

function startOfShard(): string | undefined {
  const input = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
  return step(filledAccount(), { operation: 'GetShardIterator', input }, plainEnvironment).output.ShardIterator;
}

/** Returns the first object inside a value that is also in the set. */
function sharedObject(value: unknown, objects: ReadonlySet<object>): object | undefined {
  return [...objectsIn(value)].find((each) => objects.has(each));
}

function objectsIn(value: unknown, found: Set<object> = new Set()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  if (value instanceof Uint8Array) return found.add(value.buffer);
  for (const each of value instanceof Map ? value.values() : Object.values(value)) objectsIn(each, found);
  return found;
}

function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record) as Name[]; // an object literal has no other keys
}

function definition(name: string): Input<'CreateTable'> {
  return {
    TableName: name,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'N' },
      { AttributeName: 'text', AttributeType: 'S' },
      { AttributeName: 'colour', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'at', KeyType: 'RANGE' },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byText',
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'text', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['list'] },
      },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byColour',
        KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}
