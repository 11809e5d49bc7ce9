import { encodeSnapshot, ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { AttributeValue, Input, Item, OperationName } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('items that expire');

const TableName = 'things';
const startMs = Date.UTC(2026, 0, 1);
const fiveYearsSeconds = 5 * 365 * 24 * 3600;

const element = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const Projection = { ProjectionType: 'ALL' as const };
const definition: Input<'CreateTable'> = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'sort', AttributeType: 'N' },
    { AttributeName: 'expires', AttributeType: 'N' },
    { AttributeName: 'group', AttributeType: 'S' },
  ],
  KeySchema: [element('id', 'HASH'), element('sort', 'RANGE')],
  LocalSecondaryIndexes: [
    { IndexName: 'local', KeySchema: [element('id', 'HASH'), element('expires', 'RANGE')], Projection },
  ],
  GlobalSecondaryIndexes: [{ IndexName: 'byGroup', KeySchema: [element('group', 'HASH')], Projection }],
};
const enabled = { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } };

/** Values around the time of a test, five years before it, and values that are no time. */
const expiries: fc.Arbitrary<AttributeValue | undefined> = fc.oneof(
  fc.integer({ min: -100, max: 100 }).map((seconds) => ({ N: String(startMs / 1000 + seconds) })),
  fc.integer({ min: -100, max: 100 }).map((tenths) => ({ N: String((startMs / 100 + tenths) / 10) })),
  fc.integer({ min: -100, max: 100 }).map((seconds) => ({ N: String(startMs / 1000 - fiveYearsSeconds + seconds) })),
  fc.constantFrom<AttributeValue | undefined>({ S: '1' }, { N: '0' }, { N: '-1E+120' }, { N: '9E+125' }, undefined),
);

/** Whether an item is deleted by a sweep at a time, in seconds since 1970-01-01 UTC. */
function hasExpired(expires: AttributeValue | undefined, nowSeconds: number): boolean {
  const seconds = expires?.N === undefined ? Number.NaN : Number(expires.N);
  return seconds <= nowSeconds && seconds >= nowSeconds - fiveYearsSeconds;
}

const itemsById = fc.array(fc.record({ expires: expiries, group: fc.constantFrom('g', 'h', undefined) }), {
  maxLength: 40,
});

test('a sweep deletes exactly the expired items, from the table and all its indexes', async () => {
  await fc.assert(
    fc.asyncProperty(
      itemsById,
      fc.integer({ min: -50, max: 50 }),
      fc.boolean(),
      async (things, seconds, isEnabledFirst) => {
        const clock = new ManualClock(startMs + (seconds - 100) * 1000);
        const db = new MemoryDynamoDb({ clock });
        await db.execute('CreateTable', definition);
        if (isEnabledFirst) await db.execute('UpdateTimeToLive', enabled);
        const items = things.map((thing, id) => itemOf(String(id), thing));
        for (const Item of items) await db.execute('PutItem', { TableName, Item });
        if (!isEnabledFirst) await db.execute('UpdateTimeToLive', enabled);
        clock.advance(100_000);
        const kept = items.filter(({ expires }) => !hasExpired(expires, startMs / 1000 + seconds));
        assert.is(db.sweepExpiredItems(), items.length - kept.length);
        assert.is(db.sweepExpiredItems(), 0);
        assert.equal(await idsIn(db), idsOf(kept));
        assert.equal(await idsIn(db, 'byGroup'), idsOf(kept.filter(({ group }) => group !== undefined)));
        assert.equal(await idsIn(db, 'local'), idsOf(kept.filter(({ expires }) => expires?.N !== undefined)));
        const { Table } = await db.execute('DescribeTable', { TableName });
        assert.is(Table?.ItemCount, kept.length);
      },
    ),
    { numRuns: 150 },
  );
});

/** A request after some time; `undefined` for a sweep. */
interface Moment {
  readonly passesMs: number;
  readonly operation: OperationName | 'sweep';
  readonly input: object;
}

const keys = fc.constantFrom('a', 'b', 'c', 'd').map((id): Item => ({ id: { S: id }, sort: { N: '1' } }));
const moments: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.oneof(fc.nat(3000), fc.constantFrom(0, 999, 1000, 1001, 1_800_000, 100_000)),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(keys, expiries)
          .map(([key, expires]): [OperationName, object] => [
            'PutItem',
            { TableName, Item: { ...key, ...(expires !== undefined && { expires }) } },
          ]),
      },
      {
        weight: 2,
        arbitrary: keys.map((Key): [OperationName, object] => [
          'UpdateItem',
          {
            TableName,
            Key,
            UpdateExpression: 'SET expires = expires + :more',
            ConditionExpression: 'attribute_exists(expires)',
            ExpressionAttributeValues: { ':more': { N: '2' } },
          },
        ]),
      },
      { weight: 1, arbitrary: keys.map((Key): [OperationName, object] => ['DeleteItem', { TableName, Key }]) },
      {
        weight: 2,
        arbitrary: fc
          .boolean()
          .map((Enabled): [OperationName, object] => [
            'UpdateTimeToLive',
            { TableName, TimeToLiveSpecification: { Enabled, AttributeName: 'expires' } },
          ]),
      },
      { weight: 1, arbitrary: fc.constant<['sweep', object]>(['sweep', {}]) },
      { weight: 1, arbitrary: fc.constant<[OperationName, object]>(['DeleteTable', { TableName }]) },
      { weight: 1, arbitrary: fc.constant<[OperationName, object]>(['CreateTable', definition]) },
    ),
  )
  .map(([passesMs, [operation, input]]) => ({ passesMs, operation, input }));

test('one long advance of the clock gives the same account as many short ones with requests between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(moments, { maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }),
      fc.constantFrom(0, 1, 1000, 60_000),
      async (history, steps, sweepDelayMs) => {
        const long = await outcomeOf(history, sweepDelayMs, async (clock, ms) => clock.advance(ms));
        const short = await outcomeOf(history, sweepDelayMs, async (clock, ms, db) => {
          let [left, next] = [ms, 0];
          while (left > 0) {
            const part = Math.min(left, (steps[next++ % steps.length] ?? 1) + (next > 50 ? left : 0));
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

/** Returns the outcome of each request of a history, and the account at the end, without the number of requests. */
async function outcomeOf(history: readonly Moment[], sweepDelayMs: number, advance: Advance): Promise<unknown[]> {
  const clock = new ManualClock(startMs - 10_000);
  const db = new MemoryDynamoDb({ clock, sweepDelayMs, tableDelayMs: 500 });
  const outcomes: unknown[] = [await outputOf(db, 'CreateTable', definition)];
  await advance(clock, 500, db);
  outcomes.push(await outputOf(db, 'UpdateTimeToLive', enabled));
  for (const { passesMs, operation, input } of history) {
    await advance(clock, passesMs, db);
    outcomes.push(operation === 'sweep' ? db.sweepExpiredItems() : await outputOf(db, operation, input));
  }
  for (const ms of [0, 1000, 200_000]) {
    await advance(clock, ms, db);
    outcomes.push(await outputOf(db, 'Scan', { TableName }), await outputOf(db, 'DescribeTimeToLive', { TableName }));
  }
  const lines = [...encodeSnapshot(db.snapshot())].map((line) => line.replace(/"requests":\d+/, ''));
  return [...outcomes, lines];
}

async function outputOf(db: MemoryDynamoDb, operation: OperationName, input: object): Promise<unknown> {
  try {
    const { requestId: _, ...output } = await db.execute(operation, input as Input<OperationName>);
    return output;
  } catch (error) {
    if (error instanceof ServiceError) return `${error.name}: ${error.message}`;
    throw error;
  }
}

function itemOf(
  id: string,
  thing: { readonly expires: AttributeValue | undefined; readonly group: string | undefined },
) {
  const { expires, group } = thing;
  const item: Item = { id: { S: id }, sort: { N: '1' } };
  if (group !== undefined) item.group = { S: group };
  // A text cannot be the sort key of the local index.
  if (expires !== undefined) item[expires.N === undefined ? 'text' : 'expires'] = expires;
  return item;
}

async function idsIn(db: MemoryDynamoDb, IndexName?: string): Promise<string[]> {
  return idsOf((await db.execute('Scan', { TableName, IndexName })).Items ?? []);
}

function idsOf(items: readonly Item[]): string[] {
  return items.map(({ id }) => id?.S ?? '').sort();
}
