import type { Account, AccountTable } from '../../account/account.ts';
import type { Sharding } from '../../account/stream.ts';
import { withNewStream, withStreamDisabling } from '../../streams/stream-life.ts';
import type { StreamRequest } from '../../streams/stream-specification.ts';
import { streamSettingErrors } from '../../wording/stream-errors.ts';
import type { StatusTiming } from '../table-life.ts';
import { type StartedUpdate, startUpdate } from './update-life.ts';

/** When a stream is enabled or disabled, and how a new one is divided. */
export interface StreamTiming extends StatusTiming {
  readonly streams: Sharding;
}

/**
 * Starts to enable a new stream for an ACTIVE table, or to disable the one that it has.
 *
 * @throws ServiceError - ValidationException: the table has an enabled stream already, or none to disable.
 */
export function startStreamUpdate(
  account: Account,
  table: AccountTable,
  requested: StreamRequest,
  { streams, ...timing }: StreamTiming,
): StartedUpdate {
  const { schema, details } = table;
  const isEnabled = details.stream?.isEnabled === true;
  if (requested.kind === 'disable') {
    if (!isEnabled) throw streamSettingErrors.notEnabled(schema.name);
    const disabling = withStreamDisabling(account, table);
    return startUpdate(disabling.account, disabling.table, { kind: 'stream', operation: 'DISABLE' }, timing);
  }
  if (isEnabled) throw streamSettingErrors.alreadyEnabled(schema.name);
  const created = withNewStream(account, table, {
    viewType: requested.viewType,
    sharding: streams,
    nowMs: timing.nowMs,
  });
  return startUpdate(created.account, created.table, { kind: 'stream', operation: 'ENABLE' }, timing);
}
