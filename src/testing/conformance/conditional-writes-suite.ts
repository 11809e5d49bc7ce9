import type { DynamoDb, Input, Item } from '../../domain/dynamodb.ts';
import { ServiceError } from '../../domain/errors.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { hashTable, sortedTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

const conditionFailed = { error: 'ConditionalCheckFailedException', message: 'The conditional request failed' };

type ConditionalWrite = (db: DynamoDb, request: Omit<Input<'DeleteItem'>, 'ReturnValues'>) => Promise<unknown>;

const writes: Readonly<Record<string, ConditionalWrite>> = {
  PutItem: (db, { Key, ...request }) => db.execute('PutItem', { ...request, Item: Key }),
  UpdateItem: (db, request) => db.execute('UpdateItem', request),
  DeleteItem: (db, request) => db.execute('DeleteItem', request),
};

const neverTrue = {
  ConditionExpression: 'v > :v',
  ExpressionAttributeValues: { ':v': { N: '1' } },
};

/** Writes with condition expressions. */
export const conditionalWritesSuite: ConformanceSuite = {
  name: 'conditional-writes',
  tests: [
    {
      name: 'a put with attribute_not_exists creates an item once',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = { S: newKey() };
        const create = (v: string) =>
          db.execute('PutItem', {
            TableName,
            Item: { pk, v: { S: v } },
            ConditionExpression: 'attribute_not_exists(pk)',
          });
        await create('first');
        await expectRejection(create('second'), conditionFailed);
        const { Item } = await db.execute('GetItem', { TableName, Key: { pk }, ConsistentRead: true });
        expectEqual(Item, { pk, v: { S: 'first' } });
      },
    },
    {
      name: 'attribute_not_exists of the partition key checks the item with the full primary key',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const pk = { S: newKey() };
        await db.execute('PutItem', { TableName, Item: { pk, sk: { S: '1' } } });
        await db.execute('PutItem', {
          TableName,
          Item: { pk, sk: { S: '2' } },
          ConditionExpression: 'attribute_not_exists(pk)',
        });
      },
    },
    {
      name: 'a delete whose condition fails deletes nothing',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, v: { N: '1' } } });
        const remove = (v: string) =>
          db.execute('DeleteItem', {
            TableName,
            Key,
            ConditionExpression: 'v = :v',
            ExpressionAttributeValues: { ':v': { N: v } },
          });
        await expectRejection(remove('2'), conditionFailed);
        await remove('1');
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, undefined);
      },
    },
    {
      name: 'an update whose condition fails changes nothing and creates nothing',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const update = db.execute('UpdateItem', {
          TableName,
          Key,
          UpdateExpression: 'SET a = :v',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':v': { S: 'x' } },
        });
        await expectRejection(update, conditionFailed);
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, undefined);
      },
    },
    {
      name: 'the condition of an update is evaluated on the item before the update',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, v: { N: '1' } } });
        const { Attributes } = await db.execute('UpdateItem', {
          TableName,
          Key,
          UpdateExpression: 'SET v = v + :one',
          ConditionExpression: 'v = :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
          ReturnValues: 'ALL_NEW',
        });
        expectEqual(Attributes, { ...Key, v: { N: '2' } });
      },
    },
    {
      name: 'a condition may use key attributes',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const Key = { pk: { S: newKey() }, sk: { S: 'b' } };
        await db.execute('PutItem', { TableName, Item: Key });
        const put = (bound: string) =>
          db.execute('PutItem', {
            TableName,
            Item: Key,
            ConditionExpression: 'sk > :bound',
            ExpressionAttributeValues: { ':bound': { S: bound } },
          });
        await put('a');
        await expectRejection(put('b'), conditionFailed);
      },
    },
    {
      name: 'a condition on an item that does not exist is evaluated on an empty item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const rejected = db.execute('DeleteItem', {
          TableName,
          Key: { pk: { S: newKey() } },
          ConditionExpression: 'pk = :pk OR attribute_exists(pk)',
          ExpressionAttributeValues: { ':pk': { S: 'any' } },
        });
        await expectRejection(rejected, conditionFailed);
        await db.execute('DeleteItem', {
          TableName,
          Key: { pk: { S: newKey() } },
          ConditionExpression: 'attribute_not_exists(pk) AND v <> :v',
          ExpressionAttributeValues: { ':v': { S: 'any' } },
        });
      },
    },
    ...withSource(
      'behaviour §23, ConditionalCheckFailedException',
      Object.entries(writes).flatMap(([operation, write]) => [
        returnsItem(operation, write),
        returnsNoItem(operation, write),
        returnsNoItemByDefault(operation, write),
      ]),
    ),
  ],
};

function returnsItem(operation: string, write: ConditionalWrite): ConformanceTest {
  return {
    name: `${operation} with ALL_OLD returns the current item when the condition fails`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      const stored = { ...Key, v: { N: '1' }, tags: { SS: ['a', 'b'] } };
      await db.execute('PutItem', { TableName, Item: stored });
      const request = { TableName, Key, ...neverTrue, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
      expectEqual(itemOf(await expectRejection(write(db, request), conditionFailed)), stored);
    },
  };
}

function returnsNoItem(operation: string, write: ConditionalWrite): ConformanceTest {
  return {
    name: `${operation} with ALL_OLD returns no item when the condition fails and no item exists`,
    async run({ db, table, newKey }) {
      const Key = { pk: { S: newKey() } };
      const TableName = await table(hashTable);
      const request = { TableName, Key, ...neverTrue, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
      expectEqual(itemOf(await expectRejection(write(db, request), conditionFailed)), undefined);
    },
  };
}

function returnsNoItemByDefault(operation: string, write: ConditionalWrite): ConformanceTest {
  return {
    name: `${operation} returns no item by default when the condition fails`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      await db.execute('PutItem', { TableName, Item: Key });
      const rejected = write(db, { TableName, Key, ...neverTrue });
      expectEqual(itemOf(await expectRejection(rejected, conditionFailed)), undefined);
    },
  };
}

function itemOf(error: Error): Item | undefined {
  return error instanceof ServiceError ? error.item : undefined;
}
