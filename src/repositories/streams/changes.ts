import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { toConnection } from '../connection.ts';
import type { ChangeOf, Positioned } from './change.ts';
import { changeDecoder } from './change-decoder.ts';
import { type ChangesOptions, changesOptionNames } from './changes-options.ts';
import { checkView } from './decode-options.ts';
import { entitiesByTable } from './entities-by-table.ts';
import { type ChangePage, type ChangeSource, readChanges } from './read-changes.ts';
import { sinceTime } from './shard-iterators.ts';
import { decodePosition } from './stream-position.ts';
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
    yield* readChanges<Change>(this.#source, await this.#source.open());
  }

  /** Returns all changes. With `follow: false`; otherwise there is no end before the stream is disabled. */
  async all(): Promise<Change[]> {
    const all: Change[] = [];
    for await (const { changes } of this.pages()) for (const change of changes) all.push(change);
    return all;
  }
}

/**
 * Reads the changes of the items of entities from the streams of their tables.
 *
 * ```ts
 * for await (const change of changes(db, [Customer, Invoice])) console.log(change.kind, change.entity, change.key);
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: the entities or an option are invalid. `BAD_CURSOR`: `after` is not a position of their tables.
 */
export function changes<Member extends AnyEntity, View extends StreamView = 'NEW_AND_OLD_IMAGES'>(
  db: DynamoDb,
  entities: readonly Member[],
  options: ChangesOptions<View> = {},
): Changes<ChangeOf<Member, View> & Positioned> {
  return new Changes(changeSource('changes', { db, entities, options }));
}

const starts = { TRIM_HORIZON: 'oldest', LATEST: 'latest' } as const;

/** What changes are read from. */
export interface ChangeInput {
  readonly db: DynamoDb;
  readonly entities: readonly AnyEntity[];
  readonly options: ChangesOptions;
}

/**
 * Returns the source of the changes of entities.
 *
 * @param owner - the function that was called, for messages.
 */
export function changeSource(owner: string, { db, entities, options }: ChangeInput): ChangeSource {
  checkOptions(owner, options, changesOptionNames);
  const { from = 'TRIM_HORIZON', after, onLost = 'throw', view = 'NEW_AND_OLD_IMAGES', abortSignal } = options;
  const connection = toConnection(db, options, owner);
  const tables = entitiesByTable(owner, entities, options.table);
  const positions = after === undefined ? undefined : decodePosition(owner, after);
  for (const table of positions?.keys() ?? []) {
    if (!tables.has(table)) throw new DynarepoError('BAD_CURSOR', `the position of ${owner} is one of table ${table}`);
  }
  const start = typeof from === 'string' ? starts[from] : sinceTime(from);
  const readerOf = (table: string) =>
    new StreamReader({
      connection,
      table,
      from: positions?.get(table) ?? start,
      onLost,
      check: ({ StreamViewType }) => checkView(view, StreamViewType, table),
    });
  const { follow = true, pollMs = 1_000 } = options;
  return {
    decode: changeDecoder(tables, options),
    reading: { clock: connection.clock, abortSignal, follow, pollMs },
    async open() {
      const readers = [...tables.keys()].map(readerOf);
      await Promise.all(readers.map((reader) => reader.open(abortSignal)));
      return readers;
    },
  };
}
