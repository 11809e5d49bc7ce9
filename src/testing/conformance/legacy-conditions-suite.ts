import type { AttributeValue, Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { hashTable } from './table-shapes.ts';

type Expected = NonNullable<Input<'PutItem'>['Expected']>;

/** Conditions, the attributes of the stored item, and how several conditions are joined. */
type Case = readonly [expected: Expected, item: Item, operator?: 'AND' | 'OR'];

const conditionFailed = { error: 'ConditionalCheckFailedException', message: 'The conditional request failed' };

const x: AttributeValue = { S: 'x' };
const one: AttributeValue = { N: '1' };
const compared = (
  ComparisonOperator: NonNullable<Expected[string]['ComparisonOperator']>,
  ...AttributeValueList: AttributeValue[]
) => ({ a: { ComparisonOperator, AttributeValueList } });

const trueConditions: readonly Case[] = [
  [{}, {}],
  [{ a: { Value: x } }, { a: x }],
  [{ a: { Value: { N: '1.0' } } }, { a: one }],
  [{ a: { Value: { SS: ['b', 'a'] } } }, { a: { SS: ['a', 'b'] } }],
  [{ a: { Value: x, Exists: true } }, { a: x }],
  [{ a: { Exists: false } }, {}],
  [{ a: { ComparisonOperator: 'EQ', Value: x } }, { a: x }],
  [{ a: { ComparisonOperator: 'LT', Value: { N: '2' } } }, { a: one }],
  [{ a: { ComparisonOperator: 'NULL' } }, {}],
  [{ a: { ComparisonOperator: 'NOT_NULL' } }, { a: { NULL: true } }],
  [compared('NULL'), {}],
  [compared('EQ', { L: [x, { N: '1.0' }] }), { a: { L: [x, one] } }],
  [compared('EQ', { M: { b: { SS: ['q', 'p'] } } }), { a: { M: { b: { SS: ['p', 'q'] } } } }],
  [compared('NE', x), { a: { S: 'y' } }],
  [compared('NE', { N: '1' }), { a: { S: '1' } }],
  [compared('NE', x), {}],
  [compared('LT', { S: 'a' }), { a: { S: 'B' } }],
  [compared('LE', { N: '1.0' }), { a: one }],
  [compared('GT', { B: Uint8Array.of(127) }), { a: { B: Uint8Array.of(128) } }],
  [compared('GE', x), { a: x }],
  [compared('BETWEEN', { N: '9' }, { N: '10' }), { a: { N: '10' } }],
  [compared('BETWEEN', x, x), { a: x }],
  [compared('IN', { S: 'w' }, x), { a: x }],
  [compared('BEGINS_WITH', { S: 'x' }), { a: { S: 'xy' } }],
  [compared('BEGINS_WITH', { B: Uint8Array.of(1) }), { a: { B: Uint8Array.of(1, 2) } }],
  [compared('CONTAINS', { S: 'b' }), { a: { S: 'abc' } }],
  [compared('CONTAINS', { N: '1.0' }), { a: { NS: ['1', '2'] } }],
  [compared('CONTAINS', { BOOL: true }), { a: { L: [{ BOOL: true }] } }],
  [compared('NOT_CONTAINS', { S: 'd' }), { a: { S: 'abc' } }],
  [compared('NOT_CONTAINS', { S: '1' }), { a: { NS: ['1'] } }],
  [{ a: { Value: x }, b: { Exists: false } }, { a: x }],
  [{ a: { Value: x }, b: { Exists: false } }, { a: x }, 'AND'],
  [{ a: { Value: x }, b: { Exists: false }, c: { Value: one } }, { a: x, b: x }, 'OR'],
  [{ 'a.b[0]': { Value: x } }, { 'a.b[0]': x }],
];

const falseConditions: readonly Case[] = [
  [{ a: { Value: x } }, { a: { S: 'y' } }],
  [{ a: { Value: { S: '1' } } }, { a: one }],
  [{ a: { Value: x } }, {}],
  [{ a: { Exists: false } }, { a: { NULL: true } }],
  [compared('NOT_NULL'), {}],
  [compared('NE', { N: '1.0' }), { a: one }],
  [compared('LT', { S: '2' }), { a: one }],
  [compared('GE', x), {}],
  [compared('BETWEEN', { S: '0' }, { S: '9' }), { a: one }],
  [compared('BETWEEN', { N: '0' }, { N: '9' }), {}],
  [compared('IN', { N: '1' }, { N: '2' }), { a: { NS: ['1'] } }],
  [compared('BEGINS_WITH', { S: '1' }), { a: one }],
  [compared('CONTAINS', { N: '1' }), { a: { S: '1' } }],
  // If the attribute does not exist, both operators are false.
  [compared('CONTAINS', x), {}],
  [compared('NOT_CONTAINS', x), {}],
  [
    { a: { Value: x }, b: { Exists: false } },
    { a: x, b: x },
  ],
  [{ a: { Value: x }, b: { Exists: false } }, { b: x }, 'OR'],
];

/** `Expected` and `ConditionalOperator` of writes. */
export const legacyConditionsSuite: ConformanceSuite = {
  name: 'legacy-conditions',
  tests: [
    ...trueConditions.map((each) => conditionTest(each, true)),
    ...falseConditions.map((each) => conditionTest(each, false)),
    {
      name: 'PutItem replaces an item only if the condition is true',
      async run(context) {
        const { TableName, Key } = await storedItem(context, { a: x });
        const put = (value: AttributeValue) =>
          context.db.execute('PutItem', { TableName, Item: { ...Key, b: one }, Expected: { a: { Value: value } } });
        await expectRejection(put(one), conditionFailed);
        expectEqual(await readItem(context, { TableName, Key }), { ...Key, a: x });
        await put(x);
        expectEqual(await readItem(context, { TableName, Key }), { ...Key, b: one });
      },
    },
    {
      name: 'DeleteItem deletes an item only if the condition is true',
      async run(context) {
        const { TableName, Key } = await storedItem(context, { a: x });
        const remove = (value: AttributeValue) =>
          context.db.execute('DeleteItem', { TableName, Key, Expected: { a: { Value: value } } });
        await expectRejection(remove(one), conditionFailed);
        expectEqual(await readItem(context, { TableName, Key }), { ...Key, a: x });
        await remove(x);
        expectEqual(await readItem(context, { TableName, Key }), undefined);
      },
    },
    {
      name: 'UpdateItem updates an item only if the condition is true of the item before the update',
      async run(context) {
        const { TableName, Key } = await storedItem(context, { a: one });
        const add = () =>
          context.db.execute('UpdateItem', {
            TableName,
            Key,
            AttributeUpdates: { a: { Action: 'ADD', Value: one } },
            Expected: { a: { Value: one } },
          });
        await add();
        await expectRejection(add(), conditionFailed);
        expectEqual(await readItem(context, { TableName, Key }), { ...Key, a: { N: '2' } });
      },
    },
    {
      name: 'a condition on an absent item sees no attributes, not even the key',
      async run({ db, table, newKey }) {
        const input = { TableName: await table(hashTable), Key: { pk: { S: newKey() } } };
        await expectRejection(
          db.execute('UpdateItem', { ...input, Expected: { pk: { ComparisonOperator: 'NOT_NULL' } } }),
          conditionFailed,
        );
        await db.execute('UpdateItem', { ...input, Expected: { pk: { Exists: false } } });
      },
    },
    {
      name: 'the error of a failed condition contains the item on request',
      async run(context) {
        const { TableName, Key } = await storedItem(context, { a: x });
        const request = context.db.execute('DeleteItem', {
          TableName,
          Key,
          Expected: { a: { Exists: false } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        const error = await expectRejection(request, conditionFailed);
        expectEqual(Reflect.get(error, 'item'), { ...Key, a: x });
      },
    },
  ],
};

function conditionTest([Expected, item, ConditionalOperator]: Case, isTrue: boolean): ConformanceTest {
  const joined = ConditionalOperator === undefined ? '' : ` joined by ${ConditionalOperator}`;
  return {
    name: `${canonicalText(Expected)}${joined} is ${isTrue} of ${canonicalText(item)}`,
    async run(context) {
      const { TableName, Key } = await storedItem(context, item);
      const request = context.db.execute('PutItem', {
        TableName,
        Item: Key,
        Expected,
        ...(ConditionalOperator && { ConditionalOperator }),
      });
      if (isTrue) await request;
      else await expectRejection(request, conditionFailed);
    },
  };
}

type StoredItem = Required<Pick<Input<'GetItem'>, 'TableName' | 'Key'>>;

async function storedItem(
  { db, table, newKey }: ConformanceContext,
  attributes: Item,
): Promise<StoredItem & { Key: Item }> {
  const TableName = await table(hashTable);
  const Key = { pk: { S: newKey() } };
  await db.execute('PutItem', { TableName, Item: { ...attributes, ...Key } });
  return { TableName, Key };
}

async function readItem({ db }: ConformanceContext, input: StoredItem): Promise<Item | undefined> {
  return (await db.execute('GetItem', { ...input, ConsistentRead: true })).Item;
}
