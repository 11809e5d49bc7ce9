import { toTableArn } from '../../../domain/arn.ts';
import type { Input } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { withIncremented } from '../account/account.ts';
import { plainDetails, type TableDetails } from '../account/table-details.ts';
import type { Operation } from '../operation.ts';
import { emptyTable } from '../storage/table.ts';
import { withNewStream } from '../streams/stream-life.ts';
import { parseStreamSpecification } from '../streams/stream-specification.ts';
import { checkNameIsFree } from '../tables/find-table.ts';
import { parseEncryption } from '../tables/settings/encryption.ts';
import { parseTableDefinition } from '../tables/table-definition.ts';
import { newTableDescription } from '../tables/table-description.ts';
import { withTableBeingCreated } from '../tables/table-life.ts';
import { parseTags } from '../tables/tags.ts';
import { checkCapacityQuotas } from '../tables/throughput/capacity-quotas.ts';

/**
 * Creates a table.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation<'CreateTable'> = (account, input, { nowMs, settings }) => {
  checkIsImplemented(input);
  // Pass 1 (api §1.2, behaviour §17, §22): billing; key; local indexes; global indexes; attribute definitions. Inferred: stream,
  // encryption and tags come last.
  const { schema, ...definition } = parseTableDefinition(input);
  const stream = parseStreamSpecification('CreateTable', input.StreamSpecification);
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
  };
  const plain = { account: counted, table: emptyTable(schema, details, 'CREATING') };
  const { account: after, table } =
    stream?.kind === 'enable'
      ? withNewStream(plain.account, plain.table, { viewType: stream.viewType, sharding: settings.streams, nowMs })
      : plain;
  return {
    account: withTableBeingCreated(after, table, { nowMs, tableDelayMs: settings.tableDelayMs }),
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

/** Throws for members that are not implemented. */
function checkIsImplemented(input: Input<'CreateTable'>): void {
  for (const member of notImplemented) {
    if (input[member] !== undefined) throw new NotImplementedError(`CreateTable with ${member}`);
  }
}
