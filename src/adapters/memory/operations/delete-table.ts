import type { AccountTable } from '../account/account.ts';
import type { Operation } from '../operation.ts';
import { isStreamChanging } from '../streams/find-stream.ts';
import { namedTable } from '../tables/find-table.ts';
import { deletedTableDescription } from '../tables/table-description.ts';
import { withStatus, withTableBeingDeleted } from '../tables/table-life.ts';
import { areTagsChanging } from '../tables/tag-change.ts';
import { streamSettingErrors } from '../wording/stream-errors.ts';
import { tableErrors } from '../wording/table-errors.ts';
import { inUseErrors } from '../wording/table-update-errors.ts';

/**
 * Deletes a table and its items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export const deleteTable: Operation<'DeleteTable'> = (account, { TableName = '' }, { nowMs, settings }) => {
  // Pass 1 (behaviour §11): the table exists.
  const table = namedTable(account, TableName);
  const { status, deletionProtection } = table.details;
  const outputFor = (each: AccountTable) => ({
    TableDescription: deletedTableDescription(each, { nowMs, ...settings }),
  });
  if (status === 'DELETING') return { account, output: outputFor(table) };
  // Pass 2 (behaviour §11, §22; api §1.2): the status of the table and of its stream; protection; tags (control plane §1).
  if (status === 'CREATING') throw tableErrors.isBeingCreated(table.schema.name);
  if (isStreamChanging(account, table)) throw streamSettingErrors.isChangingAtDeletion();
  checkIsNotUpdated(table);
  if (deletionProtection) throw tableErrors.isProtected();
  if (areTagsChanging(table.details, nowMs)) throw tableErrors.tagsAreChanging(table.schema.name);
  const deleting = withStatus(table, 'DELETING');
  return {
    account: withTableBeingDeleted(account, deleting, { nowMs, tableDelayMs: settings.tableDelayMs }),
    output: outputFor(deleting),
  };
};

/** The texts are recorded (api §1.2); inferred: that deletion waits for a new index until it is ACTIVE. */
function checkIsNotUpdated({ schema, details, indexes }: AccountTable): void {
  if (indexes.some(({ status }) => status !== 'ACTIVE')) throw inUseErrors.indexes();
  if (details.status === 'UPDATING') throw inUseErrors.beingUpdated(schema.name);
}
