import type { DynamoDb } from '../domain/dynamodb.ts';
import { nameOfItem } from '../domain/entity/item-name.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkArgument, checkOptions } from '../domain/options.ts';
import { type Connection, type ConnectionOptions, connectionOptionNames, toConnection } from './connection.ts';
import { identityOf } from './key-matches.ts';
import type { Request, TransactionRequest } from './requests/request.ts';
import { throwIfIncomplete } from './run-batch.ts';
import { itemOf, type Part, toPart } from './transactions/part.ts';
import {
  checkUnique,
  type EntityWrite,
  iterableCheck,
  rejectRepeated,
  type WriteBatchOptions,
  writeBatch,
  writeBatchOptionNames,
} from './write-batch.ts';

/** A request that `batchWrite` takes: `put` or `delete` of a repository's `requests`, without a condition. */
export type BatchWrite<Result = unknown> = TransactionRequest<Result> &
  (Request<'PutItem', unknown> | Request<'DeleteItem', unknown>);

/** Options of `batchWrite`. */
export interface BatchWriteOptions extends WriteBatchOptions, ConnectionOptions {}

/**
 * Executes puts and deletes of any repositories, up to 25 per request. A batch is not a transaction: each write succeeds or
 * fails on its own.
 *
 * ```ts
 * await batchWrite(db, [users.requests.put(user), orders.requests.delete({ id: 'o1' })]);
 * ```
 *
 * @returns the results in the order of the requests: the entity as stored for `put`, `undefined` for `delete`. For an iterable
 * other than an array, which is read while requests are sent: the number of writes.
 * @throws DynarepoError - `BAD_INPUT`: a request has a condition, such as the check of a version, which a batch cannot check; or two
 * requests of an array are for the same item.
 * @throws UnprocessedError - some writes were not processed; `leftovers` are their requests.
 */
export function batchWrite<Results extends readonly unknown[]>(
  db: DynamoDb,
  requests: readonly [...{ [I in keyof Results]: BatchWrite<Results[I]> }],
  options?: BatchWriteOptions,
): Promise<Results>;
export function batchWrite(
  db: DynamoDb,
  requests: Iterable<BatchWrite> | AsyncIterable<BatchWrite>,
  options?: BatchWriteOptions,
): Promise<number>;
export async function batchWrite(
  db: DynamoDb,
  requests: Iterable<BatchWrite> | AsyncIterable<BatchWrite>,
  options: BatchWriteOptions = {},
): Promise<readonly unknown[] | number> {
  checkOptions('batchWrite', options, { ...writeBatchOptionNames, ...connectionOptionNames });
  return await writeRequests(toConnection(db, options, 'batchWrite'), requests, options);
}

/** Executes puts and deletes: see {@link batchWrite}. */
export async function writeRequests(
  connection: Connection,
  requests: Iterable<BatchWrite> | AsyncIterable<BatchWrite>,
  options: WriteBatchOptions,
): Promise<readonly unknown[] | number> {
  checkArgument('the requests of batchWrite', requests, iterableCheck);
  const list: readonly BatchWrite[] | undefined = Array.isArray(requests) ? requests : undefined;
  // Array.from also visits the holes of a sparse array.
  const planned = list && Array.from(list, (request, index) => toWrite(request, index + 1, options));
  if (planned !== undefined) rejectRepeated('batchWrite', planned);
  const outcome = await writeBatch(connection, planned ?? stream(requests, options), options);
  throwIfIncomplete(outcome, ['writes were not processed', 'batchWrite'], (remaining) =>
    remaining.map(({ request }) => request),
  );
  return list?.map(({ transacted }) => transacted()) ?? outcome.done;
}

const methods = { PutItem: 'put', DeleteItem: 'delete' };

interface PlannedRequest extends EntityWrite {
  readonly request: BatchWrite;
}

async function* stream(
  requests: Iterable<BatchWrite> | AsyncIterable<BatchWrite>,
  options: WriteBatchOptions,
): AsyncGenerator<PlannedRequest, void> {
  let number = 0;
  for await (const request of requests) {
    number += 1;
    yield toWrite(request, number, options);
  }
}

function toWrite(request: BatchWrite, number: number, options: WriteBatchOptions): PlannedRequest {
  const item = itemOf(toBatchWrite('batchWrite', request, number));
  const { entity, operation } = request;
  checkUnique(entity, options);
  const write = operation === 'PutItem' ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: item } };
  return { of: entity, identity: identityOf(entity, item), item, write, request };
}

/**
 * Checks one of the requests of a batch.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is no put or delete, or has a condition.
 */
export function toBatchWrite(call: string, request: unknown, number: number): BatchWrite & Part {
  // A part with these operations.
  const part = toPart(call, request, { methods, number }) as BatchWrite & Part;
  if (part.input.ConditionExpression === undefined) return part;
  const name = nameOfItem(part.entity, itemOf(part));
  throw new DynarepoError('BAD_INPUT', `${call} cannot check the condition on ${name}: ${conditionHint(part)}`);
}

function conditionHint({ entity, operation }: BatchWrite): string {
  // The delete of a union checks the tag of the item.
  const isOwn = entity.readOnly.length > 0 || (entity.members !== undefined && operation === 'DeleteItem');
  if (isOwn) return 'use writeMany, which does not check read-only attributes and tags';
  return `leave the condition out, and pass { ignoreVersion: true } to requests.${methods[operation]}`;
}
