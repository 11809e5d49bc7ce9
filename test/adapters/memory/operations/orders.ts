import { MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';

/**
 * A database with a table `orders`: key `customer` (string) and `number` (number); a global index `byCity` on `city`
 * that projects all attributes, another `byShop` on `shop` and `city` with keys only; a local index `byDate` on `date`
 * that includes `note`.
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

/** Opens a database with a table `notes` with the key `id` (string) and without indexes. */
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

/** Returns the stored note with that id. */
export async function noteIn(db: MemoryDynamoDb, id: string): Promise<Item | undefined> {
  const { Item } = await db.execute('GetItem', { TableName: 'notes', Key: { id: { S: id } } });
  return Item;
}

/** Returns the stored order with that key. */
export async function orderIn(db: MemoryDynamoDb, customer: string, number: string): Promise<Item | undefined> {
  const { Item } = await db.execute('GetItem', {
    TableName: 'orders',
    Key: { customer: { S: customer }, number: { N: number } },
  });
  return Item;
}

/** Returns the service error of a request; throws if the request succeeds. */
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

/** Returns the message of the ValidationException of a request. */
export async function validationMessageOf(output: Promise<unknown>): Promise<string> {
  const { name, message } = await errorOf(output);
  return name === 'ValidationException' ? message : `${name}: ${message}`;
}
