import type { DynamoDb } from '../../domain/dynamodb.ts';
import { checkOptions } from '../../domain/options.ts';
import { send, toConnection } from '../connection.ts';
import type { GetRequest } from '../requests/get.ts';
import type { Request } from '../requests/request.ts';
import { checkParts } from './part.ts';
import { transactionErrorTranslation } from './transaction-error.ts';
import { type TransactionOptions, transactionOptionNames } from './transaction-options.ts';

/**
 * Reads up to 100 items of any repositories as they are at one moment, and returns the results in the order of the requests;
 * `undefined` for an item that does not exist. Consumes twice the capacity of consistent reads.
 *
 * ```ts
 * const [jane, order] = await transactGet(db, [users.requests.get({ id: 'u1' }), orders.requests.get({ id: 'o1' })]);
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: there are more than 100 requests, or two for the same item.
 * @throws TransactionError - another write to one of the items was still in progress at the deadline for retries.
 */
export async function transactGet<Results extends readonly unknown[]>(
  db: DynamoDb,
  requests: readonly [...{ [I in keyof Results]: GetRequest<Results[I]> }],
  options: TransactionOptions = {},
): Promise<Results> {
  checkOptions('transactGet', options, transactionOptionNames);
  const connection = toConnection(db, options, 'transactGet');
  checkParts('transactGet', requests, { GetItem: 'get' });
  const results = requests.length === 0 ? [] : await send(connection, transactGetRequest(requests), options);
  return results as unknown as Results; // one result of each request, in their order
}

function transactGetRequest(requests: readonly GetRequest<unknown>[]): Request<'TransactGetItems', unknown[]> {
  return {
    operation: 'TransactGetItems',
    entities: requests.map(({ entity }) => entity),
    // Transactions always read consistently.
    input: { TransactItems: requests.map(({ input: { ConsistentRead, ...input } }) => ({ Get: input })) },
    decode: ({ Responses = [] }) => requests.map(({ decode }, index) => decode({ Item: Responses[index]?.Item })),
    translateError: transactionErrorTranslation({ requests, completed: requests, holders: [] }),
  };
}
