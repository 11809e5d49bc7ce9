import { indexedTable } from '../builds/index-rows.ts';
import { keyOf, makeItem, partitionOf } from '../items.ts';
import { requestBytes } from './connection.ts';

/** The table that all servers have; one global secondary index. */
export const TableName: string = `bench-transports-${process.pid}`;

/** How many items it has. */
export const transportItems = 10_000;

const { KeySchema, BillingMode, AttributeDefinitions, GlobalSecondaryIndexes } = indexedTable;

/** Returns the input of CreateTable. */
export function tableNamed(name: string): object {
  return {
    TableName: name,
    KeySchema,
    BillingMode,
    AttributeDefinitions: AttributeDefinitions.filter(
      ({ AttributeName }) => AttributeName !== 'city' && AttributeName !== 'status',
    ),
    GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName === 'byName'),
  };
}

/** Returns puts of consecutive items as the input of BatchWriteItem. */
export function putsFrom(first: number, count: number, table: string = TableName): object {
  const puts = Array.from({ length: count }, (_, offset) => ({
    PutRequest: { Item: makeItem((first + offset) % transportItems) },
  }));
  return { RequestItems: { [table]: puts } };
}

const partitionQuery = (index: number) => ({
  TableName,
  KeyConditionExpression: '#partition = :partition',
  ExpressionAttributeNames: { '#partition': 'partition' },
  ExpressionAttributeValues: { ':partition': partitionOf(index) },
});

const inputs = {
  get: ['GetItem', (index) => ({ TableName, Key: keyOf(index) })],
  put: ['PutItem', (index) => ({ TableName, Item: makeItem(index) })],
  update: [
    'UpdateItem',
    (index) => ({
      TableName,
      Key: keyOf(index),
      UpdateExpression: 'SET remark = :remark',
      ExpressionAttributeValues: { ':remark': { S: `remark ${index}` } },
    }),
  ],
  'query of 50': ['Query', partitionQuery],
  'batch write of 25': ['BatchWriteItem', (index) => putsFrom(index, 25)],
  'count of 50': ['Query', (index) => ({ ...partitionQuery(index), Select: 'COUNT' })],
  'batch get of 25': [
    'BatchGetItem',
    (index) => ({
      RequestItems: {
        [TableName]: { Keys: Array.from({ length: 25 }, (_, offset) => keyOf((index + offset) % transportItems)) },
      },
    }),
  ],
  'transaction of 2 puts': [
    'TransactWriteItems',
    (index) => ({
      TransactItems: [index, (index + 1) % transportItems].map((each) => ({
        Put: { TableName, Item: makeItem(each) },
      })),
    }),
  ],
  'delete of a missing item': ['DeleteItem', (index) => ({ TableName, Key: keyOf(transportItems + index) })],
} satisfies Record<string, readonly [operation: string, inputOf: (index: number) => object]>;

/** One of the measured requests. */
export type TransportRequest = keyof typeof inputs;

/** The measured requests. */
export const transportRequests: readonly TransportRequest[] = Object.keys(inputs) as TransportRequest[]; // a literal's own

/** Returns requests of a kind on scattered items, as bytes. */
export function requestsOf(request: TransportRequest, count: number): readonly Buffer[] {
  const [operation, inputOf] = inputs[request];
  const step = Math.floor(transportItems * 0.618) | 1;
  return Array.from({ length: count }, (_, number) =>
    requestBytes(operation, inputOf((number * step) % transportItems)),
  );
}
