import { MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';

/**
 * A database with a table `orders`: key `customer` (string) and `number` (number); a global index `byCity` on `city`
 * with everything, another `byShop` on `shop` and `city` with keys only; a local index `byDate` on `date`, with `note`.
 */
export async function openOrders(options?: MemoryDynamoDbOptions): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb(options);
  await db.execute('CreateTable', {
    TableName: 'orders',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'number', AttributeType: 'N' },
      { AttributeName: 'city', AttributeType: 'S' },
      { AttributeName: 'shop', AttributeType: 'B' },
      { AttributeName: 'date', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' },
      { AttributeName: 'number', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byShop',
        KeySchema: [
          { AttributeName: 'shop', KeyType: 'HASH' },
          { AttributeName: 'city', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: 'byCity',
        KeySchema: [{ AttributeName: 'city', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    LocalSecondaryIndexes: [
      {
        IndexName: 'byDate',
        KeySchema: [
          { AttributeName: 'customer', KeyType: 'HASH' },
          { AttributeName: 'date', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
      },
    ],
  });
  return db;
}

/** A database with a table `notes` of the key `id` (string) and without indexes. */
export async function openNotes(options?: MemoryDynamoDbOptions): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb(options);
  await db.execute('CreateTable', {
    TableName: 'notes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  return db;
}

/** The note of that id as it is stored. */
export async function noteIn(db: MemoryDynamoDb, id: string): Promise<Item | undefined> {
  const { Item } = await db.execute('GetItem', { TableName: 'notes', Key: { id: { S: id } } });
  return Item;
}

/** The order of that key as it is stored. */
export async function orderIn(db: MemoryDynamoDb, customer: string, number: string): Promise<Item | undefined> {
  const { Item } = await db.execute('GetItem', {
    TableName: 'orders',
    Key: { customer: { S: customer }, number: { N: number } },
  });
  return Item;
}

/** The service error that a request ends in; it fails where the request is served. */
export async function errorOf(output: Promise<unknown>): Promise<ServiceError> {
  let served: unknown;
  try {
    served = await output;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error(`was served: ${JSON.stringify(served)}`);
}

/** The message of the ValidationException that a request ends in. */
export async function validationMessageOf(output: Promise<unknown>): Promise<string> {
  const { name, message } = await errorOf(output);
  return name === 'ValidationException' ? message : `${name}: ${message}`;
}
