import type { Clock } from '../../domain/environment.ts';
import { InFlight } from '../in-flight.ts';
import { pause } from '../retry.ts';
import type { ShardPage } from './shard-iterators.ts';
import type { StreamReader } from './stream-reader.ts';
import { StreamSchedule } from './stream-schedule.ts';

/** How streams are read. */
export interface ReadStreamsOptions {
  readonly clock: Clock;
  readonly abortSignal: AbortSignal | undefined;
  /** Milliseconds between reads of a shard that has no records left. */
  readonly pollMs: number;
  /** Whether reading continues when no records are left. */
  readonly follow: boolean;
}

/** A page of a stream. */
export interface StreamPage {
  readonly reader: StreamReader;
  readonly page: ShardPage;
}

/** Maximum number of pages that are requested or wait to be used. */
const concurrency = 16;

/**
 * Reads streams: each shard in its order and after the one that it continues, several at the same time. The reader of a page goes
 * on after it when the next page is asked for.
 */
export async function* readStreams(
  readers: readonly StreamReader[],
  { clock, abortSignal, pollMs, follow }: ReadStreamsOptions,
): AsyncGenerator<StreamPage, void> {
  const schedules = readers.map((reader) => new StreamSchedule(reader, { pollMs, follow, nowMs: clock.nowMs() }));
  const inFlight = new InFlight<{ readonly schedule: StreamSchedule; readonly page: ShardPage }>(abortSignal, true);
  let number = 0;
  try {
    for (;;) {
      for (const schedule of schedules) await schedule.list(clock.nowMs(), inFlight.abortSignal);
      const waiting = schedules.flatMap((schedule) => schedule.waiting()).sort((one, other) => one.atMs - other.atMs);
      const nowMs = clock.nowMs();
      for (const { schedule, shardId, atMs } of waiting) {
        if (atMs > nowMs || inFlight.size === concurrency) break;
        number += 1;
        schedule.begin(shardId);
        inFlight.add(number, pageOf(schedule, shardId, inFlight.abortSignal));
      }
      if (inFlight.size > 0) {
        const { schedule, page } = (await inFlight.first()).fetched;
        yield { reader: schedule.reader, page };
        schedule.end(page, clock.nowMs());
      } else {
        const nextMs = Math.min(...waiting.map(({ atMs }) => atMs), ...schedules.map(({ listAtMs }) => listAtMs));
        if (nextMs === Number.POSITIVE_INFINITY) return;
        await pause(clock, Math.max(0, nextMs - nowMs), abortSignal);
      }
    }
  } finally {
    inFlight.end();
  }
}

async function pageOf(schedule: StreamSchedule, shardId: string, abortSignal: AbortSignal | undefined) {
  return { schedule, page: await schedule.reader.read(shardId, abortSignal) };
}
