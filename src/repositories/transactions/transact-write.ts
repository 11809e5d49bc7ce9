import type { DynamoDb } from '../../domain/dynamodb.ts';
import { systemRandom } from '../../domain/environment.ts';
import { checkOptions } from '../../domain/options.ts';
import { send, toConnection } from '../connection.ts';
import type { CheckRequest, TransactAction } from '../requests/check.ts';
import type { Request, Transactable } from '../requests/request.ts';
import { checkCount, checkParts } from './part.ts';
import { transactionErrorTranslation } from './transaction-error.ts';
import { type TransactWriteOptions, transactWriteOptionNames } from './transaction-options.ts';

/** A request that `transactWrite` takes: `create`, `put`, `save`, `update`, `delete` or `check` of a repository's `requests`. */
export type TransactWrite<Transacted = unknown> = Transactable<Transacted> &
  (
    | Request<'PutItem', unknown>
    | Request<'UpdateItem', unknown>
    | Request<'DeleteItem', unknown>
    | Omit<CheckRequest, 'transacted'>
  );

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
 * @throws DynarepoError - `BAD_INPUT`: there are more than 100 actions, or two requests for the same item.
 * @throws TransactionError - a condition was not met, or another write to one of the items was still in progress at the
 * deadline for retries; `reasons` has one entry for each request.
 */
export async function transactWrite<Results extends readonly unknown[]>(
  db: DynamoDb,
  requests: readonly [...{ [I in keyof Results]: TransactWrite<Results[I]> }],
  options: TransactWriteOptions = {},
): Promise<Results> {
  checkOptions('transactWrite', options, transactWriteOptionNames);
  const connection = toConnection(db, options, 'transactWrite');
  const request = transactWriteRequest(requests, options.token ?? newToken());
  const results = requests.length === 0 ? [] : await send(connection, request, options);
  return results as unknown as Results; // one result of each request, in their order
}

const actionNames = {
  PutItem: 'Put',
  UpdateItem: 'Update',
  DeleteItem: 'Delete',
  ConditionCheck: 'ConditionCheck',
} as const;

const methods = { PutItem: 'create, put', UpdateItem: 'save, update', DeleteItem: 'delete', ConditionCheck: 'check' };

function transactWriteRequest(
  requests: readonly TransactWrite[],
  token: string,
): Request<'TransactWriteItems', unknown[]> {
  checkParts('transactWrite', requests, methods);
  checkCount('transactWrite', requests.length);
  return {
    operation: 'TransactWriteItems',
    input: { TransactItems: requests.map(toAction), ClientRequestToken: token },
    decode: () => requests.map(({ transacted }) => transacted()),
    translateError: transactionErrorTranslation(requests),
  };
}

function toAction({ operation, input }: TransactWrite): TransactAction {
  const { ReturnValues, ...members }: typeof input & { readonly ReturnValues?: unknown } = input;
  return { [actionNames[operation]]: members } as TransactAction; // the members of the operation's input, by its name
}

/** Returns a random token of 32 characters. */
function newToken(): string {
  const digits = () =>
    Math.floor(systemRandom() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return [digits(), digits(), digits(), digits()].join('');
}
