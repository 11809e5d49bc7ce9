import type { Output } from '../../../domain/dynamodb.ts';
import { transactionLimitBytes } from '../../../domain/limits.ts';
import type { Account } from '../account/account.ts';
import { type CapacityMode, reportsCapacity } from '../capacity/charge.ts';
import type { Operation } from '../operation.ts';
import type { Simulation } from '../request-environment.ts';
import { availableTable } from '../tables/find-table.ts';
import { forAllActions } from '../transactions/cancellation.ts';
import { chargeTables, costOfReads } from '../transactions/charge-tables.ts';
import { checkDistinct } from '../transactions/distinct-targets.ts';
import { namesAndSetsFirst } from '../transactions/names-and-sets-first.ts';
import { actionIn, type ParsedAction, parseAction } from '../transactions/parse-action.ts';
import { planAction } from '../transactions/plan-action.ts';
import { executedBefore, fingerprintOf, rememberTransaction } from '../transactions/tokens.ts';
import { actionCountViolation } from '../validation/members/action-count.ts';
import { isEmptyKeyError, isKeyPathError } from '../wording/key-errors.ts';
import { payloadTooLarge, transactionConflict, transactionInProgress } from '../wording/transaction-errors.ts';
import { commit } from '../writing/commit.ts';
import { metricsByTable, type TableWrite } from '../writing/item-collection-metrics.ts';
import { prepare } from '../writing/prepare.ts';
import type { TableChange } from '../writing/table-change.ts';

/**
 * Puts, updates, deletes and checks up to 100 items of one or more tables: all of them or, if one action fails, none.
 *
 * The older layer still validates transactions; its steps are those of behaviour §14. The passes of members make steps 1 to
 * 4, of which the third is the number of actions of each element.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactWriteItems: Operation<'TransactWriteItems'> = (account, input, environment) => {
  const { nowMs, settings, simulation } = environment;
  const { TransactItems = [], ClientRequestToken: token, ReturnConsumedCapacity: mode } = input;
  const miscounted = actionCountViolation(TransactItems);
  if (miscounted !== undefined) throw miscounted;
  // Steps 5 to 7: attribute names; sets; action by action values, sizes and expressions. Inferred: the total size comes last.
  const requested = TransactItems.map(actionIn);
  const actions = namesAndSetsFirst(requested, () =>
    requested.map((action) => parseAction(action, settings.wording.TransactWriteItems)),
  );
  checkPayload(actions);
  const output: Output<'TransactWriteItems'> = {};
  // Inferred: a repeated request is recognized before its tables are looked up.
  const tokened = token === undefined ? undefined : { token, fingerprint: fingerprintOf(actions) };
  if (tokened !== undefined) {
    if (simulation.isTokenInUse) throw transactionInProgress();
    const executed = executedBefore(account, tokened);
    if (executed !== undefined) {
      const capacities = chargeReplay(actions, executed.sizesBytes, { mode, simulation });
      if (reportsCapacity(mode)) output.ConsumedCapacity = capacities;
      return { account, output };
    }
  }
  const writes = prepareActions(account, actions, simulation);
  const capacities = chargeTables(writes, costOf, { mode, throughput: simulation.throughput });
  if (reportsCapacity(mode)) output.ConsumedCapacity = capacities;
  let after = writes.reduce((current, { change }) => commit(current, change, 'request', environment), account);
  if (tokened !== undefined) {
    after = rememberTransaction(after, tokened, { sizesBytes: writes.map(({ change }) => largerBytes(change)), nowMs });
  }
  if (input.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = metricsByTable(after, writes);
    if (Object.keys(metrics).length > 0) output.ItemCollectionMetrics = metrics;
  }
  return { account: after, output };
};

/** An action that can be executed. */
interface PreparedAction extends TableWrite {
  readonly change: TableChange;
}

/** Behaviour §14 and api §6: the limit is on the payload of the request. Inferred from DynamoDB Local: how it is measured. */
function checkPayload(actions: readonly ParsedAction[]): void {
  const bytes = actions.reduce((sum, { item, attributes }) => sum + item.sizeBytes + attributes.sizeBytes, 0);
  if (bytes > transactionLimitBytes) throw payloadTooLarge(bytes);
}

function prepareActions(
  account: Account,
  actions: readonly ParsedAction[],
  { conflictingActions = [] }: Simulation,
): PreparedAction[] {
  // Step 8: every table exists; no two actions have the same target.
  const located = actions.map((action) => ({ action, table: availableTable(account, action.tableName) }));
  checkDistinct(located.map(({ action, table }) => ({ schema: table.schema, keyAttributes: action.item.attributes })));
  // Step 9: keys and index keys; sizes with local indexes. Empty keys and paths into keys reject the request (behaviour §3;
  // inferred from DynamoDB Local: the paths).
  const planned = forAllActions(
    located,
    ({ action, table }) => ({ tableName: action.tableName, table, write: planAction(table.schema, action) }),
    (error) => isEmptyKeyError(error) || isKeyPathError(error),
  );
  // Step 10: conditions; updates of the stored items. Inferred: an item in another transaction is not read.
  return forAllActions(
    planned,
    ({ tableName, table, write }, index) => {
      if (conflictingActions.includes(index)) throw transactionConflict();
      return { tableName, write, change: prepare(table, write) };
    },
    isEmptyKeyError,
  );
}

function costOf(writes: readonly [PreparedAction, ...PreparedAction[]]) {
  const [{ change }] = writes;
  const changes = writes.map((write) => write.change);
  return { kind: 'item changes', schema: change.table.schema, changes, isTransactional: true } as const;
}

/** A replay reads the items instead of writing them (behaviour §15). */
function chargeReplay(
  actions: readonly ParsedAction[],
  sizesBytes: readonly number[],
  { mode, simulation }: { readonly mode: CapacityMode; readonly simulation: Simulation },
) {
  const reads = actions.map(({ tableName }, index) => ({ tableName, sizeBytes: sizesBytes[index] ?? 0 }));
  return chargeTables(reads, costOfReads, { mode, throughput: simulation.throughput });
}

function largerBytes({ previous, item }: TableChange): number {
  return Math.max(previous?.sizeBytes ?? 0, item?.sizeBytes ?? 0);
}
