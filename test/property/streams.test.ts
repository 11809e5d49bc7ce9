import { encodeSnapshot, ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Input, Item, OperationName, Output } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

/** What is true of every stream. */
const test = suite('streams');

const TableName = 'things';
const hourMs = 60 * 60 * 1000;

type ViewType = NonNullable<NonNullable<Input<'CreateTable'>['StreamSpecification']>['StreamViewType']>;
type StreamRecord = NonNullable<Output<'GetRecords'>['Records']>[number];

interface Write {
  readonly passesMs: number;
  readonly operation: OperationName;
  readonly input: unknown;
}

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e').map((S): Item => ({ id: { S } }));
const values = fc.constantFrom<Item>(
  {},
  { value: { N: '1' } },
  { value: { SS: ['x', 'y'] } },
  { value: { SS: ['y', 'x'] } },
  { value: { N: '1.0' }, other: { L: [{ M: { bytes: { B: Uint8Array.of(1) } } }] } },
);
const conditions = fc.constantFrom(
  {},
  {},
  { ConditionExpression: 'attribute_exists(id)' },
  { ConditionExpression: 'attribute_not_exists(id)' },
);
const updates = fc.constantFrom(
  {},
  { UpdateExpression: 'REMOVE other' },
  {
    UpdateExpression: 'SET counted = if_not_exists(counted, :n) + :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
  },
  { UpdateExpression: 'ADD value :set', ExpressionAttributeValues: { ':set': { SS: ['x'] } } }, // a type error at times
);
const puts = fc
  .tuple(keys, values, conditions)
  .map(([key, value, condition]) => ({ TableName, Item: { ...key, ...value }, ...condition }));
const deletes = fc.tuple(keys, conditions).map(([Key, condition]) => ({ TableName, Key, ...condition }));

const writes: fc.Arbitrary<Write> = fc
  .tuple(
    fc.constantFrom(0, 0, 1, 999, 1000, hourMs),
    fc.oneof(
      puts.map((input) => ['PutItem', input] as const),
      fc.tuple(keys, updates).map(([Key, update]) => ['UpdateItem', { TableName, Key, ...update }] as const),
      deletes.map((input) => ['DeleteItem', input] as const),
      fc
        .uniqueArray(keys, { minLength: 1, maxLength: 3, selector: ({ id }) => id?.S })
        .map(
          (some) =>
            [
              'BatchWriteItem',
              { RequestItems: { [TableName]: some.map((Key) => ({ DeleteRequest: { Key } })) } },
            ] as const,
        ),
      fc
        .tuple(puts, deletes)
        .map(([Put, Delete]) => ['TransactWriteItems', { TransactItems: [{ Put }, { Delete }] }] as const),
    ),
  )
  .map(([passesMs, [operation, input]]) => ({ passesMs, operation, input }));

const histories = fc.array(writes, { maxLength: 22 }); // less than 24 hours, after which records are trimmed
const shardSettings = fc.record({ shards: fc.constantFrom(1, 3), splitAfterRecords: fc.constantFrom(undefined, 1, 4) });

test('replaying the records of a stream rebuilds the table, with any view that has the new image', async () => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      shardSettings,
      fc.constantFrom<ViewType>('NEW_IMAGE', 'NEW_AND_OLD_IMAGES'),
      async (history, streams, view) => {
        const subject = await Subject.create(view, streams);
        for (const write of history) await subject.run(write);
        const rebuilt = new Map<string, Item>();
        for (const { eventName, dynamodb } of await subject.records()) {
          const id = dynamodb?.Keys?.id?.S ?? '';
          assert.is(rebuilt.has(id), eventName !== 'INSERT');
          if (view === 'NEW_AND_OLD_IMAGES') assert.equal(dynamodb?.OldImage, rebuilt.get(id));
          if (dynamodb?.NewImage === undefined) rebuilt.delete(id);
          else rebuilt.set(id, dynamodb.NewImage);
        }
        assert.equal(sorted([...rebuilt.values()]), sorted(await subject.items()));
      },
    ),
    { numRuns: 150 },
  );
});

test('a write has a record for each item that it changes, and none if it is rejected', async () => {
  await fc.assert(
    fc.asyncProperty(histories, shardSettings, async (history, streams) => {
      const subject = await Subject.create('KEYS_ONLY', streams);
      for (const write of history) {
        const [before, recordsBefore] = [await subject.items(), await subject.records()];
        const isAccepted = await subject.run(write);
        const [after, records] = [await subject.items(), await subject.records()];
        const changed = new Set(difference(before, after));
        assert.is(records.length - recordsBefore.length, changed.size);
        if (!isAccepted) assert.is(changed.size, 0);
      }
    }),
    { numRuns: 60 },
  );
});

test('one long advance of the clock gives the same account as many short ones', async () => {
  const passing = fc.tuple(
    writes,
    fc.constantFrom(0, 1, 3, 5, 23, 24, 30).map((hours) => hours * hourMs),
  );
  const lives = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: passing },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constantFrom<Write>(
            update({ StreamSpecification: { StreamEnabled: false } }),
            update({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }),
            { passesMs: 0, operation: 'DeleteTable', input: { TableName } },
          ),
          fc.constantFrom(0, 10, 4 * hourMs, 25 * hourMs),
        ),
      },
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(
      lives,
      shardSettings,
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      async (life, streams, steps) => {
        const long = await Subject.create('OLD_IMAGE', streams, 10);
        const short = await Subject.create('OLD_IMAGE', streams, 10);
        for (const [write, laterMs] of life) {
          await long.run(write);
          await short.run(write);
          long.clock.advance(laterMs);
          for (let [left, next] = [laterMs, 0]; left > 0; next += 1) {
            const part = Math.min(left, (steps[next % steps.length] ?? 1) * 60_000);
            short.clock.advance(part);
            left -= part;
            await short.db.execute('ListStreams', {});
          }
          assert.equal(await short.everything(), await long.everything());
        }
      },
    ),
    { numRuns: 60 },
  );
});

test.run();

function update(settings: object): Write {
  return { passesMs: 0, operation: 'UpdateTable', input: { TableName, ...settings } };
}

/** A database with a table and its stream, at a time that stands still. */
class Subject {
  readonly clock = new ManualClock();
  readonly db: MemoryDynamoDb;

  constructor(streams: object, tableDelayMs: number) {
    this.db = new MemoryDynamoDb({ clock: this.clock, streams, tableDelayMs });
  }

  static async create(StreamViewType: ViewType, streams: object, tableDelayMs = 0): Promise<Subject> {
    const subject = new Subject(streams, tableDelayMs);
    await subject.db.execute('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    });
    subject.clock.advance(tableDelayMs);
    return subject;
  }

  /** Returns whether the request was accepted. */
  async run({ passesMs, operation, input }: Write): Promise<boolean> {
    this.clock.advance(passesMs);
    try {
      await this.db.execute(operation, input as Input<OperationName>); // a valid input of the operation
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  async items(): Promise<Item[]> {
    return (await this.db.execute('Scan', { TableName })).Items ?? [];
  }

  /** The records of all streams, in the order of their sequence numbers. */
  async records(): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    for (const { StreamArn } of (await this.db.execute('ListStreams', {})).Streams ?? []) {
      const { StreamDescription } = await this.db.execute('DescribeStream', { StreamArn });
      for (const { ShardId } of StreamDescription?.Shards ?? []) {
        const { ShardIterator } = await this.db.execute('GetShardIterator', {
          StreamArn,
          ShardId,
          ShardIteratorType: 'TRIM_HORIZON',
        });
        records.push(...((await this.db.execute('GetRecords', { ShardIterator })).Records ?? []));
      }
    }
    const number = ({ dynamodb }: StreamRecord) => dynamodb?.SequenceNumber ?? '';
    return records.sort((left, right) => (number(left) < number(right) ? -1 : 1));
  }

  /** Everything that the account holds, except for the number of requests, and the records that clients can read. */
  async everything(): Promise<unknown[]> {
    const records = await this.records();
    const lines = [...encodeSnapshot(this.db.snapshot())].map((line) => line.replace(/"requests":\d+/, ''));
    return [lines, records];
  }
}

/** Returns the ids of items that are in one of the lists only, or differ. */
function difference(before: readonly Item[], after: readonly Item[]): string[] {
  const texts = (items: readonly Item[]) => new Map(items.map((item) => [item.id?.S ?? '', textOf(item)]));
  const [left, right] = [texts(before), texts(after)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((id) => left.get(id) !== right.get(id));
}

function sorted(items: readonly Item[]): string[] {
  return items.map(textOf).toSorted();
}

/** Equal items have equal texts: sets have no order. */
function textOf(item: Item): string {
  const entries = Object.entries(item).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(entries.map(([name, value]) => [name, value.SS?.toSorted() ?? value]));
}
