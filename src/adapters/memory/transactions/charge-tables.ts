import { ServiceError } from '../../../domain/errors.ts';
import { type ChargeOptions, type ConsumedCapacity, charge, reportsCapacity } from '../capacity/charge.ts';
import type { Cost, ItemReads } from '../capacity/cost.ts';
import { forAllActions } from './cancellation.ts';

/** What is known of an action when its transaction is charged. */
interface ChargedAction {
  /** The name or ARN of the table, as in the request. */
  readonly tableName: string;
}

/**
 * Charges the actions of a transaction to their tables, and returns the consumed capacity of each table.
 *
 * @param costOf - returns the cost of the actions on one table.
 * @throws ServiceError - TransactionCanceledException: the throughput model throttles a table; its actions have the reason.
 */
export function chargeTables<Action extends ChargedAction>(
  actions: readonly Action[],
  costOf: (ofTable: readonly [Action, ...Action[]]) => Cost,
  { mode, throughput }: Omit<ChargeOptions, 'tableName'>,
): ConsumedCapacity[] {
  if (!reportsCapacity(mode) && throughput === undefined) return [];
  const byTable = new Map<string, [Action, ...Action[]]>();
  for (const action of actions) {
    const ofTable = byTable.get(action.tableName);
    if (ofTable === undefined) byTable.set(action.tableName, [action]);
    else ofTable.push(action);
  }
  const capacities: ConsumedCapacity[] = [];
  const throttled = new Map<string, ServiceError>();
  for (const [tableName, ofTable] of byTable) {
    try {
      capacities.push(charge(costOf(ofTable), { tableName, mode, throughput }) ?? {});
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throttled.set(tableName, error);
    }
  }
  forAllActions(actions, ({ tableName }) => {
    const error = throttled.get(tableName);
    if (error !== undefined) throw error;
  });
  return capacities;
}

/** Returns the cost of items that a transaction reads from one table; the size of a missing item is 0. */
export function costOfReads(reads: readonly { readonly sizeBytes: number }[]): ItemReads {
  const sizesBytes = reads.map(({ sizeBytes }) => sizeBytes);
  return { kind: 'item reads', sizesBytes, isConsistent: true, isTransactional: true };
}
