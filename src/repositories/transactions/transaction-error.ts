import { nameOfItem } from '../../domain/entity/item-name.ts';
import {
  type CancellationReason,
  ConflictError,
  ServiceError,
  TableNotFoundError,
  TransactionError,
  type TransactionReason,
} from '../../domain/errors.ts';
import { keyOfItem } from '../requests/primary-key.ts';
import type { ErrorTranslation } from '../requests/request.ts';
import { itemOf, type Part } from './part.ts';

/** Returns the error translation of a transaction: a cancellation becomes a `TransactionError` with the reason of each request. */
export function transactionErrorTranslation(parts: readonly Part[]): ErrorTranslation {
  return (error) => {
    if (error.name === 'ResourceNotFoundException') {
      const tables = new Set(parts.map(({ entity }) => entity.table));
      return new TableNotFoundError([...tables].join(' or '), { cause: error });
    }
    const { cancellationReasons } = error;
    if (cancellationReasons === undefined) return error;
    const reasons = parts.map((part, index) => reasonOf(part, cancellationReasons[index] ?? {}, error));
    const messages = reasons.flatMap(({ request, error: cause }) => {
      if (cause === undefined) return [];
      // The messages of DynamoDB itself do not name the item.
      return cause instanceof ServiceError
        ? `${nameOfItem(request.entity, itemOf(request))}: ${cause.message}`
        : cause.message;
    });
    return new TransactionError(`the transaction was cancelled: ${messages.join('; ')}`, reasons, { cause: error });
  };
}

function reasonOf(
  request: Part,
  { Code: code = 'None', Message: message = '', Item: item }: CancellationReason,
  cause: ServiceError,
): TransactionReason<Part> {
  const alone = () => new ServiceError(`${code.replace(/Error$/, '')}Exception`, message, { item, cause });
  // The client request token prevents a conflict with an earlier attempt of the same call.
  const error = code === 'None' ? undefined : request.translateError(alone(), false);
  const unmet = error instanceof ConflictError ? error.unmet : [];
  return {
    request,
    entity: request.entity.name,
    key: keyOfItem(request.entity, itemOf(request)),
    code,
    error,
    unmet,
    item,
  };
}
