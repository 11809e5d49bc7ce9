import { type CancellationReason, ServiceError } from '../../../domain/errors.ts';
import { transactionCancelled } from '../wording/transaction-errors.ts';

/** The codes of cancellation reasons, by the name of the error that an action alone would have. */
const codes: ReadonlyMap<string, string> = new Map([
  ['ConditionalCheckFailedException', 'ConditionalCheckFailed'],
  ['ProvisionedThroughputExceededException', 'ProvisionedThroughputExceeded'],
  ['ThrottlingException', 'ThrottlingError'],
  ['TransactionConflictException', 'TransactionConflict'],
  ['ValidationException', 'ValidationError'],
]);

/**
 * Returns the results of a step of a transaction for all its actions. Every action is tried, so that the reasons of all
 * that fail are reported; but a ValidationError is reported alone.
 *
 * @param rejectsAll - whether an error rejects the request as a whole instead of cancelling the transaction.
 * @throws ServiceError - TransactionCanceledException with the reasons, or the first error for which `rejectsAll` is true.
 */
export function forAllActions<Action, Result>(
  actions: readonly Action[],
  step: (action: Action, index: number) => Result,
  rejectsAll: (error: ServiceError) => boolean = () => false,
): Result[] {
  const results: Result[] = [];
  const reasons = new Map<number, CancellationReason>();
  for (const [index, action] of actions.entries()) {
    try {
      results.push(step(action, index));
    } catch (error) {
      if (!(error instanceof ServiceError) || rejectsAll(error)) throw error;
      reasons.set(index, reasonOf(error));
    }
  }
  if (reasons.size === 0) return results;
  const invalid = [...reasons].find(([, { Code }]) => Code === 'ValidationError');
  const reported = invalid === undefined ? reasons : new Map([invalid]);
  throw transactionCancelled(actions.map((_, index) => reported.get(index) ?? { Code: 'None' }));
}

function reasonOf(error: ServiceError): CancellationReason {
  const Code = codes.get(error.name);
  if (Code === undefined) throw error;
  return { Code, Message: error.message, ...(error.item === undefined ? {} : { Item: error.item }) };
}
