import type { Table } from '../domain/entity/table.ts';
import { ServiceError, TableMismatchError } from '../domain/errors.ts';
import type { CallOptions } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { describeTimeToLiveRequest, enableTimeToLiveRequest } from './requests/table-requests.ts';

/**
 * Turns the time to live of a table on if its definition has one and it is off.
 *
 * @throws TableMismatchError - it is on for another attribute.
 */
export async function ensureTimeToLive(connection: Connection, table: Table, options: CallOptions): Promise<void> {
  if (table.timeToLive === undefined || (await isOn(connection, table, options))) return;
  try {
    await send(connection, enableTimeToLiveRequest(table.name, table.timeToLive), options);
  } catch (error) {
    // Another client or an earlier attempt has already turned it on.
    if (!(error instanceof ServiceError) || !(await isOn(connection, table, options))) throw error;
  }
}

async function isOn(connection: Connection, { name, timeToLive }: Table, options: CallOptions): Promise<boolean> {
  const { TimeToLiveStatus: status, AttributeName: attribute } =
    (await send(connection, describeTimeToLiveRequest(name), options)) ?? {};
  if (status !== 'ENABLED' && status !== 'ENABLING') return false;
  if (attribute === timeToLive) return true;
  throw new TableMismatchError(name, [`found time to live attribute ${attribute}, expected ${timeToLive}`]);
}
