import type { AttributeValue, Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual } from './expect.ts';
import { filledPartition, partitionQuery } from './filled-partition.ts';
import { binarySortedTable, hashTable, numberSortedTable, sortedTable, type TableShape } from './table-shapes.ts';

/** A condition on the sort key, the sort keys it finds in order, and the expression attribute values. */
type Ranged = readonly [condition: string, found: readonly string[], values: Item];

const strings = ['A', 'a', 'aa', 'ab', 'abc', 'b', 'é', '\uffff', '😀'];

const onStrings: readonly Ranged[] = [
  ['sk = :v', ['ab'], { ':v': { S: 'ab' } }],
  ['sk = :v', [], { ':v': { S: 'c' } }],
  ['sk < :v', ['A', 'a'], { ':v': { S: 'aa' } }],
  ['sk <= :v', ['A', 'a', 'aa'], { ':v': { S: 'aa' } }],
  ['sk > :v', ['b', 'é', '\uffff', '😀'], { ':v': { S: 'abc' } }],
  ['sk >= :v', ['abc', 'b', 'é', '\uffff', '😀'], { ':v': { S: 'abc' } }],
  ['sk > :v', ['😀'], { ':v': { S: '\uffff' } }],
  ['sk BETWEEN :v AND :w', ['aa', 'ab', 'abc', 'b'], { ':v': { S: 'aa' }, ':w': { S: 'b' } }],
  ['sk BETWEEN :v AND :w', ['ab'], { ':v': { S: 'ab' }, ':w': { S: 'ab' } }],
  ['begins_with(sk, :v)', ['a', 'aa', 'ab', 'abc'], { ':v': { S: 'a' } }],
  ['begins_with(sk, :v)', ['ab', 'abc'], { ':v': { S: 'ab' } }],
  ['begins_with(sk, :v)', [], { ':v': { S: 'B' } }],
  [':v <= sk', ['é', '\uffff', '😀'], { ':v': { S: 'é' } }],
  [':v > sk', ['A', 'a'], { ':v': { S: 'aa' } }],
  ['(sk >= :v)', ['é', '\uffff', '😀'], { ':v': { S: 'é' } }],
];

const numbers = ['-10', '-9.5', '-1', '0', '0.5', '2', '10', '100'];

const onNumbers: readonly Ranged[] = [
  ['sk < :v', ['-10', '-9.5', '-1'], { ':v': { N: '0' } }],
  ['sk >= :v', ['2', '10', '100'], { ':v': { N: '2.00' } }],
  ['sk = :v', ['10'], { ':v': { N: '1e1' } }],
  ['sk BETWEEN :v AND :w', ['-9.5', '-1', '0', '0.5', '2'], { ':v': { N: '-9.5' }, ':w': { N: '5' } }],
];

/** Binary values, written as their bytes. */
const binaries = ['1', '1 0', '1 255', '2', '127', '128', '255'];

const onBinaries: readonly Ranged[] = [
  ['sk > :v', ['128', '255'], { ':v': { B: Uint8Array.of(127) } }],
  ['sk <= :v', ['1', '1 0'], { ':v': { B: Uint8Array.of(1, 0) } }],
  ['begins_with(sk, :v)', ['1', '1 0', '1 255'], { ':v': { B: Uint8Array.of(1) } }],
];

/** A query of one partition. Items and the expected output are without the partition key. */
interface QueryCase {
  readonly name: string;
  readonly items: readonly Item[];
  readonly query: Partial<Input<'Query'>>;
  readonly expected: { readonly Items?: readonly Item[]; readonly Count: number; readonly ScannedCount: number };
}

const numbered = ['1', '2', '3'].map((each) => ({ sk: { S: each }, n: { N: each } }));
const described = [{ sk: { S: '1' }, a: { S: 'x' }, b: { S: 'y' } }];

const queryCases: readonly QueryCase[] = [
  {
    name: 'ScanIndexForward false reverses the order',
    items: ['b', 'c', 'a', 'd'].map((S) => ({ sk: { S } })),
    query: {
      KeyConditionExpression: 'pk = :pk AND sk >= :sk',
      ExpressionAttributeValues: { ':sk': { S: 'b' } },
      ScanIndexForward: false,
    },
    expected: { Items: ['d', 'c', 'b'].map((S) => ({ sk: { S } })), Count: 3, ScannedCount: 3 },
  },
  {
    name: 'a key condition may have its clauses in any order, in parentheses, with expression attribute names',
    items: ['a', 'b'].map((S) => ({ sk: { S } })),
    query: {
      KeyConditionExpression: '(#s > :sk) AND (#p = :pk)',
      ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
      ExpressionAttributeValues: { ':sk': { S: 'a' } },
    },
    expected: { Items: [{ sk: { S: 'b' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'a filter removes items from Items and Count, not from ScannedCount',
    items: numbered,
    query: {
      FilterExpression: 'n > :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
      ProjectionExpression: 'n',
    },
    expected: { Items: [{ n: { N: '2' } }, { n: { N: '3' } }], Count: 2, ScannedCount: 3 },
  },
  {
    name: 'a filter may use attributes that the projection omits',
    items: described,
    query: {
      FilterExpression: 'a = :a',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
      ProjectionExpression: 'b',
    },
    expected: { Items: [{ b: { S: 'y' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'Select COUNT returns counts without items',
    items: numbered,
    query: { FilterExpression: 'n > :n', ExpressionAttributeValues: { ':n': { N: '1' } }, Select: 'COUNT' },
    expected: { Count: 2, ScannedCount: 3 },
  },
  {
    name: 'Select SPECIFIC_ATTRIBUTES is accepted with a projection',
    items: described,
    query: { ProjectionExpression: 'a', Select: 'SPECIFIC_ATTRIBUTES' },
    expected: { Items: [{ a: { S: 'x' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'Select ALL_ATTRIBUTES returns whole items',
    items: described,
    query: { Select: 'ALL_ATTRIBUTES' },
    expected: { Items: described, Count: 1, ScannedCount: 1 },
  },
];

/** Query: key conditions, filters and projections on one partition. */
export const querySuite: ConformanceSuite = {
  name: 'query',
  tests: [
    ...onStrings.map((ranged) => findsStrings(ranged)),
    ...onNumbers.map((ranged) => findsNumbers(ranged)),
    ...onBinaries.map((ranged) => findsBinaries(ranged)),
    {
      name: 'a condition on the partition key returns the whole partition in order and nothing else',
      async run(context) {
        const TableName = await context.table(sortedTable);
        await filledPartition(
          context,
          TableName,
          strings.map((S) => ({ sk: { S } })),
        );
        const pk = await filledPartition(
          context,
          TableName,
          strings.toReversed().map((S) => ({ sk: { S } })),
        );
        const output = await context.db.execute('Query', {
          TableName,
          KeyConditionExpression: ':pk = pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        });
        expectEqual(
          { Items: output.Items, Count: output.Count, ScannedCount: output.ScannedCount },
          { Items: strings.map((S) => ({ pk, sk: { S } })), Count: 9, ScannedCount: 9 },
        );
        expectEqual(output.LastEvaluatedKey, undefined, 'the last evaluated key');
      },
    },
    {
      name: 'a query of a partition without items returns an empty list',
      async run({ db, table, newKey }) {
        const output = await db.execute('Query', {
          TableName: await table(sortedTable),
          KeyConditionExpression: 'pk = :pk AND sk > :sk',
          ExpressionAttributeValues: { ':pk': { S: newKey() }, ':sk': { S: 'a' } },
        });
        const { Items, Count, ScannedCount, LastEvaluatedKey } = output;
        expectEqual({ Items, Count, ScannedCount, LastEvaluatedKey }, { Items: [], Count: 0, ScannedCount: 0 });
      },
    },
    {
      name: 'a query of a table without a sort key returns the single item',
      async run(context) {
        const TableName = await context.table(hashTable);
        const pk = await filledPartition(context, TableName, [{ a: { S: 'x' } }]);
        const { Items } = await context.db.execute('Query', partitionQuery(TableName, pk));
        expectEqual(Items, [{ pk, a: { S: 'x' } }]);
      },
    },
    ...queryCases.map(returnsExpected),
  ],
};

function findsStrings(ranged: Ranged): ConformanceTest {
  return finds(ranged, { table: sortedTable, keys: strings.map((S) => ({ S })), show: (sk) => sk?.S ?? '' });
}

function findsNumbers(ranged: Ranged): ConformanceTest {
  return finds(ranged, { table: numberSortedTable, keys: numbers.map((N) => ({ N })), show: (sk) => sk?.N ?? '' });
}

function findsBinaries(ranged: Ranged): ConformanceTest {
  const keys = binaries.map((bytes) => ({ B: Uint8Array.from(bytes.split(' ').map(Number)) }));
  return finds(ranged, { table: binarySortedTable, keys, show: (sk) => [...(sk?.B ?? [])].join(' ') });
}

function returnsExpected({ name, items, query, expected }: QueryCase): ConformanceTest {
  return {
    name,
    async run(context) {
      const TableName = await context.table(sortedTable);
      const pk = await filledPartition(context, TableName, items);
      const { Items, Count, ScannedCount } = await context.db.execute('Query', {
        ...partitionQuery(TableName, pk),
        ...query,
        ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':pk': pk },
      });
      expectEqual({ Items: Items?.map(({ pk: _, ...rest }) => rest), Count, ScannedCount }, expected);
    },
  };
}

interface SortKeys {
  readonly table: TableShape;
  readonly keys: readonly AttributeValue[];
  readonly show: (sk: AttributeValue | undefined) => string;
}

function finds([condition, found, values]: Ranged, { table, keys, show }: SortKeys): ConformanceTest {
  return {
    name: `${condition} with ${canonicalText(values)} finds ${found.join(', ') || 'nothing'}`,
    async run(context) {
      const TableName = await context.table(table);
      const pk = await filledPartition(
        context,
        TableName,
        keys.map((sk) => ({ sk })),
      );
      const { Items } = await context.db.execute('Query', {
        TableName,
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ...values, ':pk': pk },
        ConsistentRead: true,
      });
      expectEqual(
        Items?.map(({ sk }) => show(sk)),
        found,
      );
    },
  };
}
