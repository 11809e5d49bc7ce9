import type { DynamoDb, Item } from '../domain/dynamodb.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { callOptionNames } from './call-options.ts';
import { type Connection, type ConnectionOptions, connectionOptionNames, toConnection } from './connection.ts';
import { identityOf } from './key-matches.ts';
import { concurrencyCheck, type ReadBatchOptions, readBatch } from './read-batch.ts';
import type { ReadEntry, TableRead } from './requests/batch.ts';
import type { GetRequest } from './requests/get.ts';
import { withoutUndefined } from './requests/request.ts';
import { throwIfIncomplete } from './run-batch.ts';
import { toPart } from './transactions/part.ts';

/** Options of `batchGet`. */
export interface BatchGetOptions extends ReadBatchOptions, ConnectionOptions {}

/**
 * Reads items of any repositories, up to 100 per request, and returns the results in the order of the requests; `undefined` for an
 * item that does not exist. Not a transaction: the items can be from different moments.
 *
 * ```ts
 * const [user, order] = await batchGet(db, [users.requests.get({ id: 'u1' }), orders.requests.get({ id: 'o1' })]);
 * ```
 *
 * @throws UnprocessedError - some were not read at the deadline; `leftovers` are their requests.
 */
export async function batchGet<Results extends readonly unknown[]>(
  db: DynamoDb,
  requests: readonly [...{ [I in keyof Results]: GetRequest<Results[I]> }],
  options: BatchGetOptions = {},
): Promise<Results> {
  checkOptions('batchGet', options, { ...callOptionNames, concurrency: concurrencyCheck, ...connectionOptionNames });
  const results = await readRequests(toConnection(db, options, 'batchGet'), requests, options);
  return results as unknown as Results; // one result of each request, in their order
}

/** Executes gets, and returns the results in their order: see {@link batchGet}. */
export async function readRequests<Result>(
  connection: Connection,
  requests: readonly GetRequest<Result>[],
  options: ReadBatchOptions,
): Promise<(Result | undefined)[]> {
  if (!Array.isArray(requests)) throw new DynarepoError('BAD_INPUT', 'batchGet takes an array of requests');
  const { entries, rounds } = planReads(requests);
  const found = new Map<ReadEntry, Item>();
  for (const [index, round] of rounds.entries()) {
    const read = await readBatch(connection, round, options);
    throwIfIncomplete(read.outcome, ['reads were not executed', 'batchGet'], (remaining) => {
      const left = new Set([...remaining, ...rounds.slice(index + 1).flat()]);
      return requests.filter((_, number) => entries[number] && left.has(entries[number]));
    });
    for (const [entry, item] of read.found) found.set(entry, item);
  }
  return entries.map((entry, index) => requests[index]?.decode({ Item: found.get(entry) }));
}

/** The entry of each request, and the entries to read together: a request of DynamoDB reads the same attributes of all items of a table. */
interface PlannedReads {
  readonly entries: readonly ReadEntry[];
  readonly rounds: readonly (readonly ReadEntry[])[];
}

/** Returns the entries to read: one for requests of the same item and attributes. */
export function planReads(requests: readonly GetRequest<unknown>[]): PlannedReads {
  const rounds: Map<string, ReadEntry>[] = [];
  const readsByTable = new Map<string, string[]>();
  // Array.from also visits the holes of a sparse array.
  const entries = Array.from(requests, (request, index) => {
    const { entity: of } = toPart('batchGet', request, { methods: { GetItem: 'get' }, number: index + 1 });
    const read = readOf(request);
    const [text, reads] = [JSON.stringify(read), readsByTable.get(of.table) ?? []];
    if (!reads.includes(text)) readsByTable.set(of.table, [...reads, text]);
    const round = rounds[reads.includes(text) ? reads.indexOf(text) : reads.length] ?? new Map<string, ReadEntry>();
    if (!rounds.includes(round)) rounds.push(round);
    const key = request.input.Key ?? {};
    const identity = identityOf(of, key);
    const entry = round.get(identity) ?? { of, identity, key, read };
    round.set(identity, entry);
    return entry;
  });
  return { entries, rounds: rounds.map((round) => [...round.values()]) };
}

/** Returns what a request reads, and the key, by which the items of a batch are matched. */
function readOf({ entity, input }: GetRequest<unknown>): TableRead {
  const { ConsistentRead, ProjectionExpression, ExpressionAttributeNames } = input;
  if (ProjectionExpression === undefined) return withoutUndefined({ ConsistentRead });
  const names = { ...ExpressionAttributeNames };
  const paths = ProjectionExpression.split(', ');
  for (const [index, { name }] of entity.keys.table.entryKey.entries()) {
    if (paths.some((path) => names[path] === name)) continue;
    paths.push(`#key${index}`);
    names[`#key${index}`] = name;
  }
  return withoutUndefined({ ConsistentRead, ProjectionExpression: paths.join(', '), ExpressionAttributeNames: names });
}
