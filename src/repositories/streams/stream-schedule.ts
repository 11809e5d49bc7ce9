import type { ShardPage } from './shard-iterators.ts';
import type { StreamReader } from './stream-reader.ts';

/** A shard that is read next, at a time or later. */
export interface WaitingShard {
  readonly schedule: StreamSchedule;
  readonly shardId: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly atMs: number;
}

/** How often shards are listed, which finds those that do not continue a known one. */
const listMs = 60_000;
/** DynamoDB Streams can return empty pages before records, so a shard has none left after this many in a row. */
const emptyPagesAtEnd = 5;

/** When the shards of a stream are listed and read. */
export class StreamSchedule {
  readonly reader: StreamReader;
  readonly #pollMs: number;
  readonly #follow: boolean;
  readonly #dueAtMs = new Map<string, number>();
  readonly #emptyPages = new Map<string, number>();
  readonly #reading = new Set<string>();
  #listAtMs: number;
  #isEnded = false;

  constructor(
    reader: StreamReader,
    options: { readonly pollMs: number; readonly follow: boolean; readonly nowMs: number },
  ) {
    this.reader = reader;
    this.#pollMs = options.pollMs;
    this.#follow = options.follow;
    this.#listAtMs = options.nowMs + listMs;
  }

  /** When the shards are listed next, in milliseconds since 1970-01-01 UTC; `Infinity` if there will be no others. */
  get listAtMs(): number {
    return this.#isIdle() && !(this.#follow && this.reader.awaitsShards) ? Number.POSITIVE_INFINITY : this.#listAtMs;
  }

  /** Lists the shards if it is time; goes on with the next stream of the table at the end of one. */
  async list(nowMs: number, abortSignal: AbortSignal | undefined): Promise<void> {
    if (nowMs >= this.#listAtMs) {
      await this.reader.refresh(abortSignal);
      this.#listAtMs = nowMs + (this.reader.awaitsShards ? this.#pollMs : listMs);
    }
    if (this.#isIdle() && this.reader.isDisabled && !this.#isEnded) {
      this.#isEnded = !(await this.reader.openNext(abortSignal));
    }
  }

  /** Returns the shards that are read next. */
  waiting(): readonly WaitingShard[] {
    const isLeft = (id: string) =>
      !this.#reading.has(id) && (this.#follow || (this.#emptyPages.get(id) ?? 0) < emptyPagesAtEnd);
    return this.reader
      .readable()
      .filter(isLeft)
      .map((shardId) => ({ schedule: this, shardId, atMs: this.#dueAtMs.get(shardId) ?? Number.NEGATIVE_INFINITY }));
  }

  /** Marks a shard as being read. */
  begin(shardId: string): void {
    this.#reading.add(shardId);
  }

  /** Goes on after a page. */
  end({ shardId, isEmpty, next }: ShardPage, nowMs: number): void {
    this.reader.advance(shardId, next);
    this.#reading.delete(shardId);
    this.#emptyPages.set(shardId, isEmpty ? (this.#emptyPages.get(shardId) ?? 0) + 1 : 0);
    this.#dueAtMs.set(shardId, isEmpty && this.#follow ? nowMs + this.#pollMs : nowMs);
    if (next.kind === 'end') {
      this.#dueAtMs.delete(shardId);
      this.#emptyPages.delete(shardId);
      // One listing finds what continues all shards that were closed by then.
      if (!this.reader.isContinued(shardId)) this.#listAtMs = nowMs;
    }
  }

  #isIdle(): boolean {
    return this.#reading.size === 0 && this.waiting().length === 0;
  }
}
