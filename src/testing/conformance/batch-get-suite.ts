import type { ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectSameElements, expectThat } from './expect.ts';
import { filledPartition } from './filled-partition.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, numberSortedTable, sortedTable } from './table-shapes.ts';

/** BatchGetItem: many items read in one request. */
export const batchGetSuite: ConformanceSuite = {
  name: 'batch-get',
  tests: [
    {
      name: 'returns the items that exist in several tables and omits the others',
      async run(context) {
        const { db, newKey } = context;
        const [first, second] = [await context.table(sortedTable), await context.table(hashTable)];
        const pk = await filledPartition(context, first, [{ sk: { S: '1' }, a: { S: 'x' } }, { sk: { S: '2' } }]);
        const other = await filledPartition(context, second, [{ b: { N: '1' } }]);
        const { Responses, UnprocessedKeys } = await db.execute('BatchGetItem', {
          RequestItems: {
            [first]: { Keys: ['1', '2', '3'].map((S) => ({ pk, sk: { S } })), ConsistentRead: true },
            [second]: { Keys: [{ pk: other }, { pk: { S: newKey() } }], ConsistentRead: true },
          },
        });
        expectSameElements(Responses?.[first], [
          { pk, sk: { S: '1' }, a: { S: 'x' } },
          { pk, sk: { S: '2' } },
        ]);
        expectEqual(Responses?.[second], [{ pk: other, b: { N: '1' } }], 'the items of the second table');
        expectEqual(UnprocessedKeys, {}, 'the unprocessed keys');
      },
    },
    {
      name: 'returns an empty list for a table without matching items',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const { Responses } = await db.execute('BatchGetItem', {
          RequestItems: { [TableName]: { Keys: [{ pk: { S: newKey() } }] } },
        });
        expectEqual(Responses, { [TableName]: [] });
      },
    },
    {
      name: 'a projection applies to the items of its table',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = await filledPartition(context, TableName, [{ sk: { S: '1' }, a: { S: 'x' }, b: { S: 'y' } }]);
        const { Responses } = await context.db.execute('BatchGetItem', {
          RequestItems: {
            [TableName]: {
              Keys: [{ pk, sk: { S: '1' } }],
              ProjectionExpression: '#b',
              ExpressionAttributeNames: { '#b': 'b' },
              ConsistentRead: true,
            },
          },
        });
        expectEqual(Responses, { [TableName]: [{ b: { S: 'y' } }] });
      },
    },
    {
      name: 'returns one item for number keys with equal values',
      async run(context) {
        const TableName = await context.table(numberSortedTable);
        const pk = await filledPartition(context, TableName, [{ sk: { N: '1000' } }]);
        const { Responses } = await context.db.execute('BatchGetItem', {
          RequestItems: {
            [TableName]: {
              Keys: [
                { pk, sk: { N: '1000' } },
                { pk, sk: { N: '1e3' } },
              ],
              ConsistentRead: true,
            },
          },
        });
        expectEqual(Responses, { [TableName]: [{ pk, sk: { N: '1000' } }] });
      },
    },
    {
      name: '100 keys are accepted',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const items = Array.from({ length: 100 }, (_, index) => ({ sk: { S: String(index) } }));
        const pk = await filledPartition(context, TableName, items);
        const { Responses, UnprocessedKeys } = await context.db.execute('BatchGetItem', {
          RequestItems: { [TableName]: { Keys: items.map(({ sk }) => ({ pk, sk })), ConsistentRead: true } },
        });
        expectEqual([Responses?.[TableName]?.length, UnprocessedKeys], [100, {}]);
      },
    },
    {
      name: 'returns keys beyond 16 MB as unprocessed, with the settings of their table',
      async run(context) {
        const { db } = context;
        const TableName = await context.table(sortedTable);
        const filler = { S: 'f'.repeat(390_000) };
        const items = Array.from({ length: 50 }, (_, index) => ({ sk: { S: String(index) }, filler }));
        const pk = await filledPartition(context, TableName, items);
        const Keys = items.map(({ sk }) => ({ pk, sk }));
        const settings = {
          ProjectionExpression: '#s',
          ExpressionAttributeNames: { '#s': 'sk' },
          ConsistentRead: true,
        };
        const first = await db.execute('BatchGetItem', { RequestItems: { [TableName]: { Keys, ...settings } } });
        const unprocessed = first.UnprocessedKeys?.[TableName];
        expectThat((unprocessed?.Keys?.length ?? 0) > 0, 'no key is unprocessed');
        expectEqual({ ...unprocessed, Keys: undefined }, settings, 'the settings of the unprocessed keys');
        const total = (first.Responses?.[TableName] ?? []).length + (unprocessed?.Keys?.length ?? 0);
        expectEqual(total, 50, 'the number of returned items and unprocessed keys');
      },
    },
    rejectionTest('a duplicate key is rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({ RequestItems: { [TableName]: { Keys: [{ pk: { S: 'a' } }, { pk: { S: 'a' } }] } } }),
      message: 'Provided list of item keys contains duplicates',
    }),
    rejectionTest('more than 100 keys are rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({
        RequestItems: {
          [TableName]: { Keys: Array.from({ length: 101 }, (_, index) => ({ pk: { S: String(index) } })) },
        },
      }),
      message:
        /^1 validation error detected: Value at 'RequestItems\.[^']+\.member\.Keys' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    }),
    rejectionTest('an empty list of keys is rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({ RequestItems: { [TableName]: { Keys: [] } } }),
      message:
        /^1 validation error detected: Value at 'RequestItems\.[^']+\.member\.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
    }),
    rejectionTest('a request without tables is rejected', {
      operation: 'BatchGetItem',
      input: () => ({ RequestItems: {} }),
      message:
        "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    }),
    rejectionTest('a table that does not exist is rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({
        RequestItems: {
          [TableName]: { Keys: [{ pk: { S: 'a' } }] },
          [`${TableName}-absent`]: { Keys: [{ pk: { S: 'a' } }] },
        },
      }),
      error: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    }),
    rejectionTest('a key without the sort key is rejected', {
      operation: 'BatchGetItem',
      table: sortedTable,
      input: (TableName) => ({ RequestItems: { [TableName]: { Keys: [{ pk: { S: 'a' } }] } } }),
      message: 'The provided key element does not match the schema',
    }),
    rejectionTest('a key of the wrong type is rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({ RequestItems: { [TableName]: { Keys: [{ pk: { N: '1' } }] } } }),
      message: 'The provided key element does not match the schema',
    }),
    rejectionTest('a projection of overlapping paths is rejected', {
      operation: 'BatchGetItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: { Keys: [{ pk: { S: 'a' } }], ProjectionExpression: 'a, a.b' } },
      }),
      message:
        'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
    }),
    rejectionTest('an unknown ReturnConsumedCapacity is reported before a table that does not exist', {
      operation: 'BatchGetItem',
      input: (TableName) => ({
        RequestItems: { [`${TableName}-absent`]: { Keys: [{ pk: { S: 'a' } }] } },
        ReturnConsumedCapacity: untyped('ALL'),
      }),
      message:
        "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    }),
  ],
};
