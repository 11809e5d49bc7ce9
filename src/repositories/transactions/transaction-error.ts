import { nameOfItem } from '../../domain/entity/item-name.ts';
import {
  type CancellationReason,
  ConflictError,
  type DynarepoError,
  ServiceError,
  TableNotFoundError,
  TransactionError,
  type TransactionReason,
} from '../../domain/errors.ts';
import { keyOfItem } from '../requests/primary-key.ts';
import type { ErrorTranslation } from '../requests/request.ts';
import { type HolderAction, takenError } from './holder-actions.ts';
import { itemOf, type Part } from './part.ts';

/** The requests of a transaction, and what belongs to them. */
export interface TransactionParts {
  /** The requests as passed. */
  readonly requests: readonly Part[];
  /** The requests as sent. */
  readonly completed: readonly Part[];
  /** The actions on unique values, which follow the requests. */
  readonly holders: readonly HolderAction[];
  /** The time, by which an expired item is recognised. Default: none is. */
  readonly now?: (() => Date) | undefined;
}

/** Returns the error translation of a transaction: a cancellation becomes a `TransactionError` with the reason of each request. */
export function transactionErrorTranslation({ requests, completed, holders, now }: TransactionParts): ErrorTranslation {
  return (error) => {
    if (error.name === 'ResourceNotFoundException') {
      const tables = new Set(requests.map(({ entity }) => entity.table));
      return new TableNotFoundError([...tables].join(' or '), { cause: error });
    }
    const { cancellationReasons } = error;
    if (cancellationReasons === undefined) return error;
    const reasons = requests.map((request, index) => {
      const own = cancellationReasons[index] ?? {};
      const sent = completed[index] ?? request;
      if (isCause(own)) return reasonOf(request, own, errorAlone(sent, own, error));
      const failed = holders.findIndex(
        (holder, at) => holder.index === index && isCause(cancellationReasons[requests.length + at]),
      );
      const [holder, reason = own] = [holders[failed], cancellationReasons[requests.length + failed]];
      if (holder === undefined) return reasonOf(request, own, undefined);
      const isTaken = reason.Code === 'ConditionalCheckFailed';
      return reasonOf(
        request,
        reason,
        isTaken ? takenError(holder, reason, { cause: error, now }) : errorAlone(sent, reason, error),
      );
    });
    return new TransactionError(`the transaction was cancelled: ${messageOf(reasons)}`, reasons, { cause: error });
  };
}

function isCause({ Code = 'None' }: CancellationReason = {}): boolean {
  return Code !== 'None';
}

/** Returns the error that a request alone would have had. */
function errorAlone(
  { translateError }: Part,
  { Code = '', Message = '', Item: item }: CancellationReason,
  cause: ServiceError,
): DynarepoError {
  // The client request token prevents a conflict with an earlier attempt of the same call.
  return translateError(new ServiceError(`${Code.replace(/Error$/, '')}Exception`, Message, { item, cause }), false);
}

function reasonOf(
  request: Part,
  { Code: code = 'None', Item: item }: CancellationReason,
  error: DynarepoError | undefined,
): TransactionReason<Part> {
  const unmet = error instanceof ConflictError ? error.unmet : [];
  const key = keyOfItem(request.entity, itemOf(request));
  return { request, entity: request.entity.name, key, code, error, unmet, item };
}

function messageOf(reasons: readonly TransactionReason<Part>[]): string {
  const messages = reasons.flatMap(({ request, error }) => {
    if (error === undefined) return [];
    // The messages of DynamoDB itself do not name the item.
    return error instanceof ServiceError
      ? `${nameOfItem(request.entity, itemOf(request))}: ${error.message}`
      : error.message;
  });
  return messages.join('; ');
}
