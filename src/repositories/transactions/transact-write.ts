import type { DynamoDb } from '../../domain/dynamodb.ts';
import { checkOptions } from '../../domain/options.ts';
import { type Connection, send, toConnection } from '../connection.ts';
import type { TransactWrite } from '../requests/check.ts';
import { type Attempts, type CompleteWrites, executeWrites } from './execute-writes.ts';
import { checkParts } from './part.ts';
import {
  type CommitOptions,
  commitOptionNames,
  type TransactWriteOptions,
  transactionOptionNames,
} from './transaction-options.ts';
import { transactWriteRequest } from './transaction-request.ts';

/**
 * Executes up to 100 writes and checks of any repositories, all or none of them. Consumes twice the capacity of single writes.
 *
 * ```ts
 * const [order] = await transactWrite(db, [
 *   orders.requests.create({ id: 'o1', sku: 'A-1' }),
 *   stock.requests.update({ sku: 'A-1' }, (s) => [s.left.add(-1)], { condition: (s) => s.left.gte(1) }),
 * ]);
 * ```
 *
 * @returns the results in the order of the requests: the entity as stored for `create`, `put` and, if it is known, `save`;
 * `undefined` for the others, as DynamoDB returns no items.
 * @throws DynarepoError - `BAD_INPUT`: there are more than 100 actions or 4 MB, or two requests for the same item.
 * @throws TransactionError - a condition was not met, or another write to one of the items was still in progress at the
 * deadline for retries; `reasons` has one entry for each request.
 */
export async function transactWrite<Results extends readonly unknown[]>(
  db: DynamoDb,
  requests: readonly [...{ [I in keyof Results]: TransactWrite<Results[I]> }],
  options: TransactWriteOptions = {},
): Promise<Results> {
  checkOptions('transactWrite', options, { ...transactionOptionNames, ...commitOptionNames });
  const results = await writeTogether(toConnection(db, options, 'transactWrite'), requests, options);
  return results as unknown as Results; // one result of each request, in their order
}

/** Executes requests as one transaction: see {@link transactWrite}. */
export async function writeTogether(
  connection: Connection,
  requests: readonly TransactWrite[],
  options: CommitOptions & { readonly attempts?: Attempts | undefined },
): Promise<readonly unknown[]> {
  checkParts('transactWrite', requests, methods);
  if (requests.length === 0) return [];
  const run = ({ completed, holders, now }: CompleteWrites) =>
    send(connection, transactWriteRequest({ requests, completed, holders, now, token: options.token }), options);
  return await executeWrites(connection, requests, run, options);
}

const methods = { PutItem: 'create, put', UpdateItem: 'save, update', DeleteItem: 'delete', ConditionCheck: 'check' };
