import { decodeSnapshot, encodeSnapshot, ManualClock, MemoryDynamoDb, type Snapshot } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { type AccountChange, observeChanges } from '../../src/adapters/memory/change-observer.ts';
import type { Input, Item, OperationName } from '../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';
import { items } from './arbitraries/attribute-values.ts';
import { tableChanges } from './arbitraries/table-changes.ts';

const test = suite('encoded snapshots');

test('decode to an account that is encoded as the same lines', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const subject = new Subject();
      await subject.run(history);
      const lines = linesOf(subject.db.snapshot());
      assert.equal(linesOf(decodeSnapshot(lines)), lines);
    }),
    { numRuns: 60 },
  );
});

test('decode to an account that goes on as the one encoded', async () => {
  await fc.assert(
    fc.asyncProperty(histories, histories, async (history, continuation) => {
      const subject = new Subject();
      await subject.run(history);
      const decoded = subject.restoredTo(decodeSnapshot(linesOf(subject.db.snapshot())));
      assert.equal(await decoded.run(continuation), await subject.run(continuation));
      assert.equal(await decoded.everything(), await subject.everything());
      assert.equal(linesOf(decoded.db.snapshot()), linesOf(subject.db.snapshot()));
    }),
    { numRuns: 60 },
  );
});

test('and the requests that changed something since, each at its time, give the same account', async () => {
  await fc.assert(
    fc.asyncProperty(histories, histories, async (history, continuation) => {
      const subject = new Subject();
      await subject.run(history);
      const replayed = subject.restoredTo(decodeSnapshot(linesOf(subject.db.snapshot())));
      const log: AccountChange[] = [];
      observeChanges(subject.db, (request) => log.push(request));
      await subject.run(continuation);
      for (const change of log) {
        replayed.clock.advance(change.nowMs - replayed.clock.nowMs());
        if ('action' in change) replayed.db.sweepExpiredItems();
        else await replayed.db.execute(change.operation, change.input);
      }
      replayed.clock.advance(subject.clock.nowMs() - replayed.clock.nowMs());
      assert.equal(await replayed.everything(), await subject.everything());
      assert.equal(withoutRequests(linesOf(replayed.db.snapshot())), withoutRequests(linesOf(subject.db.snapshot())));
    }),
    { numRuns: 60 },
  );
});

test.run();

interface Command {
  readonly afterMs: number;
  /** `sweep` is the method `sweepExpiredItems`. */
  readonly operation: OperationName | 'sweep';
  readonly input: unknown;
}

/** A database whose tables take their time, and its clock. */
class Subject {
  readonly clock: ManualClock;
  readonly db: MemoryDynamoDb;

  constructor(clock: ManualClock = new ManualClock()) {
    this.clock = clock;
    this.db = new MemoryDynamoDb({ clock, tableDelayMs: 50, sweepDelayMs: 40 });
  }

  /** Another database that holds a snapshot, at the same time. */
  restoredTo(snapshot: Snapshot): Subject {
    const restored = new Subject(this.clock.fork());
    restored.db.restore(snapshot);
    return restored;
  }

  /** Executes commands; returns outputs and errors as text, because an attribute can have any name. */
  async run(commands: readonly Command[]): Promise<string[]> {
    const outcomes: string[] = [];
    for (const { afterMs, operation, input } of commands) {
      this.clock.advance(afterMs);
      if (operation === 'sweep') outcomes.push(`swept ${this.db.sweepExpiredItems()}`);
      else outcomes.push(await this.#outcome(operation, input));
    }
    return outcomes;
  }

  /** What a client can see: descriptions and items. */
  async everything(): Promise<string[]> {
    const seen = await this.run([{ afterMs: 0, operation: 'ListTables', input: {} }]);
    for (const TableName of tableNames) {
      seen.push(await this.#outcome('DescribeTable', { TableName }));
      seen.push(await this.#outcome('DescribeTimeToLive', { TableName }));
      seen.push(await this.#outcome('ListTagsOfResource', { ResourceArn: arnOf(TableName) }));
      seen.push(await this.#outcome('Scan', { TableName }));
      seen.push(await this.#outcome('Scan', { TableName, IndexName: 'byA' }));
    }
    return seen.map((outcome) => outcome.replace(/"requestId":"\w+"/, ''));
  }

  async #outcome(operation: OperationName, input: unknown): Promise<string> {
    try {
      return JSON.stringify(await this.db.execute(operation, input as Input<OperationName>));
    } catch (error) {
      if (!(error instanceof DynarepoError)) throw error;
      return String(error);
    }
  }
}

function linesOf(snapshot: Snapshot): string[] {
  return [...encodeSnapshot(snapshot)];
}

/** Requests that changed nothing are counted, and not replayed. */
function withoutRequests(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/"requests":\d+/, ''));
}

const tableNames = ['things', 'a.b', '007'] as const;

const creations = fc.record({
  TableName: fc.constantFrom(...tableNames),
  sort: fc.boolean(),
  index: fc.constantFrom('ALL', 'KEYS_ONLY', 'INCLUDE', undefined),
  isProvisioned: fc.boolean(),
  TableClass: fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS', undefined),
  DeletionProtectionEnabled: fc.constantFrom(true, false, false, undefined),
  SSESpecification: fc.constantFrom({ Enabled: true }, undefined),
});

/** A request that creates a table with the key `id` (and `at`), and perhaps a global and a local index on `a`. */
function createTable({ TableName, sort, index, isProvisioned, ...settings }: Creation): object {
  const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' });
  const capacity = isProvisioned ? { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 } } : {};
  const included = index === 'INCLUDE' ? { NonKeyAttributes: ['b', '__proto__'] } : {};
  const Projection = { ProjectionType: index, ...included };
  const byA = { IndexName: 'byA', KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], Projection, ...capacity };
  const types = { id: 'S', ...(sort && { at: 'N' }), ...(index !== undefined && { a: 'B' }) };
  return {
    TableName,
    BillingMode: isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...capacity,
    AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }, ...(sort ? [range('at')] : [])],
    ...(index !== undefined && { GlobalSecondaryIndexes: [byA] }),
    ...(index !== undefined &&
      sort && {
        LocalSecondaryIndexes: [
          { IndexName: 'local', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }, range('a')], Projection },
        ],
      }),
    ...settings,
  };
}

type Creation = typeof creations extends fc.Arbitrary<infer Created> ? Created : never;

const keys = fc.record(
  {
    id: fc.constantFrom('x', 'y', '\u{1f600}', '\ud800').map((S) => ({ S })),
    at: fc.constantFrom('1', '-2.5', '3E+20').map((N) => ({ N })),
  },
  { requiredKeys: ['id'] },
);

/** Seconds before, at and after the time of the clock. */
const expiries = fc
  .constantFrom(-2e8, -1000, -1, 0, 0.03, 0.1, 1e6)
  .map((seconds) => ({ N: String(Date.UTC(2026, 0, 1) / 1000 + seconds) }));

const keyedItems: fc.Arbitrary<Item> = fc
  .tuple(items, keys, fc.option(fc.uint8Array({ maxLength: 3 })), fc.option(expiries))
  .map(([item, key, a, expires]) => ({
    ...item,
    ...(a !== null && { a: { B: a } }),
    ...(expires !== null && { expires }),
    ...key,
  }));

const specifications = fc.record({
  Enabled: fc.constantFrom(true, true, false),
  AttributeName: fc.constantFrom('expires', 'expires', 'at'),
});

const tags = fc.array(fc.constantFrom('1', '10', 'team', '__proto__'), { minLength: 1, maxLength: 3 });

function arnOf(name: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}

const list = { L: [{ B: new Uint8Array([0, 255]) }, { M: { BS: { BS: [new Uint8Array([7])] } } }] };
const bytes = { BS: [new Uint8Array([1]), new Uint8Array()] };
const updates = fc.constantFrom(
  {
    UpdateExpression: 'SET b = list_append(if_not_exists(b, :list), :list)',
    ExpressionAttributeValues: { ':list': list },
  },
  {
    UpdateExpression: 'ADD c :number, d :bytes',
    ExpressionAttributeValues: { ':number': { N: '0.1' }, ':bytes': bytes },
  },
  {
    UpdateExpression: 'SET #proto = :bytes REMOVE a',
    ExpressionAttributeNames: { '#proto': '__proto__' },
    ExpressionAttributeValues: { ':bytes': bytes },
  },
);

const tables = fc.record({ TableName: fc.constantFrom('things', 'things', 'things', 'things', ...tableNames) });

const transactions = fc.record({
  TransactItems: fc.array(
    fc.oneof(
      fc.tuple(tables, keyedItems).map(([table, Item]) => ({ Put: { ...table, Item } })),
      fc.tuple(tables, keys, updates).map(([table, Key, update]) => ({ Update: { ...table, Key, ...update } })),
      fc.tuple(tables, keys).map(([table, Key]) => ({
        ConditionCheck: { ...table, Key, ConditionExpression: 'attribute_exists(id)' },
      })),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  ClientRequestToken: fc.constantFrom(undefined, 'a', 'b'),
});

const commands: fc.Arbitrary<Command> = fc
  .tuple(
    fc.constantFrom(0, 0, 1, 1, 30, 100, 400_000, 2_000_000),
    fc.oneof(
      { weight: 2, arbitrary: creations.map((created) => ['CreateTable', createTable(created)] as const) },
      { weight: 1, arbitrary: tables.map((table) => ['DeleteTable', table] as const) },
      { weight: 1, arbitrary: tables.map((table) => ['DescribeTable', table] as const) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(tables, tableChanges)
          .map(([table, change]) => ['UpdateTable', { ...table, ...change }] as const),
      },
      {
        weight: 10,
        arbitrary: fc.tuple(tables, keyedItems).map(([table, Item]) => ['PutItem', { ...table, Item }] as const),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(tables, keys, updates)
          .map(
            ([table, Key, update]) => ['UpdateItem', { ...table, Key, ...update, ReturnValues: 'ALL_NEW' }] as const,
          ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(tables, keys).map(([table, Key]) => ['DeleteItem', { ...table, Key }] as const),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tables, specifications)
          .map(
            ([table, TimeToLiveSpecification]) => ['UpdateTimeToLive', { ...table, TimeToLiveSpecification }] as const,
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tables, tags)
          .map(
            ([{ TableName }, names]) =>
              [
                'TagResource',
                { ResourceArn: arnOf(TableName), Tags: [...new Set(names)].map((Key) => ({ Key, Value: 'x' })) },
              ] as const,
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tables, tags)
          .map(([{ TableName }, TagKeys]) => ['UntagResource', { ResourceArn: arnOf(TableName), TagKeys }] as const),
      },
      { weight: 1, arbitrary: fc.constant(['sweep', {}] as const) },
      { weight: 2, arbitrary: transactions.map((input) => ['TransactWriteItems', input] as const) },
    ),
  )
  .map(([afterMs, [operation, input]]) => ({ afterMs, operation, input }));

/** Histories that begin with a table that is soon there. */
const histories = fc
  .tuple(creations, fc.array(commands, { maxLength: 25 }))
  .map(([created, others]): Command[] => [
    { afterMs: 0, operation: 'CreateTable', input: createTable({ ...created, TableName: 'things' }) },
    { afterMs: 100, operation: 'ListTables', input: {} },
    ...others,
  ]);
