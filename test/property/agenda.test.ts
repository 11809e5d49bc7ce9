import { encodeSnapshot, ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Input, OperationName } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';
import { tableChanges } from './arbitraries/table-changes.ts';

const test = suite('time');

const names = ['aaa', 'bbb'];

/** A request after some time. */
interface Moment {
  readonly passes: number;
  readonly operation: OperationName;
  readonly input: object;
}

const tables = fc.constantFrom(...names).map((TableName) => ({ TableName }));

const items = fc
  .record({ id: fc.constantFrom('x', 'y'), a: fc.constantFrom({ S: 'red' }, { N: '1' }, undefined) })
  .map(({ id, a }) => ({ id: { S: id }, ...(a && { a }) }));

const requests = fc.oneof(
  { weight: 1, arbitrary: tables.map(({ TableName }) => ['CreateTable', definition(TableName)] as const) },
  { weight: 1, arbitrary: tables.map((table) => ['DeleteTable', table] as const) },
  { weight: 1, arbitrary: tables.map((table) => ['DescribeTable', table] as const) },
  { weight: 1, arbitrary: tables.map((table) => ['Scan', { ...table, IndexName: 'byA' }] as const) },
  { weight: 3, arbitrary: fc.tuple(tables, items).map(([table, Item]) => ['PutItem', { ...table, Item }] as const) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(tables, tableChanges)
      .map(([table, change]) => ['UpdateTable', { ...table, ...change }] as const),
  },
);

/** Times in milliseconds are multiplied by a factor that fits the delays of a test. */
const moments: fc.Arbitrary<Moment> = fc
  .tuple(fc.oneof(fc.nat(20), fc.constantFrom(99, 100, 101, 250)), requests)
  .map(([passes, [operation, input]]) => ({ passes, operation, input }));

const histories = fc
  .array(moments, { maxLength: 25 })
  .map((others): Moment[] => [
    ...names.map((name): Moment => ({ passes: 0, operation: 'CreateTable', input: definition(name) })),
    { passes: 101, operation: 'ListTables', input: {} },
    ...others,
  ]);

const variants: readonly (readonly [string, MemoryDynamoDbOptions, factor: number])[] = [
  ['with the same delay for each change', { tableDelayMs: 100 }, 1],
  ["at the service's pace", { tableDelayMs: 'service', statistics: 'six-hourly' }, 4000],
];
for (const [name, options, factor] of variants) {
  test(`one long advance of the clock gives the same account as many short ones with requests between, ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(fc.nat(60), { minLength: 1 }), async (history, steps) => {
        const long = await outcomeOf(history, options, async (clock, times) => clock.advance(times * factor));
        const short = await outcomeOf(history, options, async (clock, times, db) => {
          let [left, next] = [times, 0];
          while (left > 0) {
            const part = Math.min(left, 1 + (steps[next++ % steps.length] ?? 0));
            clock.advance(part * factor);
            left -= part;
            await db.execute('ListTables', {});
          }
        });
        assert.equal(short, long);
      }),
      { numRuns: 120 },
    );
  });
}

test.run();

type Advance = (clock: ManualClock, times: number, db: MemoryDynamoDb) => Promise<void>;

/** Returns the outcome of each request of a history, and the contents of the account at the end and later. */
async function outcomeOf(
  history: readonly Moment[],
  options: MemoryDynamoDbOptions,
  advance: Advance,
): Promise<unknown[]> {
  const clock = new ManualClock(Date.UTC(2026, 10, 30, 23));
  const db = new MemoryDynamoDb({ clock, ...options });
  const outcomes: unknown[] = [];
  for (const { passes, operation, input } of history) {
    await advance(clock, passes, db);
    outcomes.push(await outputOf(db, operation, input));
  }
  for (const times of [0, 50, 50, 200]) {
    await advance(clock, times, db);
    for (const TableName of names) outcomes.push(await outputOf(db, 'DescribeTable', { TableName }));
    outcomes.push([...encodeSnapshot(db.snapshot())].map((line) => line.replace(/"requests":\d+/, '')));
  }
  return outcomes;
}

async function outputOf<N extends OperationName>(db: MemoryDynamoDb, operation: N, input: object): Promise<unknown> {
  try {
    const { requestId: _, ...output } = await db.execute(operation, input as Input<N>); // made for this operation
    return output;
  } catch (error) {
    if (error instanceof ServiceError) return `${error.name}: ${error.message}`;
    throw error;
  }
}

function definition(TableName: string): Input<'CreateTable'> {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  };
}
