import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, numberSortedTable, sortedTable } from './table-shapes.ts';

const put = (Item: Item) => ({ PutRequest: { Item } });
const remove = (Key: Item) => ({ DeleteRequest: { Key } });

/** The service echoes the whole request before this, in a form that no client should rely on. */
const badList =
  /^1 validation error detected: .*failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]$/s;

/** BatchWriteItem: puts and deletes of many items in one request. */
export const batchWriteSuite: ConformanceSuite = {
  name: 'batch-write',
  tests: [
    {
      name: 'puts and deletes in several tables',
      async run(context) {
        const { db, newKey } = context;
        const [first, second] = [await context.table(sortedTable), await context.table(hashTable)];
        const pk = await filledPartition(context, first, [{ sk: { S: '1' }, a: { S: 'old' } }, { sk: { S: '2' } }]);
        const other = { pk: { S: newKey() }, b: { SS: ['x'] } };
        const { UnprocessedItems } = await db.execute('BatchWriteItem', {
          RequestItems: {
            [first]: [
              put({ pk, sk: { S: '1' }, b: { S: 'new' } }),
              remove({ pk, sk: { S: '2' } }),
              put({ pk, sk: { S: '3' } }),
            ],
            [second]: [put(other), remove({ pk: { S: newKey() } })],
          },
        });
        expectEqual(UnprocessedItems, {}, 'the unprocessed items');
        const { Items } = await db.execute('Query', {
          TableName: first,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        });
        expectEqual(Items, [
          { pk, sk: { S: '1' }, b: { S: 'new' } },
          { pk, sk: { S: '3' } },
        ]);
        const { Item } = await db.execute('GetItem', {
          TableName: second,
          Key: { pk: other.pk },
          ConsistentRead: true,
        });
        expectEqual(Item, other, 'the item of the second table');
      },
    },
    {
      name: 'one invalid item rejects the whole batch and nothing is written',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const pk = { S: newKey() };
        const rejected = db.execute('BatchWriteItem', {
          RequestItems: { [TableName]: [put({ pk, sk: { S: '1' } }), put({ pk, sk: { N: '2' } })] },
        });
        await expectRejection(rejected, { message: 'The provided key element does not match the schema' });
        const { Item } = await db.execute('GetItem', { TableName, Key: { pk, sk: { S: '1' } }, ConsistentRead: true });
        expectEqual(Item, undefined);
      },
    },
    {
      name: '25 writes are executed',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const pk = { S: newKey() };
        const writes = Array.from({ length: 25 }, (_, index) => put({ pk, sk: { S: String(index) } }));
        const { UnprocessedItems } = await db.execute('BatchWriteItem', { RequestItems: { [TableName]: writes } });
        const { Count } = await db.execute('Query', {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        });
        expectEqual([UnprocessedItems, Count], [{}, 25]);
      },
    },
    rejectionTest('two writes of one item are rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [put({ pk: { S: 'a' } }), remove({ pk: { S: 'a' } })] } }),
      message: 'Provided list of item keys contains duplicates',
    }),
    rejectionTest('two writes of keys with equal number values are rejected', {
      operation: 'BatchWriteItem',
      table: numberSortedTable,
      input: (TableName) => ({
        RequestItems: {
          [TableName]: [put({ pk: { S: 'a' }, sk: { N: '1000' } }), put({ pk: { S: 'a' }, sk: { N: '1e3' } })],
        },
      }),
      message: 'Provided list of item keys contains duplicates',
    }),
    rejectionTest('more than 25 writes are rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: Array.from({ length: 26 }, (_, index) => put({ pk: { S: String(index) } })) },
      }),
      message: badList,
    }),
    rejectionTest('an empty list of writes is rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [] } }),
      message: badList,
    }),
    rejectionTest('a request without tables is rejected', {
      operation: 'BatchWriteItem',
      input: () => ({ RequestItems: {} }),
      message: 'The requestItems parameter is required for BatchWriteItem',
    }),
    rejectionTest('a table that does not exist is rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: [put({ pk: { S: 'a' } })], [`${TableName}-absent`]: [put({ pk: { S: 'a' } })] },
      }),
      error: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    }),
    rejectionTest('a put without a key attribute is rejected with the message for keys', {
      operation: 'BatchWriteItem',
      table: sortedTable,
      input: (TableName) => ({ RequestItems: { [TableName]: [put({ pk: { S: 'a' }, a: { S: 'x' } })] } }),
      message: 'The provided key element does not match the schema',
    }),
    rejectionTest('a delete with an extra attribute is rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [remove({ pk: { S: 'a' }, a: { S: 'x' } })] } }),
      message: 'The provided key element does not match the schema',
    }),
    rejectionTest('a put with an empty key is rejected', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [put({ pk: { S: '' } })] } }),
      message:
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    }),
    rejectionTest('an unknown ReturnConsumedCapacity is reported before a table that does not exist', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [`${TableName}-absent`]: [put({ pk: { S: 'a' } })] },
        ReturnConsumedCapacity: untyped('ALL'),
      }),
      message:
        "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    }),
  ],
};
