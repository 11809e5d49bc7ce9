import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { expectCancelled, invalid, none } from './expect-cancelled.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, numberSortedTable, sortedTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

const wrongKey = 'The provided key element does not match the schema';
const emptyKey =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';

/** Keys of no table, and the reason for which they cancel (behaviour §3, §14). */
const badKeys: readonly (readonly [what: string, Key: Item, reason: string])[] = [
  ['of the wrong type', { pk: { N: '1' } }, wrongKey],
  ['with another name', { id: { S: 'a' } }, wrongKey],
  ['with an attribute too many', { pk: { S: 'b' }, sk: { S: 'a' } }, wrongKey],
  ['that is empty', { pk: { S: '' } }, emptyKey],
  [
    'that is too long',
    { pk: { S: 'k'.repeat(2049) } },
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  ],
];

/** Projections that are rejected before a table is looked up (behaviour §14). */
const badProjections: readonly (readonly [projection: string, message: string])[] = [
  ['', 'The expression can not be empty;'],
  [' ', 'Syntax error; token: "<EOF>", near: " "'],
  ['#u', 'An expression attribute name used in the document path is not defined; attribute name: #u'],
];

/** TransactGetItems: reads of many items at one moment (behaviour §14, api §10). */
export const transactGetSuite: ConformanceSuite = {
  name: 'transact-get',
  tests: [
    {
      name: 'reads items of several tables in the order of the request, and nothing for a missing item',
      source: 'behaviour §14',
      async run(context) {
        const [first, second] = [await context.table(hashTable), await context.table(sortedTable)];
        const [item, sorted] = [storedIn(context), { ...storedIn(context), sk: { S: '1' } }];
        const missing = { pk: { S: context.newKey() } };
        await context.db.execute('PutItem', { TableName: first, Item: item });
        await context.db.execute('PutItem', { TableName: second, Item: sorted });
        const { Responses } = await context.db.execute('TransactGetItems', {
          TransactItems: [
            { Get: { TableName: second, Key: { pk: sorted.pk, sk: sorted.sk } } },
            { Get: { TableName: first, Key: missing } },
            { Get: { TableName: first, Key: { pk: item.pk } } },
          ],
        });
        expectEqual(Responses, [{ Item: sorted }, {}, { Item: item }]);
      },
    },
    {
      name: 'each read has its projection; an item of which it has nothing is left out',
      source: 'api §10',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [first, second, third] = [storedIn(context), storedIn(context), storedIn(context)];
        for (const Item of [first, second, third]) await context.db.execute('PutItem', { TableName, Item });
        const get = ({ pk }: typeof first, projection: Projection) => ({
          Get: { TableName, Key: { pk }, ...projection },
        });
        const { Responses } = await context.db.execute('TransactGetItems', {
          TransactItems: [
            get(first, { ProjectionExpression: 'a' }),
            get(second, { ProjectionExpression: '#l[1]', ExpressionAttributeNames: { '#l': 'l' } }),
            get(third, { ProjectionExpression: 'nothing' }),
          ],
        });
        expectEqual(Responses, [{ Item: { a: first.a } }, { Item: { l: { L: [{ S: 'y' }] } } }, {}]);
      },
    },
    {
      name: '100 items are read',
      source: 'api §6',
      async run(context) {
        const TableName = await context.table(hashTable);
        const TransactItems = Array.from({ length: 100 }, () => ({
          Get: { TableName, Key: { pk: { S: context.newKey() } } },
        }));
        const { Responses } = await context.db.execute('TransactGetItems', { TransactItems });
        expectEqual(Responses?.length, 100);
      },
    },
    ...badKeys.map(([what, Key, reason]) => ({
      name: `a key ${what} cancels the transaction, and is the only reason`,
      source: 'behaviour §14',
      async run({ db, table }: ConformanceContext) {
        const TableName = await table(hashTable);
        const keys = [{ pk: { S: 'a' } }, Key, { pk: { BOOL: true } }];
        const TransactItems = keys.map((each) => ({ Get: { TableName, Key: each } }));
        await expectCancelled(db.execute('TransactGetItems', { TransactItems }), [none, invalid(reason), none]);
      },
    })),
    ...withSource('behaviour §14', [
      rejectionTest('two reads of one item are rejected', {
        operation: 'TransactGetItems',
        table: numberSortedTable,
        input: (TableName) => ({
          TransactItems: ['1000', '1e3'].map((N) => ({ Get: { TableName, Key: { pk: { S: 'a' }, sk: { N } } } })),
        }),
        message: 'Transaction request cannot include multiple operations on one item',
      }),
      rejectionTest('a table that does not exist is rejected', {
        operation: 'TransactGetItems',
        input: (TableName) => ({
          TransactItems: [TableName, `${TableName}-absent`].map((each) => ({
            Get: { TableName: each, Key: { pk: { S: 'a' } } },
          })),
        }),
        error: 'ResourceNotFoundException',
        message: 'Requested resource not found',
      }),
      ...badProjections.map(([ProjectionExpression, message]) =>
        rejectionTest(`the projection ${JSON.stringify(ProjectionExpression)} is rejected before a missing table`, {
          operation: 'TransactGetItems',
          input: (TableName) => ({
            TransactItems: [
              { Get: { TableName: `${TableName}-absent`, Key: { pk: { S: 'a' } } } },
              { Get: { TableName, Key: { pk: { S: 'b' } }, ProjectionExpression } },
            ],
          }),
          message: `Invalid ProjectionExpression: ${message}`,
        }),
      ),
    ]),
  ],
};

type Get = NonNullable<NonNullable<Input<'TransactGetItems'>['TransactItems']>[number]['Get']>;
type Projection = Pick<Get, 'ProjectionExpression' | 'ExpressionAttributeNames'>;

function storedIn({ newKey }: ConformanceContext) {
  return { pk: { S: newKey() }, a: { S: 'x' }, l: { L: [{ S: 'x' }, { S: 'y' }] } };
}
