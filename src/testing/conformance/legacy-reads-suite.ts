import type { AttributeValue, Input, Item } from '../../domain/dynamodb.ts';
import { allPages } from './all-pages.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual, expectSameElements } from './expect.ts';
import { hashTable, indexedTable, numberSortedTable, sortedTable } from './table-shapes.ts';

type Conditions = NonNullable<Input<'Query'>['KeyConditions']>;
type Condition = Conditions[string];
type Operator = NonNullable<Condition['ComparisonOperator']>;

const comparedWith = (ComparisonOperator: Operator, ...AttributeValueList: AttributeValue[]): Condition => ({
  ComparisonOperator,
  AttributeValueList,
});
const equals = (value: AttributeValue) => comparedWith('EQ', value);

/** A value of the attribute `v` for each type; the item `absent` has none. */
const stored: Readonly<Record<string, AttributeValue | undefined>> = {
  S: { S: 'x' },
  N: { N: '1' },
  B: { B: Uint8Array.of(1) },
  BOOL: { BOOL: true },
  NULL: { NULL: true },
  SS: { SS: ['x', 'y'] },
  NS: { NS: ['1', '2'] },
  BS: { BS: [Uint8Array.of(1)] },
  L: { L: [{ S: 'x' }, { N: '1' }, { B: Uint8Array.of(1) }, { BOOL: true }, { NULL: true }] },
  M: { M: { x: { S: 'x' } } },
  absent: undefined,
};
const [allNames, allPresent] = [Object.keys(stored), Object.keys(stored).filter((name) => name !== 'absent')];
const allBut = (...names: readonly string[]) => allNames.filter((name) => !names.includes(name));

/** A condition on `v`, and the names of the items that it is true of. */
const filters: readonly (readonly [condition: Condition, names: readonly string[]])[] = [
  ...allPresent.map((name) => [equals(storedValue(name)), [name]] as const),
  ...allPresent.map((name) => [comparedWith('NE', storedValue(name)), allBut(name)] as const),
  [comparedWith('LT', { S: 'y' }), ['S']],
  [comparedWith('LE', { N: '1' }), ['N']],
  [comparedWith('GT', { B: Uint8Array.of(0) }), ['B']],
  [comparedWith('GE', { S: 'y' }), []],
  [comparedWith('BETWEEN', { N: '0' }, { N: '1' }), ['N']],
  [comparedWith('IN', { S: 'a' }, { S: 'x' }), ['S']],
  [comparedWith('NULL'), ['absent']],
  [comparedWith('NOT_NULL'), allPresent],
  [comparedWith('BEGINS_WITH', { S: '' }), ['S']],
  [comparedWith('CONTAINS', { S: 'x' }), ['S', 'SS', 'L']],
  [comparedWith('CONTAINS', { N: '1.0' }), ['NS', 'L']],
  [comparedWith('CONTAINS', { B: Uint8Array.of(1) }), ['B', 'BS', 'L']],
  [comparedWith('CONTAINS', { BOOL: true }), ['L']],
  [comparedWith('CONTAINS', { NULL: true }), ['L']],
  [comparedWith('NOT_CONTAINS', { S: 'x' }), allBut('absent', 'S', 'SS', 'L')],
  [comparedWith('NOT_CONTAINS', { N: '1' }), allBut('absent', 'NS', 'L')],
  [comparedWith('NOT_CONTAINS', { BOOL: true }), allBut('absent', 'L')],
];

/** A condition on the sort key of items with the numbers 1 to 5, and the numbers that it selects. */
const sortConditions: readonly (readonly [condition: Condition, numbers: readonly number[]])[] = [
  [comparedWith('EQ', { N: '3.0' }), [3]],
  [comparedWith('LT', { N: '3' }), [1, 2]],
  [comparedWith('LE', { N: '3' }), [1, 2, 3]],
  [comparedWith('GT', { N: '3' }), [4, 5]],
  [comparedWith('GE', { N: '3' }), [3, 4, 5]],
  [comparedWith('BETWEEN', { N: '2' }, { N: '4' }), [2, 3, 4]],
];

/** `AttributesToGet`, `KeyConditions`, `QueryFilter` and `ScanFilter` of reads. */
export const legacyReadsSuite: ConformanceSuite = {
  name: 'legacy-reads',
  tests: [
    ...filters.map(([condition, names]) => filterTest(condition, names)),
    ...sortConditions.map(([condition, numbers]) => sortTest(condition, numbers)),
    queryTest('BEGINS_WITH selects the sort keys with a prefix', { sk: comparedWith('BEGINS_WITH', { S: 'N' }) }, [
      'N',
      'NS',
      'NULL',
    ]),
    queryTest('conditions of a QueryFilter are joined by AND', {}, ['L'], {
      QueryFilter: { v: comparedWith('CONTAINS', { S: 'x' }), odd: equals({ BOOL: true }) },
    }),
    queryTest('conditions of a QueryFilter can be joined by OR', {}, ['L', 'NULL', 'S'], {
      QueryFilter: { v: equals({ S: 'x' }), odd: equals({ BOOL: true }) },
      ConditionalOperator: 'OR',
    }),
    queryTest('an empty QueryFilter is the same as none', { sk: equals({ S: 'S' }) }, ['S'], { QueryFilter: {} }),
    queryTest('KeyConditions can have a filter expression', {}, ['S'], {
      FilterExpression: 'v = :v',
      ExpressionAttributeValues: { ':v': { S: 'x' } },
    }),
    {
      name: 'KeyConditions can have a projection expression',
      async run(context) {
        const { TableName, pk } = await storedItems(context);
        const KeyConditions = { pk: equals(pk), sk: equals({ S: 'S' }) };
        const { Items } = await context.db.execute('Query', { TableName, KeyConditions, ProjectionExpression: 'v' });
        expectEqual(Items, [{ v: { S: 'x' } }]);
      },
    },
    {
      name: 'KeyConditions of an index are on its key',
      async run({ db, table, newKey, settled }) {
        const TableName = await table(indexedTable);
        const team = { S: newKey() };
        const item = (score: string) => ({ pk: { S: newKey() }, sk: { S: 'a' }, team, score: { N: score } });
        for (const score of ['1', '2', '3']) await db.execute('PutItem', { TableName, Item: item(score) });
        await settled(async () => {
          const { Items } = await db.execute('Query', {
            TableName,
            IndexName: 'all',
            KeyConditions: { team: equals(team), score: comparedWith('GE', { N: '2' }) },
            AttributesToGet: ['score'],
          });
          expectEqual(Items, [{ score: { N: '2' } }, { score: { N: '3' } }]);
        });
      },
    },
    {
      name: 'a QueryFilter counts the items that it leaves out as scanned',
      async run(context) {
        const { TableName, pk } = await storedItems(context);
        const { Count, ScannedCount, LastEvaluatedKey } = await context.db.execute('Query', {
          TableName,
          KeyConditions: { pk: equals(pk) },
          QueryFilter: { v: comparedWith('NULL') },
          ScanIndexForward: false,
          Limit: 2,
        });
        expectEqual(
          { Count, ScannedCount, LastEvaluatedKey },
          {
            Count: 1,
            ScannedCount: 2,
            LastEvaluatedKey: { pk, sk: { S: 'SS' } },
          },
        );
      },
    },
    {
      name: 'a ScanFilter can be on key attributes',
      async run(context) {
        const { TableName, pk } = await storedItems(context);
        const ScanFilter = { pk: equals(pk), sk: comparedWith('BEGINS_WITH', { S: 'N' }) };
        const pages = await allPages((start) =>
          context.db.execute('Scan', {
            TableName,
            ScanFilter,
            AttributesToGet: ['sk'],
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        expectSameElements(
          pages.flatMap(({ Items = [] }) => Items),
          [{ sk: { S: 'N' } }, { sk: { S: 'NS' } }, { sk: { S: 'NULL' } }],
        );
      },
    },
    {
      name: 'conditions of a ScanFilter can be joined by OR',
      async run({ db, ownTable }) {
        const TableName = await ownTable(hashTable);
        for (const pk of ['a', 'b', 'c'])
          await db.execute('PutItem', { TableName, Item: { pk: { S: pk }, n: { S: pk } } });
        const { Items, ScannedCount } = await db.execute('Scan', {
          TableName,
          ScanFilter: { pk: equals({ S: 'a' }), n: equals({ S: 'c' }) },
          ConditionalOperator: 'OR',
          AttributesToGet: ['n'],
        });
        expectSameElements(Items, [{ n: { S: 'a' } }, { n: { S: 'c' } }]);
        expectEqual(ScannedCount, 3);
      },
    },
    {
      name: 'GetItem returns only the attributes of AttributesToGet, without the key',
      async run(context) {
        const { TableName, pk } = await storedItems(context);
        const get = (...AttributesToGet: string[]) =>
          context.db.execute('GetItem', {
            TableName,
            Key: { pk, sk: { S: 'S' } },
            AttributesToGet,
            ConsistentRead: true,
          });
        expectEqual((await get('v', 'absent')).Item, { v: { S: 'x' } });
        expectEqual((await get('sk', 'odd')).Item, { sk: { S: 'S' }, odd: { BOOL: false } });
        expectEqual((await get('absent')).Item, {});
      },
    },
    {
      name: 'the names of AttributesToGet are not paths',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = { S: newKey() };
        await db.execute('PutItem', { TableName, Item: { pk, m: { M: { a: { S: 'x' } } }, 'm.a': { S: 'y' } } });
        const { Item } = await db.execute('GetItem', { TableName, Key: { pk }, AttributesToGet: ['m.a', 'm[0]'] });
        expectEqual(Item, { 'm.a': { S: 'y' } });
      },
    },
    {
      name: 'BatchGetItem has AttributesToGet for each table',
      async run(context) {
        const [first, second] = [await storedItems(context), await context.table(hashTable)];
        const Key = { pk: { S: context.newKey() } };
        await context.db.execute('PutItem', { TableName: second, Item: { ...Key, a: { S: 'a' } } });
        const { Responses } = await context.db.execute('BatchGetItem', {
          RequestItems: {
            [first.TableName]: { Keys: [{ pk: first.pk, sk: { S: 'S' } }], AttributesToGet: ['v'] },
            [second]: { Keys: [Key], AttributesToGet: ['a', 'b'] },
          },
        });
        expectEqual(Responses, { [first.TableName]: [{ v: { S: 'x' } }], [second]: [{ a: { S: 'a' } }] });
      },
    },
  ],
};

function storedValue(name: string): AttributeValue {
  return stored[name] ?? { NULL: true };
}

/** Puts an item for each value of `stored` into a partition of its own; the sort keys are the names. */
async function storedItems({
  db,
  table,
  newKey,
}: ConformanceContext): Promise<{ TableName: string; pk: AttributeValue }> {
  const TableName = await table(sortedTable);
  const pk = { S: newKey() };
  const items = Object.entries(stored).map(([name, v]): Item => {
    const odd = { BOOL: ['L', 'NULL'].includes(name) };
    return { pk, sk: { S: name }, odd, ...(v && { v }) };
  });
  await db.execute('BatchWriteItem', {
    RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
  });
  return { TableName, pk };
}

function filterTest(condition: Condition, names: readonly string[]): ConformanceTest {
  return {
    name: `the filter ${canonicalText(condition)} selects ${names.length === 0 ? 'nothing' : names.join(', ')}`,
    async run(context) {
      const { TableName, pk } = await storedItems(context);
      const { Items } = await context.db.execute('Query', {
        TableName,
        KeyConditions: { pk: equals(pk) },
        QueryFilter: { v: condition },
        AttributesToGet: ['sk'],
        ConsistentRead: true,
      });
      expectSameElements(
        Items,
        names.map((name) => ({ sk: { S: name } })),
      );
    },
  };
}

function sortTest(condition: Condition, numbers: readonly number[]): ConformanceTest {
  return {
    name: `the key condition ${canonicalText(condition)} selects ${numbers.join(', ')}`,
    async run({ db, table, newKey }) {
      const TableName = await table(numberSortedTable);
      const pk = { S: newKey() };
      const requests = [1, 2, 3, 4, 5].map((sk) => ({ PutRequest: { Item: { pk, sk: { N: String(sk) } } } }));
      await db.execute('BatchWriteItem', { RequestItems: { [TableName]: requests } });
      const KeyConditions = { pk: equals(pk), sk: condition };
      const { Items } = await db.execute('Query', { TableName, KeyConditions, ConsistentRead: true });
      expectEqual(
        Items,
        numbers.map((sk) => ({ pk, sk: { N: String(sk) } })),
      );
    },
  };
}

/** @param conditions - without the one on the partition key. */
function queryTest(
  name: string,
  conditions: { readonly sk?: Condition },
  names: readonly string[],
  members: Partial<Input<'Query'>> = {},
): ConformanceTest {
  return {
    name,
    async run(context) {
      const { TableName, pk } = await storedItems(context);
      const KeyConditions = { pk: equals(pk), ...conditions };
      const { Items = [] } = await context.db.execute('Query', {
        TableName,
        KeyConditions,
        ConsistentRead: true,
        ...members,
      });
      expectSameElements(
        Items.map(({ sk }) => sk),
        names.map((each) => ({ S: each })),
      );
    },
  };
}
