import { NotImplementedError } from '../../../domain/errors.ts';
import { type Account, type AccountTable, withTable } from '../account/account.ts';
import type { Operation } from '../operation.ts';
import type { AccountSettings } from '../request-environment.ts';
import { namedTable } from '../tables/find-table.ts';
import { withDeletionProtection } from '../tables/settings/deletion-protection.ts';
import { withSwitchNoted } from '../tables/settings/on-demand-switch.ts';
import { withTableClassRequested } from '../tables/settings/table-class.ts';
import { tableDescription } from '../tables/table-description.ts';
import { changeMs } from '../tables/table-pace.ts';
import { checkCapacityQuotas } from '../tables/throughput/capacity-quotas.ts';
import { capacityUpdate } from '../tables/updates/capacity-update.ts';
import { checkStatus } from '../tables/updates/check-status.ts';
import { startEncryptionUpdate } from '../tables/updates/encryption-life.ts';
import { globalIndexNamed } from '../tables/updates/global-index.ts';
import { withIndexCreated } from '../tables/updates/index-creation.ts';
import { parseUpdate } from '../tables/updates/parse-update.ts';
import { withRemovedMaxima } from '../tables/updates/removed-maxima.ts';
import type { RequestedUpdate } from '../tables/updates/requested-update.ts';
import { startStreamUpdate } from '../tables/updates/stream-update.ts';
import { type StartedUpdate, startUpdate } from '../tables/updates/update-life.ts';

/**
 * Updates the settings of a table, or creates, updates or deletes a global secondary index.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable: Operation<'UpdateTable'> = (account, input, { nowMs, settings }) => {
  // Pass 1 (api §1.2, control-plane §1): members that are combined; index actions.
  const requested = parseUpdate(input, settings);
  // Pass 2 (api §1.2): the table exists.
  const table = namedTable(account, input.TableName ?? '');
  // Pass 3 (api §1.2): its status allows the update.
  checkStatus(table, requested);
  // Pass 4 (api §1.2, control-plane §1): the update fits the table and the quotas.
  const started = start(account, table, requested, { nowMs, ...settings });
  const description = tableDescription(started.table, { nowMs, ...settings });
  return { account: started.account, output: { TableDescription: withRemovedMaxima(description, requested) } };
};

function start(
  account: Account,
  table: AccountTable,
  requested: RequestedUpdate,
  settings: AccountSettings & { readonly nowMs: number },
): StartedUpdate {
  const { nowMs, region } = settings;
  switch (requested.kind) {
    case 'capacity': {
      const update = capacityUpdate(table, requested, nowMs);
      if (update === undefined) return { account, table };
      checkCapacityQuotas(account, { before: table.details.billing, after: update.billing, region });
      return startUpdate(account, withSwitchNoted(table, update, nowMs), update, settings);
    }
    case 'index creation': {
      const created = withIndexCreated(table, requested, { owner: account.owner, nowMs });
      checkCapacityQuotas(account, { before: table.details.billing, after: created.details.billing, region });
      const backfillMs = changeMs('index backfill', settings.tableDelayMs);
      const update = { kind: 'index creation', indexName: requested.schema.name, backfillMs } as const;
      return startUpdate(account, created, update, settings);
    }
    case 'stream':
      return startStreamUpdate(account, table, requested.stream, settings);
    case 'index deletion':
      globalIndexNamed(table, requested.indexName, 'delete');
      return startUpdate(account, table, requested, settings);
    case 'table class': {
      const { details, isChanged } = withTableClassRequested(table.details, requested.tableClass, nowMs);
      const noted = { ...table, details };
      return isChanged ? startUpdate(account, noted, requested, settings) : updatedAtOnce(account, noted);
    }
    case 'encryption':
      return startEncryptionUpdate(account, table, requested.key, settings);
    case 'deletion protection':
      return updatedAtOnce(account, withDeletionProtection(table, requested.isProtected, nowMs));
    case 'not implemented':
      throw new NotImplementedError(`UpdateTable with ${requested.member}`);
    default:
      return requested satisfies never;
  }
}

/** For settings that change without an UPDATING status. */
function updatedAtOnce(account: Account, table: AccountTable): StartedUpdate {
  return { account: withTable(account, table), table };
}
