import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { expectCancelled, invalid, none } from './expect-cancelled.ts';
import { nestedValue } from './nested-value.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable, indexedTable, type TableShape } from './table-shapes.ts';

type Action = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

/** An action that doesn't fit its table or its item, and the message of its reason. */
interface Case {
  readonly table?: TableShape;
  /** What is stored under the key. */
  readonly stored?: Item;
  readonly action: (TableName: string, Key: { pk: { S: string } }) => Action;
  readonly message: string;
  /** Default: behaviour §14. */
  readonly source?: string;
}

const mismatch = 'The provided key element does not match the schema';
const wrongKey = { pk: { N: '1' } };
const prefix = 'One or more parameter values were invalid: ';

/** Actions that cancel their transaction with a ValidationError (behaviour §1, §4, §12, §14). */
const invalidActions: Readonly<Record<string, Case>> = {
  'a put with a key of the wrong type': {
    action: (TableName) => ({ Put: { TableName, Item: wrongKey } }),
    message: `${prefix}Type mismatch for key pk expected: S actual: N`,
  },
  'a put without its key': {
    action: (TableName) => ({ Put: { TableName, Item: { a: { S: 'x' } } } }),
    message: `${prefix}Missing the key pk in the item`,
  },
  'an update with a key of the wrong type': {
    action: (TableName) => ({ Update: { TableName, Key: wrongKey, UpdateExpression: 'REMOVE a' } }),
    message: mismatch,
  },
  'a delete with a key of the wrong type': {
    action: (TableName) => ({ Delete: { TableName, Key: wrongKey } }),
    message: mismatch,
  },
  'a check with a key of the wrong type': {
    action: (TableName) => ({
      ConditionCheck: { TableName, Key: wrongKey, ConditionExpression: 'attribute_exists(pk)' },
    }),
    message: mismatch,
  },
  'an update of a key attribute': {
    action: (TableName, Key) => ({ Update: { TableName, Key, UpdateExpression: 'REMOVE pk' } }),
    message: `${prefix}Cannot update attribute pk. This attribute is part of the key`,
  },
  'a put with an index key of the wrong type': {
    table: indexedTable,
    action: (TableName, Key) => ({ Put: { TableName, Item: { ...Key, sk: { S: '1' }, label: { N: '1' } } } }),
    message: `${prefix}Type mismatch for Index Key label Expected: S Actual: N IndexName: plain`,
  },
  'an update whose item would be too large': {
    stored: { filler: { S: 'f'.repeat(400_000) } },
    action: (TableName, Key) => ({
      Update: {
        TableName,
        Key,
        UpdateExpression: 'SET more = :more',
        ExpressionAttributeValues: { ':more': { S: 'f'.repeat(20_000) } },
      },
    }),
    message: 'Item size to update has exceeded the maximum allowed size',
    source: 'behaviour §1',
  },
  'an update whose item would be nested too deeply': {
    action: (TableName, Key) => ({
      Update: { TableName, Key, UpdateExpression: 'SET a = :v', ExpressionAttributeValues: { ':v': nestedValue(32) } },
    }),
    message: 'Nesting Levels have exceeded supported limits',
    source: 'behaviour §4',
  },
  'an update with an operand that the item does not have': {
    action: (TableName, Key) => ({ Update: { TableName, Key, UpdateExpression: 'SET a = b' } }),
    message: 'The provided expression refers to an attribute that does not exist in the item',
  },
};

/** What cancels a transaction, and what does not (behaviour §4, §14). */
export const transactCancellationsSuite: ConformanceSuite = {
  name: 'transact-cancellations',
  tests: [
    ...Object.entries(invalidActions).map(
      ([what, { table = hashTable, stored, action, message, source = 'behaviour §14' }]) => ({
        name: `${what} cancels the transaction`,
        source,
        async run(context: ConformanceContext) {
          const TableName = await context.table(table);
          const other = await context.table(hashTable);
          const [Key, Item] = [{ pk: { S: context.newKey() } }, { pk: { S: context.newKey() } }];
          if (stored !== undefined) await context.db.execute('PutItem', { TableName, Item: { ...Key, ...stored } });
          const TransactItems = [{ Put: { TableName: other, Item } }, action(TableName, Key)];
          await expectCancelled(context.db.execute('TransactWriteItems', { TransactItems }), [none, invalid(message)]);
          const found = await context.db.execute('GetItem', { TableName: other, Key: Item, ConsistentRead: true });
          expectEqual(found.Item, undefined);
        },
      }),
    ),
    {
      name: 'a value nested 32 levels deep can be compared',
      source: 'behaviour §4',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const check = {
          TableName,
          Key: { pk: { S: newKey() } },
          ConditionExpression: 'NOT a = :v',
          ExpressionAttributeValues: { ':v': nestedValue(32) },
        };
        await db.execute('TransactWriteItems', { TransactItems: [{ ConditionCheck: check }] });
      },
    },
    {
      name: 'a put may have values without a condition',
      source: 'behaviour §14',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() } };
        const Put = { TableName, Item, ExpressionAttributeValues: { ':v': { S: 'x' } } };
        await db.execute('TransactWriteItems', { TransactItems: [{ Put }] });
        expectEqual((await db.execute('GetItem', { TableName, Key: Item, ConsistentRead: true })).Item, Item);
      },
    },
    {
      name: 'an update is measured by its item alone',
      source: 'behaviour §1',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const { filler } = sizedItem(Key, 409_600);
        const Update = {
          TableName,
          Key,
          UpdateExpression: 'SET filler = :filler',
          ExpressionAttributeValues: { ':filler': filler },
        };
        await db.execute('TransactWriteItems', { TransactItems: [{ Update }] });
        expectEqual((await db.execute('GetItem', { TableName, Key, ConsistentRead: true })).Item, { ...Key, filler });
      },
    },
  ],
};
