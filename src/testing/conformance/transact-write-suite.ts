import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { conditionFailed, expectCancelled, invalid, none } from './expect-cancelled.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, indexedTable, sortedTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

type Action = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

const absent = 'attribute_not_exists(pk)';
const exists = 'attribute_exists(pk)';

/** TransactWriteItems: puts, updates, deletes and checks of many items, all or nothing (behaviour §14, §16). */
export const transactWriteSuite: ConformanceSuite = {
  name: 'transact-write',
  tests: [
    {
      name: 'puts, updates, deletes and checks items of several tables',
      source: 'behaviour §14',
      async run(context) {
        const [first, second] = [await context.table(hashTable), await context.table(sortedTable)];
        const [put, updated, deleted, checked] = newKeys(context);
        const sorted = { pk: { S: context.newKey() }, sk: { S: '1' } };
        for (const key of [updated, deleted, checked]) await store(context, first, { ...key, n: { N: '1' } });
        const output = await context.db.execute('TransactWriteItems', {
          TransactItems: [
            { Put: { TableName: first, Item: { ...put, a: { S: 'new' } } } },
            { Update: { TableName: first, Key: updated, ...addOne, ConditionExpression: 'n = :one' } },
            { Delete: { TableName: first, Key: deleted, ConditionExpression: exists } },
            { ConditionCheck: { TableName: first, Key: checked, ConditionExpression: exists } },
            { Update: { TableName: second, Key: sorted, ...addOne } },
          ],
        });
        expectEqual({ ...output, requestId: undefined }, {});
        const found = [put, updated, deleted, checked].map((key) => read(context, first, key));
        expectEqual(await Promise.all([...found, read(context, second, sorted)]), [
          { ...put, a: { S: 'new' } },
          { ...updated, n: { N: '2' } },
          undefined,
          { ...checked, n: { N: '1' } },
          { ...sorted, n: { N: '1' } },
        ]);
      },
    },
    {
      name: 'one failed condition cancels all actions, in all tables and indexes',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const indexed = await context.table(indexedTable);
        const [put, stored] = newKeys(context);
        const entry = { pk: put.pk, sk: { S: '1' }, team: put.pk, score: { N: '1' } };
        await store(context, TableName, stored);
        await expectCancelled(
          context.db.execute('TransactWriteItems', {
            TransactItems: [
              { Put: { TableName, Item: put } },
              { Put: { TableName: indexed, Item: entry } },
              { Delete: { TableName, Key: stored, ConditionExpression: absent } },
            ],
          }),
          [none, none, conditionFailed],
        );
        const { Count } = await context.db.execute('Query', {
          TableName: indexed,
          IndexName: 'all',
          KeyConditionExpression: 'team = :team',
          ExpressionAttributeValues: { ':team': put.pk },
        });
        const found = await Promise.all([read(context, TableName, put), read(context, TableName, stored)]);
        expectEqual([...found, Count], [undefined, stored, 0]);
      },
    },
    {
      name: 'the conditions of all actions are evaluated, and each failed one has its reason in position',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [missing, stored, other, free] = newKeys(context);
        await store(context, TableName, stored);
        await store(context, TableName, other);
        await expectCancelled(
          context.db.execute('TransactWriteItems', {
            TransactItems: [
              { ConditionCheck: { TableName, Key: missing, ConditionExpression: exists } },
              { Put: { TableName, Item: free, ConditionExpression: absent } },
              { Put: { TableName, Item: stored, ConditionExpression: absent } },
              { Update: { TableName, Key: other, ...addOne, ConditionExpression: absent } },
            ],
          }),
          [conditionFailed, none, conditionFailed, conditionFailed],
        );
      },
    },
    {
      name: 'a reason has the item only if its action asks for it and the item exists',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [first, second, third, fourth, missing] = newKeys(context);
        for (const key of [first, second, third, fourth]) await store(context, TableName, { ...key, n: { N: '1' } });
        const asked = { TableName, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
        const failed = { ...asked, ConditionExpression: absent };
        await expectCancelled(
          context.db.execute('TransactWriteItems', {
            TransactItems: [
              { ConditionCheck: { ...failed, Key: first } },
              { Put: { ...failed, Item: second } },
              { Update: { ...failed, Key: third, ...addOne } },
              { Delete: { ...failed, Key: fourth, ReturnValuesOnConditionCheckFailure: 'NONE' } },
              { Delete: { ...asked, Key: missing, ConditionExpression: exists } },
            ],
          }),
          [
            { ...conditionFailed, Item: { ...first, n: { N: '1' } } },
            { ...conditionFailed, Item: { ...second, n: { N: '1' } } },
            { ...conditionFailed, Item: { ...third, n: { N: '1' } } },
            conditionFailed,
            conditionFailed,
          ],
        );
      },
    },
    {
      name: 'a condition check without an item evaluates the condition on nothing',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [missing, put] = newKeys(context);
        const check = { ConditionCheck: { TableName, Key: missing, ConditionExpression: absent } };
        await context.db.execute('TransactWriteItems', { TransactItems: [check, { Put: { TableName, Item: put } }] });
        expectEqual([await read(context, TableName, missing), await read(context, TableName, put)], [undefined, put]);
      },
    },
    {
      name: 'actions on missing items: an update creates the item, a delete does nothing',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [updated, deleted] = newKeys(context);
        await context.db.execute('TransactWriteItems', {
          TransactItems: [{ Update: { TableName, Key: updated, ...addOne } }, { Delete: { TableName, Key: deleted } }],
        });
        expectEqual(await read(context, TableName, updated), { ...updated, n: { N: '1' } });
      },
    },
    {
      name: 'an update that cannot be applied cancels the transaction',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [put, stored] = newKeys(context);
        await store(context, TableName, { ...stored, n: { S: 'text' } });
        await expectCancelled(
          context.db.execute('TransactWriteItems', {
            TransactItems: [{ Put: { TableName, Item: put } }, { Update: { TableName, Key: stored, ...addOne } }],
          }),
          [none, invalid('An operand in the update expression has an incorrect data type')],
        );
        expectEqual(await read(context, TableName, put), undefined);
      },
    },
    {
      name: 'of several invalid actions the first has its reason, and failed conditions have none',
      source: 'behaviour §14',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [stored, put] = newKeys(context);
        await store(context, TableName, stored);
        const wrongKey = { pk: { N: '1' } };
        await expectCancelled(
          context.db.execute('TransactWriteItems', {
            TransactItems: [
              { Put: { TableName, Item: stored, ConditionExpression: absent } },
              { Delete: { TableName, Key: wrongKey } },
              { Put: { TableName, Item: put } },
              { Put: { TableName, Item: { pk: { N: '2' } } } },
            ],
          }),
          [none, invalid('The provided key element does not match the schema'), none, none],
        );
      },
    },
    {
      name: '100 actions are executed',
      source: 'api §6',
      async run(context) {
        const TableName = await context.table(sortedTable);
        const pk = { S: context.newKey() };
        const TransactItems = Array.from({ length: 100 }, (_, index) => ({
          Put: { TableName, Item: { pk, sk: { S: String(index) } } },
        }));
        await context.db.execute('TransactWriteItems', { TransactItems });
        const { Count } = await context.db.execute('Query', {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        });
        expectEqual(Count, 100);
      },
    },
    ...withSource(
      'behaviour §14',
      (['Put', 'Update', 'Delete', 'ConditionCheck'] as const).map((kind) =>
        rejectionTest(`two actions on one item are rejected: Update and ${kind}`, {
          operation: 'TransactWriteItems',
          input: (TableName) => ({
            TransactItems: [{ Update: { TableName, Key: { pk: { S: 'a' } }, ...addOne } }, action(kind, TableName)],
          }),
          message: 'Transaction request cannot include multiple operations on one item',
        }),
      ),
    ),
    {
      name: 'item collection metrics are reported by table, once for each collection written',
      source: 'api §6.1',
      async run(context) {
        const [TableName, plain] = [await context.table(indexedTable), await context.table(hashTable)];
        const [first, second, checked] = newKeys(context);
        const { ItemCollectionMetrics } = await context.db.execute('TransactWriteItems', {
          TransactItems: [
            { Put: { TableName, Item: { ...first, sk: { S: '1' } } } },
            { Put: { TableName, Item: { ...first, sk: { S: '2' } } } },
            { Delete: { TableName, Key: { ...second, sk: { S: '1' } } } },
            { Put: { TableName: plain, Item: checked } },
          ],
          ReturnItemCollectionMetrics: 'SIZE',
        });
        const metrics = [first, second].map((ItemCollectionKey) => ({
          ItemCollectionKey,
          SizeEstimateRangeGB: [0, 1],
        }));
        expectEqual(ItemCollectionMetrics, { [TableName]: metrics });
      },
    },
    {
      name: 'item collection metrics are left out if no table has a local index',
      source: 'behaviour §16',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [Item] = newKeys(context);
        const output = await context.db.execute('TransactWriteItems', {
          TransactItems: [{ Put: { TableName, Item } }],
          ReturnItemCollectionMetrics: 'SIZE',
        });
        expectEqual(output.ItemCollectionMetrics, undefined);
      },
    },
  ],
};

const addOne = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };

function action(kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck', TableName: string): Action {
  const Key = { pk: { S: 'a' } };
  switch (kind) {
    case 'Put':
      return { Put: { TableName, Item: Key } };
    case 'Update':
      return { Update: { TableName, Key, ...addOne } };
    case 'Delete':
      return { Delete: { TableName, Key } };
    case 'ConditionCheck':
      return { ConditionCheck: { TableName, Key, ConditionExpression: absent } };
    default:
      return kind satisfies never;
  }
}

type PartitionKey = { readonly pk: { readonly S: string } };

/** Returns partition keys that no other test uses. */
function newKeys({ newKey }: ConformanceContext) {
  const key = (): PartitionKey => ({ pk: { S: newKey() } });
  return [key(), key(), key(), key(), key()] as const;
}

async function store({ db }: ConformanceContext, TableName: string, Item: Item): Promise<void> {
  await db.execute('PutItem', { TableName, Item });
}

async function read({ db }: ConformanceContext, TableName: string, Key: Item): Promise<Item | undefined> {
  return (await db.execute('GetItem', { TableName, Key, ConsistentRead: true })).Item;
}
