import { type Account, type AccountTable, tableOfEvent, withTable } from '../../account/account.ts';
import type { EncryptionUpdated } from '../../account/account-event.ts';
import { scheduleAfter } from '../../account/schedule.ts';
import { withEncryptionChange } from '../settings/encryption.ts';
import type { StatusTiming } from '../table-life.ts';
import { changeMs } from '../table-pace.ts';
import type { StartedUpdate } from './update-life.ts';

/**
 * Starts to change the encryption of a table, which stays ACTIVE.
 *
 * @param key - the ARN of the new key; `undefined` for the key that AWS owns.
 * @throws ServiceError - ValidationException, or LimitExceededException.
 */
export function startEncryptionUpdate(
  account: Account,
  table: AccountTable,
  key: string | undefined,
  { nowMs, tableDelayMs }: StatusTiming,
): StartedUpdate {
  const changing = { ...table, details: withEncryptionChange(table.details, key, nowMs) };
  const event: EncryptionUpdated = {
    kind: 'encryption updated',
    tableName: table.schema.name,
    tableId: table.details.id,
  };
  const after = scheduleAfter(withTable(account, changing), event, {
    nowMs,
    delayMs: changeMs('encryption', tableDelayMs),
    handle: finishEncryptionUpdate,
  });
  return { account: after, table: changing };
}

/** Handles the end of a change of encryption: the table has its new key. */
export function finishEncryptionUpdate(account: Account, event: EncryptionUpdated): Account {
  const table = tableOfEvent(account, event);
  const change = table?.details.encryption?.change;
  if (table === undefined || change === undefined) return account;
  const encryption = { keyArn: change.keyArn, change: undefined };
  return withTable(account, { ...table, details: { ...table.details, encryption } });
}
