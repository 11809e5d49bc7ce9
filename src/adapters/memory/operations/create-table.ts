import { toTableArn } from '../../../domain/arn.ts';
import type { Input } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { withIncremented } from '../account/account.ts';
import { plainDetails, type TableDetails } from '../account/table-details.ts';
import type { Operation } from '../operation.ts';
import { emptyTable } from '../storage/table.ts';
import { checkNameIsFree } from '../tables/find-table.ts';
import { parseEncryption } from '../tables/settings/encryption.ts';
import { parseTableDefinition } from '../tables/table-definition.ts';
import { newTableDescription } from '../tables/table-description.ts';
import { withTableBeingCreated } from '../tables/table-life.ts';
import { parseTags } from '../tables/tags.ts';
import { checkCapacityQuotas } from '../tables/throughput/capacity-quotas.ts';
import { tableErrors } from '../wording/table-errors.ts';

/**
 * Creates a table.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation<'CreateTable'> = (account, input, { nowMs, settings }) => {
  checkIsImplemented(input);
  // Pass 1 (api §1.2, behaviour §17, §22): billing; key; local indexes; global indexes; attribute definitions. Inferred: encryption
  // and tags come last.
  const { schema, ...definition } = parseTableDefinition(input);
  const keyArn = parseEncryption(input.SSESpecification ?? {}, settings);
  const tags = parseTags(input.Tags);
  // Pass 2 (behaviour §11): no table has the name. Inferred: quotas come last.
  checkNameIsFree(account, schema.name);
  checkCapacityQuotas(account, { before: undefined, after: definition.billing, region: settings.region });
  const counted = withIncremented(account, 'tablesCreated');
  const details: TableDetails = {
    ...plainDetails,
    ...definition,
    status: 'CREATING',
    id: tableId(counted.counters.tablesCreated),
    arn: toTableArn(settings, schema.name),
    createdAtMs: nowMs,
    tableClass: input.TableClass,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    encryption: keyArn === undefined ? undefined : { keyArn, change: undefined },
    tags,
    tagChange: undefined,
    timeToLive: undefined,
  };
  const table = emptyTable(schema, details, 'CREATING');
  return {
    account: withTableBeingCreated(counted, table, { nowMs, tableDelayMs: settings.tableDelayMs }),
    output: { TableDescription: newTableDescription(table, { nowMs, ...settings }) },
  };
};

/** Returns a UUID for table number `number` of an account. */
function tableId(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

const notImplemented = [
  'ResourcePolicy',
  'GlobalTableSourceArn',
  'GlobalTableSettingsReplicationMode',
  'VectorIndexes',
] as const satisfies readonly (keyof Input<'CreateTable'>)[];

/** Throws for members that are not implemented; a disabled stream is what every table has. */
function checkIsImplemented(input: Input<'CreateTable'>): void {
  const { StreamSpecification: stream } = input;
  for (const member of notImplemented) {
    if (input[member] !== undefined) throw new NotImplementedError(`CreateTable with ${member}`);
  }
  if (stream?.StreamEnabled) throw new NotImplementedError('CreateTable with StreamSpecification');
  if (stream?.StreamViewType !== undefined) throw tableErrors.viewTypeWithoutStream();
}
