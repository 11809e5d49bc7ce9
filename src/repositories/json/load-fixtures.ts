import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { ConflictError, ServiceError, UnprocessedError } from '../../domain/errors.ts';
import { isPresent } from '../../domain/is-present.ts';
import { batchWriteLimit } from '../../domain/limits.ts';
import { checkOptions } from '../../domain/options.ts';
import { toConnection } from '../connection.ts';
import { identityOf } from '../key-matches.ts';
import { concurrencyCheck } from '../read-batch.ts';
import { putUnique } from '../requests/put.ts';
import { ownerAttribute } from '../requests/unique-items.ts';
import type { BatchProgress } from '../run-batch.ts';
import { sendWrite } from '../transactions/send-write.ts';
import { writeBatch } from '../write-batch.ts';
import { type FixtureOptions, fixtureOptionNames } from './fixture-options.ts';
import { type FixtureRow, type FixtureText, parseFixtures } from './fixture-rows.ts';

/** Options of {@link loadFixtures}. */
export interface LoadFixturesOptions extends FixtureOptions {
  /** Maximum number of requests at the same time. Default: 1. */
  readonly concurrency?: number | undefined;
  /** Called when entities are stored. If it throws, the load ends. */
  readonly onProgress?: ((progress: FixtureProgress) => void) | undefined;
}

/** How far a load is. */
export interface FixtureProgress {
  /** Number of entities that were stored. */
  readonly done: number;
  /** Number of entities in all lines. */
  readonly total: number;
}

/**
 * Stores the entities in lines of JSON; each replaces the item with the same key. All lines are checked before anything is sent.
 * `{"entity":"User","value":{…}}` is an entity as it was read, as in `fixtureLines`: it is stored with the same version and times.
 * `{"entity":"User","new":{…}}` is one to create, with defaults, version 1 and the current time.
 *
 * ```ts
 * await loadFixtures(db, [User, Order], await readFile('fixtures.jsonl', 'utf8'));
 * ```
 *
 * @returns the number of entities.
 * @throws DynarepoError - `BAD_INPUT`: a line is invalid; nothing was stored. The message has the number of the line.
 * @throws UnprocessedError - some entities were not stored; `leftovers` are their lines, for another call.
 */
export async function loadFixtures(
  db: DynamoDb,
  entities: readonly AnyEntity[],
  lines: FixtureText,
  options: LoadFixturesOptions = {},
): Promise<number> {
  checkOptions('loadFixtures', options, {
    ...fixtureOptionNames,
    concurrency: concurrencyCheck,
    onProgress: 'function',
  });
  const connection = toConnection(db, options, 'loadFixtures');
  const { clock } = connection;
  const rows = await parseFixtures('loadFixtures', { entities, lines }, { table: options.table, clock });
  const { abortSignal, capacity, concurrency, onProgress } = options;
  const alone = rows.filter(hasUnique);
  const report = (done: number) => onProgress?.({ done, total: rows.length });
  const entries = rows.filter((row) => !hasUnique(row)).map(toEntry);
  const batch = { abortSignal, capacity, concurrency, onProgress: ({ done }: BatchProgress) => report(done) };
  const { isComplete, remaining, cause } = await writeBatch(connection, entries, batch);
  if (!isComplete) {
    const left = remaining.map(({ row }) => row);
    // The requests that were rejected come first.
    const sent = left.slice(0, batchWriteLimit * (concurrency ?? 1));
    throw incomplete(rows, [...left, ...alone], { cause, hint: isRejection(cause) ? oneOf(sent) : '' });
  }
  let done = entries.length;
  try {
    // A batch could not check the unique values.
    for (const { of, item } of alone) {
      await sendWrite(connection, putUnique(of, item, {}), options);
      done += 1;
      report(done);
    }
  } catch (cause) {
    const [row, ...later] = alone.slice(done - entries.length);
    if (row === undefined) throw cause;
    throw incomplete(rows, [row, ...later], { cause, hint: isRejection(cause) ? exchange(row, later, cause) : '' });
  }
  return rows.length;
}

function hasUnique({ of }: FixtureRow): boolean {
  return of.unique.length > 0;
}

function toEntry(row: FixtureRow) {
  const { of, item, identity } = row;
  return { of, item, identity, row, write: { PutRequest: { Item: item } } };
}

/** Returns whether DynamoDB rejected an item, and not the request as such. */
function isRejection(cause: unknown): boolean {
  return cause instanceof ConflictError || (cause instanceof ServiceError && cause.name === 'ValidationException');
}

function oneOf(rows: readonly FixtureRow[]): string {
  const numbers = rows.map(({ number }) => number).toSorted((one, other) => one - other);
  return `DynamoDB rejects one of the lines ${numbers[0]} to ${numbers.at(-1)}: `;
}

/** Returns which line it is, and which later one gives up the unique value that it stores. */
function exchange({ number }: FixtureRow, later: readonly FixtureRow[], error: unknown): string {
  const cause = error instanceof ConflictError ? error.cause : undefined;
  const reasons = (cause instanceof ServiceError && cause.cancellationReasons) || [];
  const owners = reasons.map(({ Item }) => Item?.[ownerAttribute]?.M).filter(isPresent);
  const other = later.find(({ of, identity }) => owners.some((owner) => identityOf(of, owner) === identity));
  const hint =
    other === undefined ? '' : `, whose value line ${other.number} changes, so store that first or delete its entity`;
  return `line ${number}${hint}: `;
}

/** Creates the error of a load that was not completed: its cause alone if nothing was stored, and no line is to blame. */
function incomplete(
  rows: readonly FixtureRow[],
  left: readonly FixtureRow[],
  { cause, hint }: { readonly cause: unknown; readonly hint: string },
): unknown {
  if (left.length === 0 || (left.length === rows.length && cause !== undefined && hint === '')) return cause;
  const leftovers = left.toSorted((one, other) => one.number - other.number);
  const numbers = leftovers.slice(0, 3).map(({ number }) => number);
  const where = `${leftovers.length > 1 ? 'lines' : 'line'} ${numbers.join(', ')}${leftovers.length > 3 ? ', …' : ''}`;
  const reason = cause instanceof Error ? ` (${hint}${cause.message})` : '';
  const text = `${left.length} of ${rows.length} entities were not stored, in ${where}${reason}`;
  const options = cause === undefined ? {} : { cause };
  return new UnprocessedError(
    `${text}; pass error.leftovers to loadFixtures again`,
    leftovers.map((row) => row.text),
    options,
  );
}
