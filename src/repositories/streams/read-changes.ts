import type { AnyChange, ChangeDecoder } from './change-decoder.ts';
import { type ReadStreamsOptions, readStreams } from './read-streams.ts';
import { positionAfter } from './shard-iterators.ts';
import type { ShardPosition } from './shard-position.ts';
import { encodePosition } from './stream-position.ts';
import type { StreamReader } from './stream-reader.ts';
import type { StreamRecord } from './stream-record.ts';

/** Some changes of one shard. */
export interface ChangePage<Change> {
  /** The changes, in order. */
  readonly changes: readonly Change[];
  /** Where reading goes on after these changes, for the option `after`. */
  readonly position: string;
}

/** What changes are read with. */
export interface ChangeSource {
  readonly decode: ChangeDecoder;
  readonly reading: ReadStreamsOptions;
  /** Finds the streams. */
  readonly open: () => Promise<readonly StreamReader[]>;
}

/** Reads the changes in streams, page by page. */
export async function* readChanges<Change>(
  { decode, reading }: ChangeSource,
  readers: readonly StreamReader[],
): AsyncGenerator<ChangePage<Change>, void> {
  for await (const { reader, page } of readStreams(readers, reading)) {
    const positions = readers.map((each) => ({ each, at: each.positions() }));
    const positionAt = (next: typeof page.next) =>
      encodePosition(positions.map(({ each, at }) => (each === reader ? at(page.shardId, next) : at())));
    const changes: AnyChange[] = [];
    let last: StreamRecord | undefined;
    const pageUntil = (next: ShardPosition): ChangePage<Change> => ({
      changes: changes as unknown[] as Change[], // decoded with the definitions that the types come from
      // Created only if it is used.
      get position() {
        return positionAt(next);
      },
    });
    try {
      for (const record of page.records) {
        const change = decode(record, reader.table);
        if (change !== undefined) changes.push(withPosition(change, () => positionAt(positionAfter(record))));
        last = record;
      }
    } catch (error) {
      if (last !== undefined) yield pageUntil(positionAfter(last));
      throw error;
    }
    yield pageUntil(page.next);
  }
}

function withPosition(change: AnyChange, create: () => string): AnyChange {
  return Object.defineProperty(change, 'position', { get: create, enumerable: false });
}
