import { ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Input, OperationName } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('time');

const names = ['aaa', 'bbb', 'ccc'];
const tableDelayMs = 100;

/** A request after some time. */
interface Moment {
  readonly passesMs: number;
  readonly operation: 'CreateTable' | 'DeleteTable' | 'DescribeTable';
  readonly name: string;
}

const moments: fc.Arbitrary<Moment> = fc.record({
  passesMs: fc.oneof(fc.nat(20), fc.constantFrom(99, 100, 101, 250)),
  operation: fc.constantFrom('CreateTable', 'DeleteTable', 'DescribeTable'),
  name: fc.constantFrom(...names),
});

test('one long advance of the clock gives the same account as many short ones with requests between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moments, { maxLength: 25 }),
      fc.array(fc.nat(60), { minLength: 1 }),
      async (history, steps) => {
        const long = await outcomeOf(history, async (clock, ms) => clock.advance(ms));
        const short = await outcomeOf(history, async (clock, ms, db) => {
          let [left, next] = [ms, 0];
          while (left > 0) {
            const part = Math.min(left, 1 + (steps[next++ % steps.length] ?? 0));
            clock.advance(part);
            left -= part;
            await db.execute('ListTables', {});
          }
        });
        assert.equal(short, long);
      },
    ),
    { numRuns: 150 },
  );
});

test.run();

type Advance = (clock: ManualClock, ms: number, db: MemoryDynamoDb) => Promise<void>;

/** Returns the outcome of each request of a history, and the contents of the account at the end and later. */
async function outcomeOf(history: readonly Moment[], advance: Advance): Promise<unknown[]> {
  const clock = new ManualClock();
  const db = new MemoryDynamoDb({ clock, tableDelayMs });
  const outcomes: unknown[] = [];
  for (const { passesMs, operation, name } of history) {
    await advance(clock, passesMs, db);
    outcomes.push(await outputOf(db, operation, operation === 'CreateTable' ? definition(name) : { TableName: name }));
  }
  for (const ms of [0, 50, 50, 200]) {
    await advance(clock, ms, db);
    for (const TableName of names) outcomes.push(await outputOf(db, 'DescribeTable', { TableName }));
  }
  return outcomes;
}

async function outputOf<N extends OperationName>(db: MemoryDynamoDb, operation: N, input: Input<N>): Promise<unknown> {
  try {
    const { requestId: _, ...output } = await db.execute(operation, input);
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
