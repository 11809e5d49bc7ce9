import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { DynarepoError, ServiceError, TableMismatchError } from '../../domain/errors.ts';
import { type Connection, send } from '../connection.ts';
import type { Request } from '../requests/request.ts';
import { describeTableRequest } from '../requests/table-requests.ts';
import {
  firstPositions,
  type ListedShard,
  readableShards,
  type ShardPosition,
  type ShardPositions,
  withListed,
} from './shard-position.ts';
import type { StreamRecord } from './stream-record.ts';
import {
  describeStreamRequest,
  recordsRequest,
  type StreamDescription,
  shardIteratorRequest,
} from './stream-requests.ts';

/** Some records of a shard. */
export interface ShardPage {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** Where the shard is read on after the page. */
  readonly next: ShardPosition;
}

/** What to do about changes that were trimmed before they were read. */
export type OnLost = 'throw' | 'skip' | ((error: DynarepoError) => void);

/** How a stream is read. */
export interface StreamReaderOptions {
  readonly connection: Connection;
  readonly table: string;
  readonly from: 'oldest' | 'latest';
  readonly onLost: OnLost;
  /** Checks the description of the stream before it is read. */
  readonly check: (stream: StreamDescription) => void;
}

/** How much the clocks of the service and of the reader may differ. */
const clockToleranceMs = 60_000;
/** How often a read is tried with a new iterator. */
const iteratorsPerRead = 3;

/** Reads the stream of a table, shard by shard: states which shards can be read, and where each is read on. */
export class StreamReader {
  readonly table: string;
  readonly #options: StreamReaderOptions;
  readonly #iterators = new Map<string, string>();
  /** The shards whose records are compared with the time of their position. */
  readonly #compared = new Set<string>();
  #arn = '';
  #status: string | undefined;
  #listed: readonly ListedShard[] = [];
  #positions: ShardPositions | undefined;

  constructor(options: StreamReaderOptions) {
    this.table = options.table;
    this.#options = options;
  }

  /**
   * Finds the stream and its shards. To read from the latest record on, it finds the ends of the shards as well.
   *
   * @throws TableNotFoundError - the table does not exist.
   * @throws TableMismatchError - the table has no stream.
   */
  async open(abortSignal: AbortSignal | undefined): Promise<void> {
    const { LatestStreamArn } = await this.#send(describeTableRequest(this.table), abortSignal);
    if (LatestStreamArn === undefined) throw new TableMismatchError(this.table, ['the table has no stream']);
    this.#arn = LatestStreamArn;
    await this.refresh(abortSignal);
    if (this.#options.from === 'oldest') return;
    await Promise.all(
      this.readable().map(async (id) => {
        this.#iterators.set(id, await this.#iterator(id, { ShardIteratorType: 'LATEST' }, abortSignal));
      }),
    );
  }

  /**
   * Finds the shards that exist now.
   *
   * @throws DynarepoError - `CHANGES_LOST`: a shard that was not read to its end does not exist any more.
   */
  async refresh(abortSignal: AbortSignal | undefined): Promise<void> {
    const { connection, from } = this.#options;
    this.#listed = await this.#list(abortSignal);
    if (this.#positions === undefined) {
      const start = from === 'oldest' ? ({ kind: from } as const) : { kind: from, nowMs: connection.clock.nowMs() };
      this.#positions = firstPositions(this.#listed, start);
      return;
    }
    const ids = new Set(this.#listed.map(({ id }) => id));
    for (const [id, { kind }] of this.#positions) if (!ids.has(id) && kind !== 'end') this.#lose(id, 'end');
    this.#positions = withListed(this.#positions, this.#listed);
  }

  /** Returns the ids of the shards that can be read now. */
  readable(): readonly string[] {
    return readableShards(this.#known, this.#listed);
  }

  /** Whether the stream will list shards that continue those read to their end; a disabled stream has no more. */
  get awaitsShards(): boolean {
    if (this.#status === 'DISABLED') return false;
    const continued = new Set(this.#listed.map(({ parentId }) => parentId));
    const isLoose = ({ id }: ListedShard) => this.#known.get(id)?.kind === 'end' && !continued.has(id);
    return this.#listed.length === 0 || this.#listed.some(isLoose);
  }

  /**
   * Reads the next records of a shard.
   *
   * @throws DynarepoError - `CHANGES_LOST`: records after the position are trimmed.
   */
  async read(shardId: string, abortSignal: AbortSignal | undefined): Promise<ShardPage> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#read(shardId, abortSignal);
      } catch (error) {
        this.#iterators.delete(shardId);
        if (!(error instanceof ServiceError) || attempt === iteratorsPerRead) throw error;
        if (error.name === 'ResourceNotFoundException') {
          await this.refresh(abortSignal);
          if (this.#known.get(shardId)?.kind !== 'end') throw error;
          return { shardId, records: [], next: { kind: 'end' } };
        }
        const isTrimmed = error.name === 'TrimmedDataAccessException';
        // The oldest record can be trimmed before it is read; others were to be read.
        if (isTrimmed && this.#known.get(shardId)?.kind === 'after') this.#lose(shardId, 'oldest', error);
        else if (!isTrimmed && error.name !== 'ExpiredIteratorException') throw error;
      }
    }
  }

  /** Goes on after a page that was read, or after one of its records. */
  advance(shardId: string, next: ShardPosition): void {
    this.#positions = new Map([...this.#known, [shardId, next]]);
  }

  get #known(): ShardPositions {
    return this.#positions ?? new Map();
  }

  async #list(abortSignal: AbortSignal | undefined): Promise<readonly ListedShard[]> {
    const listed: ListedShard[] = [];
    let after: string | undefined;
    do {
      const stream = await this.#send(describeStreamRequest(this.#arn, after), abortSignal);
      if (this.#positions === undefined) this.#options.check(stream);
      this.#status = stream.StreamStatus;
      for (const { ShardId = '', ParentShardId, SequenceNumberRange } of stream.Shards ?? []) {
        const isClosed = SequenceNumberRange?.EndingSequenceNumber !== undefined;
        listed.push({ id: ShardId, parentId: ParentShardId, isClosed });
      }
      after = stream.LastEvaluatedShardId;
    } while (after !== undefined);
    return listed;
  }

  async #read(shardId: string, abortSignal: AbortSignal | undefined): Promise<ShardPage> {
    const position = this.#known.get(shardId) ?? { kind: 'oldest' };
    const startedAtMs = this.#options.connection.clock.nowMs();
    const iterator = this.#iterators.get(shardId) ?? (await this.#iteratorAt(shardId, position, abortSignal));
    const page = await this.#send(recordsRequest(iterator), abortSignal);
    if (page.next === undefined) this.#iterators.delete(shardId);
    else this.#iterators.set(shardId, page.next);
    const records = this.#compared.has(shardId) ? recordsSince(page.records, position) : page.records;
    const last = records.at(-1);
    if (page.next === undefined) return { shardId, records, next: { kind: 'end' } };
    if (last === undefined) {
      const isLatest = position.kind === 'since' && !this.#compared.has(shardId);
      return { shardId, records, next: isLatest ? { kind: 'since', timeMs: startedAtMs } : position };
    }
    this.#compared.delete(shardId);
    return { shardId, records, next: positionAfter(last) };
  }

  async #iteratorAt(shardId: string, position: ShardPosition, abortSignal: AbortSignal | undefined): Promise<string> {
    if (position.kind === 'after') {
      const { sequenceNumber: SequenceNumber } = position;
      return await this.#iterator(shardId, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }, abortSignal);
    }
    if (position.kind === 'since') this.#compared.add(shardId);
    return await this.#iterator(shardId, { ShardIteratorType: 'TRIM_HORIZON' }, abortSignal);
  }

  async #iterator(
    ShardId: string,
    start: Pick<Input<'GetShardIterator'>, 'ShardIteratorType' | 'SequenceNumber'>,
    abortSignal: AbortSignal | undefined,
  ): Promise<string> {
    const request = shardIteratorRequest({ StreamArn: this.#arn, ShardId, ...start });
    return (await this.#send(request, abortSignal)) ?? '';
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

  #send<N extends OperationName, Result>(
    request: Request<N, Result>,
    abortSignal: AbortSignal | undefined,
  ): Promise<Result> {
    return send(this.#options.connection, request, { abortSignal });
  }
}

/** Returns where a shard is read on after a record. */
export function positionAfter({ dynamodb }: StreamRecord): ShardPosition {
  const sequenceNumber = dynamodb?.SequenceNumber;
  if (sequenceNumber === undefined) throw new DynarepoError('BAD_INPUT', 'a stream record has no SequenceNumber');
  return { kind: 'after', sequenceNumber };
}

function recordsSince(records: readonly StreamRecord[], position: ShardPosition): readonly StreamRecord[] {
  if (position.kind !== 'since') return records;
  const earliestMs = position.timeMs - clockToleranceMs;
  return records.filter(
    ({ dynamodb }) => (dynamodb?.ApproximateCreationDateTime?.getTime() ?? earliestMs) >= earliestMs,
  );
}
