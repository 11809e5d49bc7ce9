import { DynarepoError, ServiceError, TableMismatchError, TableNotFoundError } from '../../domain/errors.ts';
import { type Connection, send } from '../connection.ts';
import { describeTableRequest } from '../requests/table-requests.ts';
import { ShardIterators, type ShardPage } from './shard-iterators.ts';
import {
  firstPositions,
  type ListedShard,
  readableShards,
  type ShardPosition,
  type ShardPositions,
  type TimePosition,
  withListed,
  withoutKnown,
} from './shard-position.ts';
import type { StreamPosition } from './stream-position.ts';
import { describeStreamRequest, type StreamDescription } from './stream-requests.ts';

/** What to do about changes that were trimmed before they were read. */
export type OnLost = 'throw' | 'skip' | ((error: DynarepoError) => void);

/** How a stream is read. */
export interface StreamReaderOptions {
  readonly connection: Connection;
  readonly table: string;
  /** Where reading starts; a position can be of an earlier stream of the table. */
  readonly from: 'oldest' | 'latest' | TimePosition | StreamPosition;
  readonly onLost: OnLost;
  /** Checks the description of a stream before it is read. */
  readonly check: (stream: StreamDescription) => void;
}

const noStream = 'the table has no stream: define it by table() with the option stream, and call ensure()';
/** How often a read is tried with a new iterator. */
const iteratorsPerRead = 3;

/** Reads the stream of a table, shard by shard: states which shards can be read, and where each is read on. */
export class StreamReader {
  readonly table: string;
  readonly #options: StreamReaderOptions;
  #arn = '';
  #status: string | undefined;
  #listed: readonly ListedShard[] = [];
  /** The ids of the shards that listed ones continue. */
  #continued: ReadonlySet<string | undefined> = new Set();
  #positions: ShardPositions = new Map();
  #iterators: ShardIterators;

  constructor(options: StreamReaderOptions) {
    this.table = options.table;
    this.#options = options;
    this.#iterators = new ShardIterators(options.connection, this.#arn);
  }

  /**
   * Finds the stream and its shards. To read from the latest record on, it finds the ends of the shards as well.
   *
   * @throws TableNotFoundError - the table does not exist.
   * @throws TableMismatchError - the table has no stream.
   */
  async open(abortSignal: AbortSignal | undefined): Promise<void> {
    const { from, connection } = this.#options;
    if (typeof from !== 'string' && 'arn' in from) {
      this.#switchTo(from.arn);
      this.#positions = from.shards;
      this.#adopt(await this.#list(abortSignal, this.#options.check));
      return;
    }
    const { LatestStreamArn } = await send(connection, describeTableRequest(this.table), { abortSignal });
    if (LatestStreamArn === undefined) throw new TableMismatchError(this.table, [noStream]);
    await this.#begin(LatestStreamArn, from, abortSignal);
  }

  /** Goes on with the next stream of the table, if the one before was disabled and another is enabled; returns whether it does. */
  async openNext(abortSignal: AbortSignal | undefined): Promise<boolean> {
    try {
      const request = describeTableRequest(this.table);
      const { LatestStreamArn = this.#arn } = await send(this.#options.connection, request, { abortSignal });
      if (LatestStreamArn === this.#arn) return false;
      await this.#begin(LatestStreamArn, 'oldest', abortSignal);
      return true;
    } catch (error) {
      if (error instanceof TableNotFoundError) return false;
      throw error;
    }
  }

  /**
   * Finds the shards that exist now.
   *
   * @throws DynarepoError - `CHANGES_LOST`: a shard that was not read to its end does not exist any more.
   */
  async refresh(abortSignal: AbortSignal | undefined): Promise<void> {
    this.#adopt(await this.#list(abortSignal));
  }

  /** The ARN of the stream. */
  get arn(): string {
    return this.#arn;
  }

  /** Returns the ids of the shards that can be read now. */
  readable(): readonly string[] {
    return readableShards(this.#positions, this.#listed);
  }

  /** Whether the stream is disabled: it has no more shards than those that it lists. */
  get isDisabled(): boolean {
    return this.#status === 'DISABLED';
  }

  /** Whether the stream will list shards that continue those read to their end. */
  get awaitsShards(): boolean {
    if (this.isDisabled) return false;
    const isLoose = ({ id }: ListedShard) => this.#positions.get(id)?.kind === 'end' && !this.isContinued(id);
    return this.#listed.length === 0 || this.#listed.some(isLoose);
  }

  /** Returns whether a known shard continues another one. */
  isContinued(shardId: string): boolean {
    return this.#continued.has(shardId);
  }

  /**
   * Reads the next records of a shard.
   *
   * @throws DynarepoError - `CHANGES_LOST`: records after the position are trimmed.
   */
  async read(shardId: string, abortSignal: AbortSignal | undefined): Promise<ShardPage> {
    for (let attempt = 1; ; attempt += 1) {
      const position = this.#positions.get(shardId) ?? { kind: 'oldest' };
      try {
        return await this.#iterators.read(shardId, position, abortSignal);
      } catch (error) {
        this.#iterators.forget(shardId);
        if (!(error instanceof ServiceError) || attempt === iteratorsPerRead) throw error;
        if (error.name === 'ResourceNotFoundException') {
          await this.refresh(abortSignal);
          if (this.#positions.has(shardId)) throw error;
          return { shardId, records: [], isEmpty: true, next: { kind: 'end' } };
        }
        const isTrimmed = error.name === 'TrimmedDataAccessException';
        // The oldest record can be trimmed before it is read; others were to be read.
        if (isTrimmed && position.kind === 'after') this.#lose(shardId, 'oldest', error);
        else if (!isTrimmed && error.name !== 'ExpiredIteratorException') throw error;
      }
    }
  }

  /** Goes on at a position in a shard. */
  advance(shardId: string, next: ShardPosition): void {
    this.#positions = new Map([...this.#positions, [shardId, next]]);
  }

  /** Returns a function that returns the position of the stream as it is now, with one shard at another position. */
  positions(): (shardId?: string, position?: ShardPosition) => StreamPosition {
    const [arn, positions, listed] = [this.#arn, this.#positions, this.#listed];
    return (shardId, position) => {
      const all =
        shardId === undefined || position === undefined ? positions : [...positions, [shardId, position] as const];
      return { arn, shards: withoutKnown(new Map(all), listed) };
    };
  }

  async #begin(
    arn: string,
    from: 'oldest' | 'latest' | TimePosition,
    abortSignal: AbortSignal | undefined,
  ): Promise<void> {
    this.#switchTo(arn);
    this.#setListed(await this.#list(abortSignal, this.#options.check));
    const nowMs = this.#options.connection.clock.nowMs();
    this.#positions = firstPositions(this.#listed, typeof from === 'string' ? { kind: from, nowMs } : from);
    if (from !== 'latest') return;
    await Promise.all(this.readable().map((id) => this.#iterators.findLatest(id, abortSignal)));
  }

  #adopt(listed: readonly ListedShard[]): void {
    this.#setListed(listed);
    const ids = new Set(listed.map(({ id }) => id));
    for (const [id, { kind }] of this.#positions) if (!ids.has(id) && kind !== 'end') this.#lose(id, 'end');
    const left = [...this.#positions].filter(([id]) => ids.has(id));
    this.#positions = withListed(new Map(left), listed);
  }

  #setListed(listed: readonly ListedShard[]): void {
    this.#listed = listed;
    this.#continued = new Set(listed.map(({ parentId }) => parentId));
  }

  #switchTo(arn: string): void {
    this.#arn = arn;
    this.#iterators = new ShardIterators(this.#options.connection, arn);
  }

  /** Lists the shards; none of a stream that does not exist any more. */
  async #list(
    abortSignal: AbortSignal | undefined,
    check?: StreamReaderOptions['check'],
  ): Promise<readonly ListedShard[]> {
    const listed: ListedShard[] = [];
    let after: string | undefined;
    do {
      const stream = await this.#describe(after, abortSignal);
      if (stream === undefined) {
        this.#status = 'DISABLED';
        return [];
      }
      check?.(stream);
      this.#status = stream.StreamStatus;
      for (const { ShardId = '', ParentShardId, SequenceNumberRange } of stream.Shards ?? []) {
        const isClosed = SequenceNumberRange?.EndingSequenceNumber !== undefined;
        listed.push({ id: ShardId, parentId: ParentShardId, isClosed });
      }
      after = stream.LastEvaluatedShardId;
    } while (after !== undefined);
    return listed;
  }

  /** Describes the stream; returns `undefined` if it does not exist any more. */
  async #describe(
    after: string | undefined,
    abortSignal: AbortSignal | undefined,
  ): Promise<StreamDescription | undefined> {
    try {
      return await send(this.#options.connection, describeStreamRequest(this.#arn, after), { abortSignal });
    } catch (error) {
      if (error instanceof ServiceError && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  /** Reports that changes after the position of a shard do not exist any more, and goes on at another one. */
  #lose(shardId: string, next: 'oldest' | 'end', cause?: ServiceError): void {
    const { onLost } = this.#options;
    const text = `changes of table ${this.table} were not read within 24 hours and are lost: onLost decides how to go on`;
    const error = new DynarepoError('CHANGES_LOST', text, cause && { cause });
    if (onLost === 'throw') throw error;
    if (onLost !== 'skip') onLost(error);
    this.advance(shardId, { kind: next });
  }
}
