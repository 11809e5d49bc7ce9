import { encodeSnapshot, ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Input, Item, Output } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';
import { openThings } from './things.ts';

const test = suite('transactions');

type Actions = NonNullable<Input<'TransactWriteItems'>['TransactItems']>;
type Action = Actions[number];
type Capacity = NonNullable<Output<'PutItem'>['ConsumedCapacity']>;

test('a rejected transaction changes nothing: no item, index entry, size, token or event', async () => {
  let rejected = 0;
  await fc.assert(
    fc.asyncProperty(states, fc.array(anyAction, { minLength: 1, maxLength: 6 }), tokens, async (state, all, token) => {
      const db = await opened(state);
      const before = contentsOf(db);
      const request = { TransactItems: all, ClientRequestToken: token, ReturnConsumedCapacity: 'INDEXES' as const };
      const error = await db.execute('TransactWriteItems', request).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) return;
      assert.ok(error instanceof ServiceError, String(error));
      rejected += 1;
      assert.equal(contentsOf(db), before);
    }),
    { numRuns: 300 },
  );
  assert.ok(rejected > 100, `${rejected} were rejected`);
});

test('an executed transaction equals its single writes, at twice their capacity on the table and the same on indexes', async () => {
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(states, distinctActions, async (state, actions) => {
      const db = await opened(state);
      const single = db.fork();
      const capacity = await capacityOf(db, actions);
      if (capacity === undefined) return;
      executed += 1;
      const capacities: Capacity[] = [];
      for (const action of actions) capacities.push(await executeAlone(single, action));
      assert.equal(contentsOf(db), contentsOf(single));
      assert.is(capacity.Table?.WriteCapacityUnits, 2 * sumOf(capacities, ({ Table }) => Table?.CapacityUnits));
      for (const name of ['all', 'keys'] as const) {
        const units = sumOf(capacities, ({ GlobalSecondaryIndexes }) => GlobalSecondaryIndexes?.[name]?.CapacityUnits);
        assert.is(capacity.GlobalSecondaryIndexes?.[name]?.WriteCapacityUnits ?? 0, units);
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(executed > 100, `${executed} were executed`);
});

test('tokens are forgotten at the same time however the clock is advanced', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(jumps, distinctActions, tokens), { maxLength: 8 }), async (history) => {
      const contents: string[][] = [];
      const things = await openThings();
      for (const parts of [1, 3]) {
        const clock = new ManualClock();
        const db = things.fork({ clock });
        for (const [jumpMs, TransactItems, ClientRequestToken] of history) {
          for (let part = 0; part < parts; part += 1) {
            clock.advance(jumpMs / parts);
            await db.execute('ListTables', {});
          }
          await db.execute('TransactWriteItems', { TransactItems, ClientRequestToken }).catch(ignoreRejection);
        }
        contents.push(contentsOf(db));
      }
      assert.equal(contents[0], contents[1]);
    }),
    { numRuns: 100 },
  ));

const attributes = fc.record(
  {
    colour: fc.constantFrom('red', 'blue').map((S) => ({ S })),
    size: fc.constantFrom('1', '2').map((N) => ({ N })),
    title: fc.constantFrom('a', 'b'.repeat(1500)).map((S) => ({ S })),
  },
  { requiredKeys: [] },
);

const keys = fc.record({
  pk: fc.constantFrom('p', 'q').map((S) => ({ S })),
  sk: fc.constantFrom('1', '2', '3').map((S) => ({ S })),
});

/** The items of the table before the transaction. */
const states = fc.array(fc.tuple(keys, attributes), { maxLength: 6 });

const conditions = fc.constantFrom(
  {},
  {},
  {},
  { ConditionExpression: 'attribute_exists(pk)' },
  { ConditionExpression: 'attribute_not_exists(title)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const },
);

const updates = fc.constantFrom(
  { UpdateExpression: 'SET colour = :red', ExpressionAttributeValues: { ':red': { S: 'red' } } },
  { UpdateExpression: 'ADD size :one', ExpressionAttributeValues: { ':one': { N: '1' } } },
  { UpdateExpression: 'REMOVE colour, title' },
);

const TableName = 'things';

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.tuple(keys, attributes, conditions).map(([key, more, condition]) => ({
    Put: { TableName, Item: { ...key, ...more }, ...condition },
  })),
  fc.tuple(keys, updates, conditions).map(([Key, update, condition]) => ({
    Update: { TableName, Key, ...update, ...condition },
  })),
  fc.tuple(keys, conditions).map(([Key, condition]) => ({ Delete: { TableName, Key, ...condition } })),
  keys.map((Key) => ({ ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(nothing)' } })),
);

const distinctActions = fc.uniqueArray(actions, {
  minLength: 1,
  maxLength: 5,
  selector: (action) => JSON.stringify(keyOf(action)),
});

/** Actions of which many make the transaction fail, in the various steps of its checks. */
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: actions },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Action>(
      {},
      { Put: { TableName: 'none', Item: { pk: { S: 'p' } } } },
      { Put: { TableName, Item: { pk: { S: 'p' } } } },
      { Put: { TableName, Item: { pk: { S: 'z' }, sk: { S: '1' }, colour: { N: '1' } } } },
      { Delete: { TableName, Key: { pk: { S: '' }, sk: { S: '1' } } } },
      { Update: { TableName, Key: { pk: { S: 'z' }, sk: { S: '2' } }, UpdateExpression: 'SET a = b' } },
      { Update: { TableName, Key: { pk: { S: 'z' }, sk: { S: '3' } }, UpdateExpression: 'SET' } },
    ),
  },
);

const tokens = fc.constantFrom(undefined, 'a', 'b');
const jumps = fc.constantFrom(0, 3, 300_000, 599_997, 600_000, 1_200_000);

test.run();

async function opened(state: readonly (readonly [Item, Item])[]): Promise<MemoryDynamoDb> {
  const db = await openThings();
  for (const [key, more] of state) await db.execute('PutItem', { TableName, Item: { ...key, ...more } });
  return db;
}

/** All that the account holds, but the number of its requests. */
function contentsOf(db: MemoryDynamoDb): string[] {
  return [...encodeSnapshot(db.snapshot())].map((line) => line.replace(/"requests":\d+/, ''));
}

function keyOf({ Put, Update, Delete, ConditionCheck }: Action): Item {
  const { pk, sk } = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key ?? {};
  return { ...(pk && { pk }), ...(sk && { sk }) };
}

/** Executes a transaction; returns its capacity, or `undefined` if it is rejected. */
async function capacityOf(db: MemoryDynamoDb, TransactItems: Actions): Promise<Capacity | undefined> {
  try {
    const output = await db.execute('TransactWriteItems', { TransactItems, ReturnConsumedCapacity: 'INDEXES' });
    return output.ConsumedCapacity?.[0];
  } catch (error) {
    ignoreRejection(error);
    return undefined;
  }
}

function ignoreRejection(error: unknown): void {
  if (!(error instanceof ServiceError)) throw error;
}

/** Executes an action as a request of its own. A put that changes nothing consumes what a check does. */
async function executeAlone(db: MemoryDynamoDb, { Put, Update, Delete, ConditionCheck }: Action): Promise<Capacity> {
  const mode = { ReturnConsumedCapacity: 'INDEXES' } as const;
  if (Put) return (await db.execute('PutItem', { ...Put, ...mode })).ConsumedCapacity ?? {};
  if (Update) return (await db.execute('UpdateItem', { ...Update, ...mode })).ConsumedCapacity ?? {};
  if (Delete) return (await db.execute('DeleteItem', { ...Delete, ...mode })).ConsumedCapacity ?? {};
  const Key = ConditionCheck?.Key;
  const { Item } = await db.execute('GetItem', { TableName, Key });
  if (Item === undefined) return { Table: { CapacityUnits: 1 } };
  return (await db.execute('PutItem', { TableName, Item, ...mode })).ConsumedCapacity ?? {};
}

function sumOf(capacities: readonly Capacity[], unitsOf: (capacity: Capacity) => number | undefined): number {
  return capacities.reduce((sum, capacity) => sum + (unitsOf(capacity) ?? 0), 0);
}
