import type { Input } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { findTable } from '../account/find-table.ts';
import type { Operation } from '../operation.ts';
import { emptyTable } from '../storage/table.ts';
import { readTableDefinition } from '../tables/table-definition.ts';
import { tableDescription } from '../tables/table-description.ts';
import type { TableDetails } from '../tables/table-details.ts';
import { withTableChanging } from '../tables/table-status.ts';
import { tableErrors } from '../wording/tables.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable: Operation<'CreateTable'> = (database, input, environment) => {
  refuseWhatIsNotBuilt(input);
  const { schema, billing } = readTableDefinition(input);
  if (findTable(database, schema.name) !== undefined) throw tableErrors.exists(schema.name);
  const tablesCreated = database.tablesCreated + 1;
  const details: TableDetails = {
    status: 'CREATING',
    id: `00000000-0000-4000-8000-${tablesCreated.toString(16).padStart(12, '0')}`,
    arn: `arn:aws:dynamodb:${environment.region}:${environment.accountId}:table/${schema.name}`,
    createdAtMs: environment.nowMs,
    billing,
    tableClass: input.TableClass,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
  };
  const table = emptyTable(schema, details);
  return {
    database: withTableChanging({ ...database, tablesCreated }, table, environment),
    output: { TableDescription: tableDescription(table) },
  };
};

const notBuilt = [
  'Tags',
  'WarmThroughput',
  'OnDemandThroughput',
  'ResourcePolicy',
  'GlobalTableSourceArn',
  'GlobalTableSettingsReplicationMode',
  'VectorIndexes',
] as const satisfies readonly (keyof Input<'CreateTable'>)[];

const notBuiltOfIndexes = ['WarmThroughput', 'OnDemandThroughput'] as const;

/** Members that ask for what a table has anyway, such as a stream that is off, are no reason to refuse. */
function refuseWhatIsNotBuilt(input: Input<'CreateTable'>): void {
  const { StreamSpecification: stream, SSESpecification: encryption, GlobalSecondaryIndexes: indexes = [] } = input;
  for (const member of notBuilt) {
    if (isAskedFor(member, input[member])) throw new NotImplementedError(`CreateTable with ${member}`);
  }
  for (const member of notBuiltOfIndexes) {
    if (indexes.some((index) => isAskedFor(member, index[member]))) {
      throw new NotImplementedError(`CreateTable with ${member} of a global secondary index`);
    }
  }
  if (stream?.StreamEnabled) throw new NotImplementedError('CreateTable with StreamSpecification');
  if (stream?.StreamViewType !== undefined) throw tableErrors.viewTypeWithoutStream();
  if (encryption?.Enabled) throw new NotImplementedError('CreateTable with SSESpecification');
}

/** The service takes a limit of throughput that limits nothing for none. */
function isAskedFor(member: string, value: unknown): boolean {
  if (member === 'OnDemandThroughput' && isRecord(value)) return Object.keys(value).length > 0;
  return value !== undefined;
}
