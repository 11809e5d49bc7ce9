import { parseTableArn } from '../../../domain/arn.ts';
import { type Account, type AccountTable, tableOf } from '../account/account.ts';
import type { AccountSettings } from '../request-environment.ts';
import { arnErrors, tableErrors } from '../wording/table-errors.ts';

/**
 * Checks that an ARN can have tags: only tables of this account and Region can. A table that a snapshot brought from
 * another Region keeps its ARN, which is accepted.
 *
 * Control plane §2, api §1.2. Inferred: the order of the checks, that a stream or another partition is rejected like
 * another Region, and that a table's name in an ARN has at least 3 characters.
 *
 * @throws ServiceError - ValidationException or AccessDeniedException.
 */
export function checkTableArn(account: Account, arn: string, { region, accountId }: AccountSettings): void {
  if (!arn.startsWith('arn:')) throw arnErrors.notAnArn(arn);
  const parsed = parseTableArn(arn);
  const kind = parsed?.part?.kind;
  if (parsed === undefined || (kind !== undefined && kind !== 'index' && kind !== 'stream')) {
    throw arnErrors.otherResource(arn);
  }
  if (kind === 'index') throw arnErrors.notTableOrStream(arn);
  if (tableOf(account, parsed.table)?.details.arn === arn) return;
  if (parsed.accountId !== accountId) throw arnErrors.otherAccount();
  const isOfRegion = parsed.partition === 'aws' && parsed.region === region;
  if (!isOfRegion || kind === 'stream' || parsed.table.length < 3) throw arnErrors.notTableOfRegion(arn);
}

/**
 * Returns the table that an ARN with tags names.
 *
 * @throws ServiceError - ResourceNotFoundException: it does not exist or is being created.
 */
export function taggedTable(account: Account, arn: string): AccountTable {
  const table = tableOf(account, parseTableArn(arn)?.table ?? '');
  if (table?.details.arn !== arn) throw arnErrors.notFound(arn);
  // Control plane §4, where it is a table that is being restored.
  if (table.details.status === 'CREATING') throw tableErrors.noSuchTable(table.schema.name);
  return table;
}
