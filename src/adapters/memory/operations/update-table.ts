import { NotImplementedError } from '../../../domain/errors.ts';
import type { Account, AccountTable } from '../account/account.ts';
import { withTable } from '../account/account.ts';
import type { Operation } from '../operation.ts';
import { namedTable } from '../tables/find-table.ts';
import { tableDescription } from '../tables/table-description.ts';
import { capacityUpdate } from '../tables/updates/capacity-update.ts';
import { checkStatus } from '../tables/updates/check-status.ts';
import { withDeletionProtection } from '../tables/updates/deletion-protection.ts';
import { parseUpdate } from '../tables/updates/parse-update.ts';
import type { RequestedUpdate } from '../tables/updates/requested-update.ts';
import { type StreamTiming, startStreamUpdate } from '../tables/updates/stream-update.ts';
import { type StartedUpdate, startUpdate } from '../tables/updates/update-life.ts';

/**
 * Updates the settings of a table, or creates, updates or deletes a global secondary index.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable: Operation<'UpdateTable'> = (account, input, { nowMs, settings }) => {
  // Pass 1 (api §1.2, control-plane §1): members that are combined; index actions.
  const requested = parseUpdate(input);
  // Pass 2 (api §1.2): the table exists.
  const table = namedTable(account, input.TableName ?? '');
  // Pass 3 (api §1.2): its status allows the update.
  checkStatus(table, requested);
  // Pass 4 (api §1.2, control-plane §1): the update fits the table.
  const started = applyUpdate(account, table, requested, { nowMs, ...settings });
  return {
    account: started.account,
    output: { TableDescription: tableDescription(started.table, { nowMs, ...settings }) },
  };
};

function applyUpdate(
  account: Account,
  table: AccountTable,
  requested: RequestedUpdate,
  timing: StreamTiming,
): StartedUpdate {
  switch (requested.kind) {
    case 'capacity': {
      const update = capacityUpdate(table, requested, timing.nowMs);
      return update === undefined ? { account, table } : startUpdate(account, table, update, timing);
    }
    case 'deletion protection': {
      const changed = withDeletionProtection(table, requested.isProtected, timing.nowMs);
      return { account: withTable(account, changed), table: changed };
    }
    case 'stream':
      return startStreamUpdate(account, table, requested.stream, timing);
    case 'index creation':
    case 'index deletion':
    case 'table class':
    case 'encryption':
      throw new NotImplementedError(`UpdateTable with ${requested.kind}`);
    case 'not implemented':
      throw new NotImplementedError(`UpdateTable with ${requested.member}`);
    default:
      return requested satisfies never;
  }
}
