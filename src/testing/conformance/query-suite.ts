import type { AttributeValue, Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual } from './expect.ts';
import { filledPartition, partitionQuery } from './filled-partition.ts';
import { binarySortedTable, hashTable, numberSortedTable, sortedTable, type TableShape } from './table-shapes.ts';

/** A condition of the sort key, the values in it, and the sort keys found, in order. */
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

/** Items of one partition without their partition key, what a query for it asks, and the answer. */
interface Question {
  readonly name: string;
  readonly items: readonly Item[];
  readonly query: Partial<Input<'Query'>>;
  readonly answer: { readonly Items?: readonly Item[]; readonly Count: number; readonly ScannedCount: number };
}

const numbered = ['1', '2', '3'].map((each) => ({ sk: { S: each }, n: { N: each } }));
const described = [{ sk: { S: '1' }, a: { S: 'x' }, b: { S: 'y' } }];

const questions: readonly Question[] = [
  {
    name: 'ScanIndexForward false turns the order round',
    items: ['b', 'c', 'a', 'd'].map((S) => ({ sk: { S } })),
    query: {
      KeyConditionExpression: 'pk = :pk AND sk >= :sk',
      ExpressionAttributeValues: { ':sk': { S: 'b' } },
      ScanIndexForward: false,
    },
    answer: { Items: ['d', 'c', 'b'].map((S) => ({ sk: { S } })), Count: 3, ScannedCount: 3 },
  },
  {
    name: 'clauses may come in either order, in parentheses, with placeholders for names',
    items: ['a', 'b'].map((S) => ({ sk: { S } })),
    query: {
      KeyConditionExpression: '(#s > :sk) AND (#p = :pk)',
      ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
      ExpressionAttributeValues: { ':sk': { S: 'a' } },
    },
    answer: { Items: [{ sk: { S: 'b' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'a filter takes items out of Items and Count, not out of ScannedCount',
    items: numbered,
    query: {
      FilterExpression: 'n > :n',
      ExpressionAttributeValues: { ':n': { N: '1' } },
      ProjectionExpression: 'n',
    },
    answer: { Items: [{ n: { N: '2' } }, { n: { N: '3' } }], Count: 2, ScannedCount: 3 },
  },
  {
    name: 'a filter sees attributes that the projection leaves out',
    items: described,
    query: {
      FilterExpression: 'a = :a',
      ExpressionAttributeValues: { ':a': { S: 'x' } },
      ProjectionExpression: 'b',
    },
    answer: { Items: [{ b: { S: 'y' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'Select COUNT counts and gives no items',
    items: numbered,
    query: { FilterExpression: 'n > :n', ExpressionAttributeValues: { ':n': { N: '1' } }, Select: 'COUNT' },
    answer: { Count: 2, ScannedCount: 3 },
  },
  {
    name: 'Select SPECIFIC_ATTRIBUTES goes with a projection',
    items: described,
    query: { ProjectionExpression: 'a', Select: 'SPECIFIC_ATTRIBUTES' },
    answer: { Items: [{ a: { S: 'x' } }], Count: 1, ScannedCount: 1 },
  },
  {
    name: 'Select ALL_ATTRIBUTES gives whole items',
    items: described,
    query: { Select: 'ALL_ATTRIBUTES' },
    answer: { Items: described, Count: 1, ScannedCount: 1 },
  },
];

/** Items of one partition, found by their sort keys, filtered and projected. */
export const querySuite: ConformanceSuite = {
  name: 'query',
  tests: [
    ...onStrings.map((ranged) => findsStrings(ranged)),
    ...onNumbers.map((ranged) => findsNumbers(ranged)),
    ...onBinaries.map((ranged) => findsBinaries(ranged)),
    {
      name: 'the partition key alone finds the whole partition in order, and nothing of others',
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
      name: 'a partition that is not there is an empty list',
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
      name: 'a table without sort key is queried for its one item',
      async run(context) {
        const TableName = await context.table(hashTable);
        const pk = await filledPartition(context, TableName, [{ a: { S: 'x' } }]);
        const { Items } = await context.db.execute('Query', partitionQuery(TableName, pk));
        expectEqual(Items, [{ pk, a: { S: 'x' } }]);
      },
    },
    ...questions.map(answers),
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

function answers({ name, items, query, answer }: Question): ConformanceTest {
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
      expectEqual({ Items: Items?.map(({ pk: _, ...rest }) => rest), Count, ScannedCount }, answer);
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
    name: `${condition} finds ${found.join(', ') || 'nothing'} with ${canonicalText(values)}`,
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
