import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type CancellationReason, DynarepoError, ServiceError, TransactionError } from '../../domain/errors.ts';
import type { CallOptions } from '../call-options.ts';
import { type Connection, send } from '../connection.ts';
import type { TransactWrite } from '../requests/check.ts';
import { isItem } from '../requests/request.ts';
import type { UpdateRequest } from '../requests/update.ts';
import { isChangedItem } from '../requests/write-error-translation.ts';
import { Backoff } from '../retry.ts';
import { type HolderAction, holderActions } from './holder-actions.ts';

/** Writes whose unique values are known. */
export interface CompleteWrites {
  readonly completed: readonly TransactWrite[];
  readonly holders: readonly HolderAction[];
  /** The items before the writes, for those with unique values. */
  readonly before: readonly (Item | undefined)[];
  /** The time, by which an expired item is recognised. */
  readonly now: () => Date;
}

/** What earlier attempts of the same writes knew, so that the next one sends the same transaction. */
export interface Attempts {
  known?: Omit<Known, 'holders'>;
}

/**
 * Completes writes with what their unique values need, which it reads, and executes them; again if the unique values of a stored
 * item have changed meanwhile, or if an update has to create maps that its item lacks.
 *
 * @param run - sends the writes.
 */
export async function executeWrites<T>(
  connection: Connection,
  requests: readonly TransactWrite[],
  run: (writes: CompleteWrites) => Promise<T>,
  { attempts = {}, ...options }: CallOptions & { readonly attempts?: Attempts | undefined },
): Promise<T> {
  attempts.known ??= {
    requests: [...requests],
    before: await Promise.all(requests.map((request) => storedItem(connection, request, options))),
    foreign: new Set(),
  };
  const { before, foreign, requests: current } = attempts.known;
  const now = () => new Date(connection.clock.nowMs());
  const backoff = new Backoff(connection.retry, options.abortSignal);
  for (;;) {
    const writes = current.map(({ unique }, index) => unique?.complete(before[index]));
    const holders = holderActions(writes, foreign);
    // A completed request is the same write under a further condition.
    const completed = current.map((request, index) => (writes[index]?.request ?? request) as TransactWrite);
    try {
      return await run({ completed, holders, before, now });
    } catch (error) {
      const isExtended = addMaps(error, current);
      const isStale = updateKnown(reasonsOf(error), { requests: current, holders, before, foreign });
      if (!isExtended && !(isStale && (await backoff.wait()))) throw error;
    }
  }
}

/** Returns the stored item of a request with unique values; `undefined` if it does not exist or is not needed. */
async function storedItem(
  connection: Connection,
  { unique }: TransactWrite,
  options: CallOptions,
): Promise<Item | undefined> {
  if (unique === undefined || unique.before !== undefined) return unique?.before?.item;
  return await send(connection, unique.read, options);
}

/** Returns the reasons for which DynamoDB rejected writes, in their order; none for other errors. */
function reasonsOf(error: unknown): readonly CancellationReason[] {
  const cause = error instanceof DynarepoError ? error.cause : undefined;
  if (!(cause instanceof ServiceError)) return [];
  return cause.cancellationReasons ?? [{ Code: cause.name.replace('Exception', ''), Item: cause.item }];
}

interface Known {
  /** `addMaps` replaces updates. */
  readonly requests: TransactWrite[];
  readonly holders: readonly HolderAction[];
  /** The items before the writes; this function replaces those that have changed. */
  readonly before: (Item | undefined)[];
  /** The identities of unique values that belong to other items; this function changes them. */
  readonly foreign: Set<string>;
}

/**
 * Replaces each update that failed because its item lacks maps, and that creates them, by one that does.
 *
 * @returns whether there is one, so that another attempt can succeed.
 */
function addMaps(error: unknown, requests: TransactWrite[]): boolean {
  if (!(error instanceof TransactionError)) return false;
  let isExtended = false;
  for (const [index, request] of requests.entries()) {
    const conflict = error.reasons[index]?.error;
    const next = 'afterConflict' in request && isChangedItem(conflict) && extended(request, conflict.item);
    if (!next) continue;
    requests[index] = next;
    isExtended = true;
  }
  return isExtended;
}

function extended(request: TransactWrite, item: Item | undefined): TransactWrite | undefined {
  return (request as UpdateRequest<AnyEntity>).afterConflict?.(item); // only updates have it
}

/** Returns whether writes failed only because what was known of unique values was out of date. */
function updateKnown(reasons: readonly CancellationReason[], { requests, holders, before, foreign }: Known): boolean {
  let isStale = false;
  for (const [index, { Code, Item: found }] of reasons.entries()) {
    if (Code !== 'ConditionalCheckFailed') continue;
    const holder = holders[index - requests.length];
    const stored = isItem(found) ? found : undefined;
    if (holder !== undefined) {
      if (holder.isClaim) continue;
      if (!foreign.delete(holder.id)) foreign.add(holder.id);
    } else {
      if (!requests[index]?.unique?.isStale(before[index], stored)) return false;
      before[index] = stored;
    }
    isStale = true;
  }
  return isStale;
}
