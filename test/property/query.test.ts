import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { AttributeValue } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';

const test = suite('query');

/** A type of sort key with a simple model of how its values are written, compared and cut. */
interface SortKeys<Value> {
  readonly type: 'S' | 'N' | 'B';
  readonly values: fc.Arbitrary<Value>;
  readonly toAttribute: (value: Value) => AttributeValue;
  readonly compare: (left: Value, right: Value) => number;
  /** `undefined` if the type has no prefixes. */
  readonly startsWith?: (value: Value, prefix: Value) => boolean;
}

const strings: SortKeys<string> = {
  type: 'S',
  values: fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\uffff', '😀'), minLength: 1, maxLength: 4 }),
  toAttribute: (S) => ({ S }),
  compare: (left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)),
  startsWith: (value, prefix) => value.startsWith(prefix),
};

const numbers: SortKeys<number> = {
  type: 'N',
  values: fc.oneof(
    fc.integer({ min: -12, max: 12 }).map((quarters) => quarters / 4),
    fc.integer({ min: -1100, max: 1100 }),
  ),
  toAttribute: (value) => ({ N: String(value) }),
  compare: (left, right) => left - right,
};

const binaries: SortKeys<Buffer> = {
  type: 'B',
  values: fc
    .array(fc.constantFrom(0, 1, 127, 128, 255), { minLength: 1, maxLength: 4 })
    .map((bytes) => Buffer.from(bytes)),
  toAttribute: (value) => ({ B: new Uint8Array(value) }),
  compare: (left, right) => Buffer.compare(left, right),
  startsWith: (value, prefix) => value.subarray(0, prefix.length).equals(prefix),
};

test('a query by strings is a scan, filtered and sorted', () => isFilteredSortedScan(strings));
test('a query by numbers is a scan, filtered and sorted', () => isFilteredSortedScan(numbers));
test('a query by binary values is a scan, filtered and sorted', () => isFilteredSortedScan(binaries));

test.run();

/** A condition on the sort key: its text, its values, and the equivalent predicate. */
interface Condition<Value> {
  readonly text: string;
  readonly values: readonly Value[];
  readonly holds: (value: Value) => boolean;
}

async function isFilteredSortedScan<Value>(sortKeys: SortKeys<Value>): Promise<void> {
  const stored = fc.array(fc.tuple(fc.constantFrom('p', 'q'), sortKeys.values), { maxLength: 40 });
  const property = fc.asyncProperty(stored, conditions(sortKeys), fc.boolean(), async (keys, condition, isForward) => {
    const db = await tableOf(sortKeys.type);
    for (const [pk, sk] of keys) {
      await db.execute('PutItem', { TableName: 'things', Item: { pk: { S: pk }, sk: sortKeys.toAttribute(sk) } });
    }
    const { Items, ScannedCount } = await db.execute('Query', {
      TableName: 'things',
      KeyConditionExpression: `pk = :pk${condition.text}`,
      ExpressionAttributeValues: {
        ':pk': { S: 'p' },
        ...Object.fromEntries(condition.values.map((value, index) => [`:${index}`, sortKeys.toAttribute(value)])),
      },
      ScanIndexForward: isForward,
    });
    const expected = keys
      .filter(([pk, sk]) => pk === 'p' && condition.holds(sk))
      .map(([, sk]) => sk)
      .sort(sortKeys.compare)
      .filter((sk, index, all) => index === 0 || sortKeys.compare(sk, all[index - 1] ?? sk) !== 0);
    if (!isForward) expected.reverse();
    assert.equal(
      Items?.map(({ sk }) => sk),
      expected.map(sortKeys.toAttribute),
    );
    assert.is(ScannedCount, expected.length, 'nothing else was evaluated');
  });
  await fc.assert(property);
}

function conditions<Value>({ values, compare, startsWith }: SortKeys<Value>): fc.Arbitrary<Condition<Value>> {
  const operators: Readonly<Record<string, (order: number) => boolean>> = {
    '=': (order) => order === 0,
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
  };
  const comparison = fc.tuple(fc.constantFrom(...Object.keys(operators)), values, fc.boolean());
  const compared = comparison.map(([operator, value, isTurned]) => ({
    text: ` AND ${isTurned ? `:0 ${turned[operator]} sk` : `sk ${operator} :0`}`,
    values: [value],
    holds: (sk: Value) => operators[operator]?.(compare(sk, value)) ?? false,
  }));
  const between = fc.tuple(values, values).map((bounds) => {
    const [lower, upper] = compare(...bounds) <= 0 ? bounds : ([bounds[1], bounds[0]] as const);
    const holds = (sk: Value) => compare(lower, sk) <= 0 && compare(sk, upper) <= 0;
    return { text: ' AND sk BETWEEN :0 AND :1', values: [lower, upper], holds };
  });
  const none = fc.constant({ text: '', values: [], holds: () => true });
  if (startsWith === undefined) return fc.oneof(compared, between, none);
  const prefixed = values.map((prefix) => {
    const holds = (sk: Value) => startsWith(sk, prefix);
    return { text: ' AND begins_with(sk, :0)', values: [prefix], holds };
  });
  return fc.oneof(compared, between, prefixed, none);
}

/** The operator to write if the value is on the left. */
const turned: Readonly<Record<string, string>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

async function tableOf(sortKeyType: 'S' | 'N' | 'B'): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: sortKeyType },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  return db;
}
