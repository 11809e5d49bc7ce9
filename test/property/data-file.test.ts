import { copyFileSync } from 'node:fs';
import { encodeSnapshot, ManualClock, MemoryDynamoDb, type MemoryDynamoDbOptions } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { ServedClock } from '../../src/cli/served-clock.ts';
import type { Input, Item, OperationName, Output } from '../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../src/domain/errors.ts';
import { withFolder } from '../cli/running-cli.ts';
import { suite } from '../support/suite.ts';
import { tableChanges } from './arbitraries/table-changes.ts';

/** A database in a file is the same after its process has ended, at any point of any history. */
const test = suite('restarts of a database in a file', { timeoutMs: 300_000 });

const hourMs = 60 * 60 * 1000;
const tableNames = ['things', 'others'] as const;

type Settings = Pick<MemoryDynamoDbOptions, 'statistics' | 'streams' | 'sweepDelayMs' | 'tableDelayMs'>;

/** A request or an action after some time, and whether the process ends before it: by a kill, or by a close that compacts. */
interface Command {
  readonly afterMs: number;
  /** Whether the time passes by an admin request, not on the system's clock. */
  readonly isAdvance: boolean;
  readonly restart: Restart | undefined;
  readonly operation: OperationName | 'split' | 'sweep' | 'tokens';
  readonly input: object;
}

type Restart = 'close' | 'kill' | Settings;

const settings: fc.Arbitrary<Settings> = fc.record({
  tableDelayMs: fc.constantFrom<Settings['tableDelayMs'][]>('service', 50, undefined),
  sweepDelayMs: fc.constantFrom(0, 40_000, undefined),
  statistics: fc.constantFrom('six-hourly', undefined),
  streams: fc.constantFrom({ shards: 3 }, { splitAfterRecords: 2 }, undefined),
});

test('goes on as if there had been no restart', async () => {
  await fc.assert(fc.asyncProperty(settings, histories(fc.constantFrom('close', 'kill')), outcomesAreEqual), {
    numRuns: 40,
  });
});

test('with other settings goes on as a database that had the first ones until then', async () => {
  await fc.assert(fc.asyncProperty(settings, histories(settings), outcomesAreEqual), { numRuns: 40 });
});

test.run();

async function outcomesAreEqual(initial: Settings, history: readonly Command[]): Promise<void> {
  await withFolder(async (path) => {
    const stored = new StoredSubject(path, initial);
    const expected = new Subject(initial);
    await stored.open();
    for (const command of history) {
      await stored.restart(command.restart);
      await expected.restart(command.restart);
      assert.is(await stored.run(command), await expected.run(command));
    }
    for (const passesMs of [0, 1000, 60_000, 700_000, 4 * hourMs, 25 * hourMs]) {
      for (const subject of [stored, expected]) subject.base.advance(passesMs);
      await stored.restart('kill');
      assert.equal(await stored.everything(), await expected.everything());
      assert.equal(stored.lines(), expected.lines());
    }
    await stored.close();
  });
}

/** A database in memory, with the clock of a server. */
class Subject {
  readonly base = new ManualClock(Date.UTC(2026, 10, 30, 23));
  readonly #clock = new ServedClock(0, this.base);
  protected db: MemoryDynamoDb;

  constructor(initial: Settings) {
    this.db = new MemoryDynamoDb({ ...initial, clock: this.#clock });
  }

  async restart(restart: Restart | undefined): Promise<void> {
    if (typeof restart !== 'object') return;
    const { statistics, streams, sweepDelayMs, tableDelayMs } = restart;
    this.db = this.db.fork({ statistics, streams, sweepDelayMs, tableDelayMs });
  }

  advance(ms: number): void {
    this.#clock.advance(ms);
  }

  /** Returns the output or the error as a text. */
  async run({ afterMs, isAdvance, operation, input }: Pick<Command, 'afterMs' | 'isAdvance' | 'operation' | 'input'>) {
    if (isAdvance) this.advance(afterMs);
    else this.base.advance(afterMs);
    try {
      switch (operation) {
        case 'sweep':
          return `swept ${this.db.sweepExpiredItems()}`;
        case 'tokens':
          return JSON.stringify(this.db.listTokens());
        case 'split':
          return await this.#split(input);
        default:
          return JSON.stringify(await this.request(operation, input));
      }
    } catch (error) {
      if (!(error instanceof DynarepoError)) throw error;
      return String(error);
    }
  }

  /** Splits the first or the last open shard of a table's stream. */
  async #split(input: object): Promise<string> {
    const { TableName, isLast } = input as { readonly TableName: string; readonly isLast: boolean }; // of `commands`
    const arn = (await this.request('DescribeTable', { TableName })).Table?.LatestStreamArn ?? '';
    const open = (await this.#shards(arn)).filter(
      (shard) => shard.SequenceNumberRange?.EndingSequenceNumber === undefined,
    );
    return JSON.stringify(this.db.splitShard(arn, open.at(isLast ? -1 : 0)?.ShardId));
  }

  async request<N extends OperationName>(operation: N, input: object): Promise<Output<N>> {
    const { requestId: _, ...output } = await this.db.execute(operation, input as Input<N>); // made for this operation
    return output as Output<N>; // an output without its id
  }

  async #shards(StreamArn: string) {
    const shards: NonNullable<NonNullable<Output<'DescribeStream'>['StreamDescription']>['Shards']> = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription } = await this.request('DescribeStream', { StreamArn, ExclusiveStartShardId });
      shards.push(...(StreamDescription?.Shards ?? []));
      ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
    } while (ExclusiveStartShardId !== undefined);
    return shards;
  }

  /** What clients can see, tokens included. */
  async everything(): Promise<string[]> {
    const at = { afterMs: 0, isAdvance: false };
    const seen = [await this.run({ ...at, operation: 'tokens', input: {} })];
    for (const TableName of tableNames) {
      for (const operation of ['DescribeTable', 'DescribeTimeToLive', 'Scan'] as const)
        seen.push(await this.run({ ...at, operation, input: { TableName } }));
      seen.push(await this.run({ ...at, operation: 'ListTagsOfResource', input: { ResourceArn: arnOf(TableName) } }));
    }
    for (const { StreamArn = '' } of (await this.request('ListStreams', {})).Streams ?? []) {
      for (const { ShardId, ...shard } of await this.#shards(StreamArn)) {
        const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
        const { ShardIterator } = await this.request('GetShardIterator', from);
        seen.push(JSON.stringify([StreamArn, ShardId, shard, await this.request('GetRecords', { ShardIterator })]));
      }
    }
    return seen;
  }

  /** The account, without the number of requests: those that changed nothing are not stored. */
  lines(): string[] {
    return [...encodeSnapshot(this.db.snapshot())].map((line) => line.replace(/"requests":\d+/, ''));
  }
}

/** The same in a file, which the process that had it left behind. */
class StoredSubject extends Subject {
  readonly #path: (name: string) => string;
  #settings: Settings;
  #files = 0;
  #engine: Awaited<ReturnType<typeof fileEngine>> | undefined;

  constructor(path: (name: string) => string, initial: Settings) {
    super(initial);
    this.#path = path;
    this.#settings = initial;
  }

  async open(): Promise<void> {
    const options = { ...this.#settings, path: this.#path(String(this.#files)), clock: this.base };
    this.#engine = await fileEngine({ ...options, region: 'us-east-1', tables: [] });
    this.db = this.#engine.databases as MemoryDynamoDb; // one database, not a function
  }

  override async restart(restart: Restart | undefined): Promise<void> {
    if (restart === undefined) return;
    const left = this.#path(String(this.#files));
    if (restart === 'close') {
      await this.close();
    } else {
      this.#files += 1;
      copyFileSync(left, this.#path(String(this.#files))); // as the kill leaves it
      await this.close();
      if (restart !== 'kill') this.#settings = restart;
    }
    await this.open();
  }

  override advance(ms: number): void {
    void this.#engine?.admin?.advanceClock?.(ms);
  }

  async close(): Promise<void> {
    await this.#engine?.close();
  }
}

function arnOf(name: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}

function histories(restarts: fc.Arbitrary<Restart>): fc.Arbitrary<Command[]> {
  return fc.array(commandsWith(restarts), { maxLength: 30 }).map((others): Command[] => {
    const at = { isAdvance: false, restart: undefined };
    const first: Command = {
      ...at,
      afterMs: 0,
      operation: 'CreateTable',
      input: definition('things', 'NEW_AND_OLD_IMAGES'),
    };
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
    const second = { TableName: 'things', TimeToLiveSpecification };
    return [first, { ...at, afterMs: 10_000, operation: 'UpdateTimeToLive', input: second }, ...others];
  });
}

type ViewType = 'KEYS_ONLY' | 'NEW_AND_OLD_IMAGES' | undefined;

function definition(TableName: string, StreamViewType: ViewType): object {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...(StreamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType } }),
  };
}

const increment = {
  UpdateExpression: 'ADD times :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
};

/** Seconds before and after the start of the clock. */
const expiries = fc
  .constantFrom(undefined, -1, 0, 20, 3000, 1e6)
  .map((seconds) =>
    seconds === undefined ? {} : { expires: { N: String(Date.UTC(2026, 10, 30, 23) / 1000 + seconds) } },
  );

function commandsWith(restarts: fc.Arbitrary<Restart>): fc.Arbitrary<Command> {
  const table = fc.constantFrom('things', 'things', 'things', 'others').map((TableName) => ({ TableName }));
  const id = fc.constantFrom('x', 'y', '\ud800', 'z').map((S) => ({ id: { S } }));
  const item: fc.Arbitrary<Item> = fc
    .tuple(id, fc.constantFrom({}, { a: { S: 'red' } }, { a: { N: '1.50' }, b: { B: Uint8Array.of(1) } }), expiries)
    .map(([key, values, expires]) => ({ ...key, ...values, ...expires }));
  const transactions = fc.record({
    TransactItems: fc
      .uniqueArray(fc.tuple(id, item, table), { minLength: 1, maxLength: 2, selector: ([key]) => key.id.S })
      .map((entries) =>
        entries.map(([key, values, { TableName }], index) =>
          index === 0
            ? { Put: { TableName, Item: { ...values, ...key } } }
            : { Update: { TableName, Key: key, ...increment } },
        ),
      ),
    ClientRequestToken: fc.constantFrom('a', 'b', undefined),
  });
  const fixed = { Update: { TableName: 'things', Key: { id: { S: 'counter' } }, ...increment } };
  const operations = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(table, item).map(([of, Item]) => ['PutItem', { ...of, Item }] as const) },
    { weight: 2, arbitrary: fc.tuple(table, id).map(([of, Key]) => ['DeleteItem', { ...of, Key }] as const) },
    { weight: 2, arbitrary: transactions.map((input) => ['TransactWriteItems', input] as const) },
    {
      weight: 3, // the same request with the same token, whose execution twice would show in a number
      arbitrary: fc
        .constantFrom('c', 'd')
        .map((ClientRequestToken) => ['TransactWriteItems', { TransactItems: [fixed], ClientRequestToken }] as const),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(table, tableChanges).map(([of, change]) => ['UpdateTable', { ...of, ...change }] as const),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(table, fc.boolean()).map(([of, StreamEnabled]) => {
        const StreamViewType = StreamEnabled ? 'NEW_IMAGE' : undefined;
        return ['UpdateTable', { ...of, StreamSpecification: { StreamEnabled, StreamViewType } }] as const;
      }),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(table, fc.boolean()).map(([of, isLast]) => ['split', { ...of, isLast }] as const),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(table, fc.boolean())
        .map(
          ([of, Enabled]) =>
            ['UpdateTimeToLive', { ...of, TimeToLiveSpecification: { Enabled, AttributeName: 'expires' } }] as const,
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(table, fc.constantFrom('1', '__proto__'))
        .map(
          ([{ TableName }, Key]) =>
            ['TagResource', { ResourceArn: arnOf(TableName), Tags: [{ Key, Value: 'x' }] }] as const,
        ),
    },
    { weight: 1, arbitrary: table.map((of) => ['DeleteTable', of] as const) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...tableNames), fc.constantFrom<ViewType[]>('KEYS_ONLY', undefined))
        .map(([name, view]) => ['CreateTable', definition(name, view)] as const),
    },
    { weight: 1, arbitrary: fc.constantFrom(['sweep', {}] as const, ['tokens', {}] as const) },
    { weight: 2, arbitrary: table.map((of) => ['Scan', of] as const) },
  );
  return fc
    .record({
      afterMs: fc.constantFrom(0, 0, 1, 1, 60, 5000, 45_000, 400_000, hourMs),
      isAdvance: fc.boolean(),
      restart: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: restarts }),
      request: operations,
    })
    .map(({ request: [operation, input], ...others }) => ({ ...others, operation, input }));
}
