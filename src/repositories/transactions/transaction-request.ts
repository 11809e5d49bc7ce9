import { systemRandom } from '../../domain/environment.ts';
import type { TransactAction, TransactWrite } from '../requests/check.ts';
import type { Request } from '../requests/request.ts';
import { checkCount, checkPayload } from './part.ts';
import { type TransactionParts, transactionErrorTranslation } from './transaction-error.ts';

/** The parts of a `TransactWriteItems` request. */
export interface TransactionPlan extends TransactionParts {
  readonly completed: readonly TransactWrite[];
  /** Default: a new one. */
  readonly token?: string | undefined;
}

const actionNames = {
  PutItem: 'Put',
  UpdateItem: 'Update',
  DeleteItem: 'Delete',
  ConditionCheck: 'ConditionCheck',
} as const;

/** Builds the request that executes requests and the actions on unique values that belong to them. */
export function transactWriteRequest(plan: TransactionPlan): Request<'TransactWriteItems', unknown[]> {
  const { completed, holders, token = newToken() } = plan;
  const actions = [...completed.map(toAction), ...holders.map(({ action }) => action)];
  checkCount('transactWrite', actions.length);
  checkPayload('transactWrite', completed);
  return {
    operation: 'TransactWriteItems',
    input: { TransactItems: actions, ClientRequestToken: token },
    entities: completed.map(({ entity }) => entity),
    decode: () => completed.map(({ transacted }) => transacted()),
    translateError: transactionErrorTranslation(plan),
  };
}

function toAction({ operation, input }: TransactWrite): TransactAction {
  const { ReturnValues, ...members }: typeof input & { readonly ReturnValues?: unknown } = input;
  return { [actionNames[operation]]: members } as TransactAction; // the members of the operation's input, by its name
}

/** Returns a random token of 32 characters. */
export function newToken(): string {
  const digits = () =>
    Math.floor(systemRandom() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return [digits(), digits(), digits(), digits()].join('');
}
