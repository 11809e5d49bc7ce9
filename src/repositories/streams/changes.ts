import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { checkOptions } from '../../domain/options.ts';
import { type Connection, toConnection } from '../connection.ts';
import type { ChangeOf } from './change.ts';
import { type AnyChange, type ChangeDecoder, changeDecoder } from './change-decoder.ts';
import { type ChangesOptions, changesOptionNames } from './changes-options.ts';
import { checkView } from './decode-options.ts';
import { entitiesByTable } from './entities-by-table.ts';
import { readStreams } from './read-streams.ts';
import { StreamReader } from './stream-reader.ts';

/** The changes of the items of some entities. Iterating them sends the requests, each time from the start. */
export class Changes<Change> implements AsyncIterable<Change> {
  readonly #source: ChangeSource;

  constructor(source: ChangeSource) {
    this.#source = source;
  }

  /** Yields the changes one by one: those of an item in their order. */
  async *[Symbol.asyncIterator](): AsyncIterator<Change> {
    for await (const { changes } of this.pages()) yield* changes;
  }

  /** Yields the changes page by page, as DynamoDB Streams returns them; a page can be empty. */
  async *pages(): AsyncGenerator<ChangePage<Change>, void> {
    const { connection, readers, decode, options } = this.#source;
    const opened = readers();
    await Promise.all(opened.map((reader) => reader.open(options.abortSignal)));
    const { follow = true, pollMs = 1_000, abortSignal } = options;
    for await (const { reader, page } of readStreams(opened, {
      clock: connection.clock,
      abortSignal,
      pollMs,
      follow,
    })) {
      const changes: AnyChange[] = [];
      for (const record of page.records) {
        const change = decode(record, reader.table);
        if (change !== undefined) changes.push(change);
      }
      yield { changes: changes as Change[] }; // decoded with the definitions that the types come from
    }
  }

  /** Returns all changes. With `follow: false`; otherwise there is no end before the stream is disabled. */
  async all(): Promise<Change[]> {
    const all: Change[] = [];
    for await (const { changes } of this.pages()) all.push(...changes);
    return all;
  }
}

/** Some changes of one shard. */
export interface ChangePage<Change> {
  readonly changes: readonly Change[];
}

/** What changes are read with. */
export interface ChangeSource {
  readonly connection: Connection;
  readonly readers: () => readonly StreamReader[];
  readonly decode: ChangeDecoder;
  readonly options: ChangesOptions;
}

/**
 * Reads the changes of the items of entities from the streams of their tables.
 *
 * ```ts
 * for await (const change of changes(db, [Customer, Invoice])) console.log(change.kind, change.entity, change.key);
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: the entities or an option are invalid.
 */
export function changes<Member extends AnyEntity, View extends StreamView = 'NEW_AND_OLD_IMAGES'>(
  db: DynamoDb,
  entities: readonly Member[],
  options: ChangesOptions<View> = {},
): Changes<ChangeOf<Member, View>> {
  checkOptions('changes', options, changesOptionNames);
  const connection = toConnection(db, options, 'changes');
  const tables = entitiesByTable('changes', entities);
  const { from = 'TRIM_HORIZON', onLost = 'throw', view = 'NEW_AND_OLD_IMAGES' } = options;
  const readers = () =>
    [...tables.keys()].map(
      (table) =>
        new StreamReader({
          connection,
          table,
          from: from === 'LATEST' ? 'latest' : 'oldest',
          onLost,
          check: ({ StreamViewType }) => checkView(view, StreamViewType, table),
        }),
    );
  return new Changes({ connection, readers, decode: changeDecoder(tables, options), options });
}
