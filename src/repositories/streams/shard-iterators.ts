import type { Input } from '../../domain/dynamodb.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { type Connection, send } from '../connection.ts';
import type { ShardPosition, TimePosition } from './shard-position.ts';
import type { StreamRecord } from './stream-record.ts';
import { recordsRequest, shardIteratorRequest } from './stream-requests.ts';

/** Some records of a shard. */
export interface ShardPage {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** Whether the shard has no record here, also none of before the time from which it is read. */
  readonly isEmpty: boolean;
  /** Where the shard is read on after the page. */
  readonly next: ShardPosition;
}

/** How much the clocks of the service and of the reader may differ. */
const clockToleranceMs = 60_000;

/** Reads the shards of a stream with iterators, which are valid for 15 minutes. */
export class ShardIterators {
  readonly #connection: Connection;
  readonly #arn: string;
  readonly #iterators = new Map<string, string>();
  /** The shards whose records are compared with the time of their position. */
  readonly #compared = new Set<string>();

  constructor(connection: Connection, arn: string) {
    this.#connection = connection;
    this.#arn = arn;
  }

  /** Finds the present end of a shard, to read what comes after it. */
  async findLatest(shardId: string, abortSignal: AbortSignal | undefined): Promise<void> {
    this.#iterators.set(shardId, await this.#find(shardId, { ShardIteratorType: 'LATEST' }, abortSignal));
  }

  /** Forgets the iterator of a shard: the next read gets one for its position. */
  forget(shardId: string): void {
    this.#iterators.delete(shardId);
  }

  /** Reads the next records of a shard; without an iterator, those at a position. */
  async read(shardId: string, position: ShardPosition, abortSignal: AbortSignal | undefined): Promise<ShardPage> {
    const startedAtMs = this.#connection.clock.nowMs();
    const iterator = this.#iterators.get(shardId) ?? (await this.#findAt(shardId, position, abortSignal));
    const page = await send(this.#connection, recordsRequest(iterator), { abortSignal });
    if (page.next === undefined) this.#iterators.delete(shardId);
    else this.#iterators.set(shardId, page.next);
    const isCompared = this.#compared.has(shardId);
    const records = isCompared ? recordsSince(page.records, position) : page.records;
    const last = records.at(-1);
    const found = { shardId, records, isEmpty: page.records.length === 0 };
    if (page.next === undefined) return { ...found, next: { kind: 'end' } };
    if (last !== undefined) {
      this.#compared.delete(shardId);
      return { ...found, next: positionAfter(last) };
    }
    // The records before the read are not due any more.
    const next: ShardPosition =
      position.kind === 'since' && !isCompared ? { kind: 'since', timeMs: startedAtMs } : position;
    return { ...found, next };
  }

  async #findAt(shardId: string, position: ShardPosition, abortSignal: AbortSignal | undefined): Promise<string> {
    if (position.kind === 'after') {
      const { sequenceNumber: SequenceNumber } = position;
      return await this.#find(shardId, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber }, abortSignal);
    }
    if (position.kind === 'since') this.#compared.add(shardId);
    return await this.#find(shardId, { ShardIteratorType: 'TRIM_HORIZON' }, abortSignal);
  }

  async #find(
    ShardId: string,
    start: Pick<Input<'GetShardIterator'>, 'ShardIteratorType' | 'SequenceNumber'>,
    abortSignal: AbortSignal | undefined,
  ): Promise<string> {
    const request = shardIteratorRequest({ StreamArn: this.#arn, ShardId, ...start });
    return (await send(this.#connection, request, { abortSignal })) ?? '';
  }
}

/** Returns the position before the records of a time: that of the service, for which clocks need no tolerance. */
export function sinceTime(time: Date): TimePosition {
  // Records have whole seconds.
  return { kind: 'since', timeMs: Math.floor(time.getTime() / 1000) * 1000 + clockToleranceMs };
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
