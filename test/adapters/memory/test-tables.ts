import type { AccountTable } from '../../../src/adapters/memory/account/account.ts';
import { plainDetails, type TableDetails } from '../../../src/adapters/memory/account/table-details.ts';
import { type Environment, noFailures } from '../../../src/adapters/memory/request-environment.ts';
import { copyReadable } from '../../../src/adapters/memory/storage/flat-item.ts';
import { emptyTable, type TableSchema } from '../../../src/adapters/memory/storage/table.ts';
import { wordingProfiles } from '../../../src/adapters/memory/wording/wording-profile.ts';

/** The environment of a request at the first millisecond of 1970, with default settings. */
export const plainEnvironment: Environment = {
  nowMs: 0,
  settings: {
    region: 'us-east-1',
    accountId: '000000000000',
    tableDelayMs: 0,
    sweepDelayMs: 0,
    statistics: 'exact',
    streams: { shards: 1, splitAfterRecords: undefined },
    wording: wordingProfiles.current,
  },
  simulation: noFailures,
  copyItem: copyReadable,
};

/** Returns a table without items. Default schema: the partition key `id` (a number) and no indexes. */
export function tableNamed(
  name: string,
  status: TableDetails['status'] = 'ACTIVE',
  schema: Partial<TableSchema> = {},
): AccountTable {
  const key = { partition: ['id'], sort: [] };
  const details: TableDetails = {
    ...plainDetails,
    status,
    id: `id of ${name}`,
    arn: `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`,
    createdAtMs: 0,
    billing: { mode: 'PAY_PER_REQUEST', onDemandAtMs: undefined },
  };
  return emptyTable({ name, key, keyTypes: { id: 'N' }, indexes: [], ...schema }, details);
}
