import { type CancellationReason, ServiceError } from '../../../domain/errors.ts';
import { validationError } from './validation-errors.ts';

/** The texts that the service reports for transactions. */

/** TransactWriteItems: an element has no action. */
export const noAction = (): ServiceError =>
  validationError('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');

/** TransactWriteItems: an element has more than one action. */
export const severalActions = (): ServiceError =>
  validationError('TransactItems can only contain one of Check, Put, Update or Delete');

/** Two actions have the same target. */
export const repeatedTarget = (): ServiceError =>
  validationError('Transaction request cannot include multiple operations on one item');

/** The actions of a TransactWriteItems have more than 4 MB. Observed: DynamoDB Local 3.3.1, 2026-11-30. */
export const payloadTooLarge = (bytes: number): ServiceError =>
  validationError(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);

/** The items of a TransactGetItems have more than 4 MB. Observed: DynamoDB Local 3.3.1, 2026-11-30, as an error of its own. */
export const itemsTooLarge = (bytes: number): ServiceError =>
  validationError(`Payload in response is too large.${bytes}`);

/** A transaction is cancelled, for these reasons in the order of its actions. */
export const transactionCancelled = (cancellationReasons: readonly CancellationReason[]): ServiceError =>
  new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${cancellationReasons.map(({ Code }) => Code).join(', ')}]`,
    { cancellationReasons },
  );

/** Another transaction uses the item. Behaviour §14 has the text from general knowledge. */
export const transactionConflict = (): ServiceError =>
  new ServiceError('TransactionConflictException', 'Transaction is ongoing for the item');

/** The token was used with other actions. The text is inferred: that of the API reference. */
export const parameterMismatch = (): ServiceError =>
  new ServiceError(
    'IdempotentParameterMismatchException',
    'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
  );

/** A transaction with the same token is being executed. The text is inferred: that of the API reference. */
export const transactionInProgress = (): ServiceError =>
  new ServiceError(
    'TransactionInProgressException',
    'The transaction with the given request token is already in progress.',
  );
