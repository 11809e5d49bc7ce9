import type { Item, Output } from '../../domain/dynamodb.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { ItemNotFoundError, TransactionError } from '../../domain/errors.ts';
import type { CallOptions } from '../call-options.ts';
import { type Connection, send } from '../connection.ts';
import type { TransactWrite } from '../requests/check.ts';
import { keyOfItem } from '../requests/primary-key.ts';
import type { UniqueChanges, WriteRequest } from '../requests/request.ts';
import { type CompleteWrites, executeWrites } from './execute-writes.ts';
import { transactWriteRequest } from './transaction-request.ts';

type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/**
 * Sends a write; as a transaction if it changes unique values.
 *
 * @throws DynarepoError - the service's error, translated by the request.
 */
export function sendWrite<N extends WriteOperation, Result>(
  connection: Connection,
  request: WriteRequest<N, Result, unknown>,
  options: CallOptions = {},
): Promise<Result> {
  const { unique } = request;
  if (unique === undefined) return send(connection, request, options);
  return sendUnique(connection, { request, unique }, options);
}

async function sendUnique<N extends WriteOperation, Result>(
  connection: Connection,
  { request, unique }: { readonly request: WriteRequest<N, Result, unknown>; readonly unique: UniqueChanges },
  options: CallOptions,
): Promise<Result> {
  const requests = [request as unknown as TransactWrite]; // one of its three operations
  const run = async ({ completed, holders, before: [before], now }: CompleteWrites) => {
    const [write] = completed as unknown as readonly [WriteRequest<N, Result, unknown>]; // the same write
    if (holders.length === 0) return await send(connection, write, options);
    await send(connection, transactWriteRequest({ requests: completed, completed, holders, now }), options);
    return await resultOf(write, before, () => send(connection, unique.read, options));
  };
  try {
    return await executeWrites(connection, requests, run, options);
  } catch (error) {
    throw error instanceof TransactionError ? (error.reasons[0]?.error ?? error) : error;
  }
}

/**
 * Returns the result of a write that was sent as a transaction, whose output has no attributes.
 *
 * @throws ItemNotFoundError - another call has deleted the item before it could be read.
 */
async function resultOf<N extends WriteOperation, Result>(
  { entity, input, decode, transacted }: WriteRequest<N, Result, unknown>,
  before: Item | undefined,
  read: () => Promise<Item | undefined>,
): Promise<Result> {
  const { Key = {}, ReturnValues = 'NONE' }: { Key?: Item | undefined; ReturnValues?: string | undefined } = input;
  const known = ReturnValues === 'ALL_NEW' ? transacted() : undefined;
  if (known !== undefined) return known as Result; // the new item as well
  const isNew = ReturnValues.endsWith('_NEW');
  const Attributes = isNew ? await read() : before;
  if (isNew && Attributes === undefined) {
    const message = `${nameOfItem(entity, Key)} was deleted after this write`;
    throw new ItemNotFoundError(message, entity.name, keyOfItem(entity, Key));
  }
  return decode({ Attributes } as Output<N>); // all that decoders of writes read
}
