import type { TableDescription } from '../../../domain/dynamodb.ts';
import { toKeySchema } from '../../../domain/key-schema.ts';
import { compareStrings } from '../../../domain/values/order.ts';
import type { AccountTable } from '../account/account.ts';
import type { Capacity, TableDetails } from '../account/table-details.ts';
import type { IndexProjection } from '../storage/index-schema.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';

type LocalIndexDescription = NonNullable<TableDescription['LocalSecondaryIndexes']>[number];
type GlobalIndexDescription = NonNullable<TableDescription['GlobalSecondaryIndexes']>[number];

/** Returns the description of a table. Counts and sizes are exact; the service updates them about every six hours. */
export function tableDescription({ schema, details, items, indexes, sizeBytes }: AccountTable): TableDescription {
  const { billing, tableClass } = details;
  const localIndexes = indexes.filter((index) => index.schema.kind === 'local');
  const globalIndexes = indexes.filter((index) => index.schema.kind === 'global');
  const capacity = billing.mode === 'PROVISIONED' ? billing.capacity : undefined;
  return {
    AttributeDefinitions: Object.entries(schema.keyTypes)
      .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
      .toSorted((a, b) => compareStrings(a.AttributeName, b.AttributeName)),
    TableName: schema.name,
    KeySchema: toKeySchema(schema.key.partition, schema.key.sort),
    TableStatus: details.status,
    CreationDateTime: new Date(details.createdAtMs),
    ...throughputDescription(capacity),
    TableSizeBytes: sizeBytes,
    ItemCount: items.size,
    TableArn: details.arn,
    TableId: details.id,
    ...(billing.mode === 'PAY_PER_REQUEST' && {
      BillingModeSummary: {
        BillingMode: billing.mode,
        LastUpdateToPayPerRequestDateTime: new Date(details.createdAtMs),
      },
    }),
    ...(localIndexes.length > 0 && {
      LocalSecondaryIndexes: localIndexes.map((index) => indexDescription(index, details)),
    }),
    ...(globalIndexes.length > 0 && {
      GlobalSecondaryIndexes: globalIndexes.map((index) => globalDescription(index, details)),
    }),
    ...streamMembers(details),
    ...(tableClass !== undefined && { TableClassSummary: { TableClass: tableClass } }),
    DeletionProtectionEnabled: details.deletionProtection,
  };
}

/**
 * Returns the description of a table that CreateTable creates: as of any table, but without warm throughput and without the
 * time of its billing mode.
 *
 * Observed: on the service, October 2025 (behaviour §23).
 */
export function newTableDescription(table: AccountTable): TableDescription {
  const { BillingModeSummary, GlobalSecondaryIndexes, ...description } = tableDescription(table);
  return {
    ...withoutWarmThroughput(description),
    ...(BillingModeSummary && { BillingModeSummary: { BillingMode: BillingModeSummary.BillingMode } }),
    ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(withoutWarmThroughput) }),
  };
}

/**
 * Returns the description of a table that DeleteTable deletes: without its keys, indexes, settings and time of creation.
 *
 * Observed: on the service, October 2025 (behaviour §23).
 */
export function deletedTableDescription(table: AccountTable): TableDescription {
  const description = tableDescription(table);
  const { TableName, TableStatus, TableArn, TableId, TableSizeBytes, ItemCount, BillingModeSummary } = description;
  const { ProvisionedThroughput, DeletionProtectionEnabled } = description;
  return {
    TableName,
    TableStatus,
    ProvisionedThroughput,
    TableSizeBytes,
    ItemCount,
    TableArn,
    TableId,
    ...(BillingModeSummary && { BillingModeSummary }),
    DeletionProtectionEnabled,
  };
}

/** The ARN of the latest stream stays in the description when it is disabled. Observed: DynamoDB Local 3.3.1, 2026-11-30. */
function streamMembers({ stream }: TableDetails): Partial<TableDescription> {
  if (stream === undefined) return {};
  return {
    ...(stream.isEnabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.viewType } }),
    LatestStreamLabel: stream.label,
    LatestStreamArn: stream.arn,
  };
}

function withoutWarmThroughput<Description extends { WarmThroughput?: unknown }>(
  description: Description,
): Omit<Description, 'WarmThroughput'> {
  const { WarmThroughput, ...others } = description;
  return others;
}

function indexDescription(
  { schema, entries, sizeBytes }: SecondaryIndex,
  { arn }: TableDetails,
): LocalIndexDescription {
  return {
    IndexName: schema.name,
    KeySchema: toKeySchema(schema.key.partition, schema.key.sort),
    Projection: projection(schema.projection),
    IndexSizeBytes: sizeBytes,
    ItemCount: entries.size,
    IndexArn: `${arn}/index/${schema.name}`,
  };
}

function globalDescription(index: SecondaryIndex, details: TableDetails): GlobalIndexDescription {
  const { billing } = details;
  const capacity = billing.mode === 'PROVISIONED' ? billing.indexCapacity.get(index.schema.name) : undefined;
  return {
    ...indexDescription(index, details),
    IndexStatus: index.status,
    ...throughputDescription(capacity),
  };
}

/** The initial warm throughput of an on-demand table. A provisioned table has its provisioned capacity. */
const onDemandWarmThroughput: Capacity = { read: 12_000, write: 4000 };

function throughputDescription(capacity: Capacity | undefined) {
  const warm = capacity ?? onDemandWarmThroughput;
  return {
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: capacity?.read ?? 0,
      WriteCapacityUnits: capacity?.write ?? 0,
    },
    WarmThroughput: { ReadUnitsPerSecond: warm.read, WriteUnitsPerSecond: warm.write, Status: 'ACTIVE' as const },
  };
}

function projection(projected: IndexProjection): NonNullable<LocalIndexDescription['Projection']> {
  if (projected.type !== 'INCLUDE') return { ProjectionType: projected.type };
  return { ProjectionType: projected.type, NonKeyAttributes: [...projected.attributes] };
}
