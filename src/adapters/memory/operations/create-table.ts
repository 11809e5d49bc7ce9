import type { Input } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { withIncremented } from '../account/account.ts';
import { plainDetails, type TableDetails } from '../account/table-details.ts';
import type { Operation } from '../operation.ts';
import { emptyTable } from '../storage/table.ts';
import { withNewStream } from '../streams/stream-life.ts';
import { parseStreamSpecification } from '../streams/stream-specification.ts';
import { findTable } from '../tables/find-table.ts';
import { parseTableDefinition } from '../tables/table-definition.ts';
import { newTableDescription } from '../tables/table-description.ts';
import { withTableBeingCreated } from '../tables/table-life.ts';
import { parseTags } from '../tables/tags.ts';
import { tableErrors } from '../wording/table-errors.ts';

/**
 * Creates a table.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation<'CreateTable'> = (account, input, { nowMs, settings }) => {
  checkIsImplemented(input);
  // Pass 1 (api §1.2, behaviour §17, §22): billing; key; local indexes; global indexes; attribute definitions.
  // Inferred: stream and tags come last.
  const { schema, billing } = parseTableDefinition(input);
  const stream = parseStreamSpecification('CreateTable', input.StreamSpecification);
  const tags = parseTags(input.Tags);
  // Pass 2 (behaviour §11): no table has the name.
  if (findTable(account, schema.name) !== undefined) throw tableErrors.exists(schema.name);
  const counted = withIncremented(account, 'tablesCreated');
  const details: TableDetails = {
    ...plainDetails,
    status: 'CREATING',
    id: tableId(counted.counters.tablesCreated),
    arn: `arn:aws:dynamodb:${settings.region}:${settings.accountId}:table/${schema.name}`,
    createdAtMs: nowMs,
    billing,
    tableClass: input.TableClass,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
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
  'WarmThroughput',
  'OnDemandThroughput',
  'ResourcePolicy',
  'GlobalTableSourceArn',
  'GlobalTableSettingsReplicationMode',
  'VectorIndexes',
] as const satisfies readonly (keyof Input<'CreateTable'>)[];

const notImplementedForIndexes = ['WarmThroughput', 'OnDemandThroughput'] as const;

/**
 * Throws for members that are not implemented. Values that equal the default of every table, such as disabled
 * encryption, are accepted.
 */
function checkIsImplemented(input: Input<'CreateTable'>): void {
  const { SSESpecification: encryption, GlobalSecondaryIndexes: indexes = [] } = input;
  for (const member of notImplemented) {
    if (isRequested(member, input[member])) throw new NotImplementedError(`CreateTable with ${member}`);
  }
  for (const member of notImplementedForIndexes) {
    if (indexes.some((index) => isRequested(member, index[member]))) {
      throw new NotImplementedError(`CreateTable with ${member} of a global secondary index`);
    }
  }
  if (encryption?.Enabled) throw new NotImplementedError('CreateTable with SSESpecification');
}

/** An `OnDemandThroughput` without limits is the same as none. */
function isRequested(member: string, value: unknown): boolean {
  if (member === 'OnDemandThroughput' && isRecord(value)) return Object.keys(value).length > 0;
  return value !== undefined;
}
