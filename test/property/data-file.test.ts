import { copyFileSync } from 'node:fs';
import { encodeSnapshot, ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fileEngine } from '../../src/cli/file-engine.ts';
import { ServedClock } from '../../src/cli/served-clock.ts';
import type { Input, OperationName, Output } from '../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../src/domain/errors.ts';
import { withFolder } from '../cli/running-cli.ts';
import { suite } from '../support/suite.ts';
import {
  arnOf,
  type Command,
  histories,
  hourMs,
  type Restart,
  type Settings,
  settings,
  tableNames,
} from './arbitraries/histories.ts';

/** A database in a file is the same after its process has ended, at any point of any history. */
const test = suite('restarts of a database in a file', { timeoutMs: 300_000 });

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
