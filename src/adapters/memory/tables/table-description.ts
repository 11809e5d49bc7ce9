import { toPartArn } from '../../../domain/arn.ts';
import type { TableDescription } from '../../../domain/dynamodb.ts';
import { toKeySchema } from '../../../domain/key-schema.ts';
import { compareStrings } from '../../../domain/values/order.ts';
import type { AccountTable } from '../account/account.ts';
import type { TableDetails } from '../account/table-details.ts';
import type { TableEncryption } from '../account/table-encryption.ts';
import type { TableStatistics } from '../account/table-statistics.ts';
import type { IndexProjection } from '../storage/index-schema.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import { describedStatistics, type StatisticsMode } from './statistics.ts';
import { throughputDescription } from './throughput/throughput-description.ts';

type LocalIndexDescription = NonNullable<TableDescription['LocalSecondaryIndexes']>[number];
type GlobalIndexDescription = NonNullable<TableDescription['GlobalSecondaryIndexes']>[number];

/** What a description depends on besides its table. */
export interface DescriptionSettings {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly statistics: StatisticsMode;
}

/** A table with what its description reports of it. */
interface Subject extends DescriptionSettings {
  readonly details: TableDetails;
  readonly counts: TableStatistics;
}

/** Returns the description of a table. */
export function tableDescription(table: AccountTable, settings: DescriptionSettings): TableDescription {
  const { schema, details, indexes } = table;
  const { billing, throughput, update } = details;
  const subject = { ...settings, details, counts: describedStatistics(table, settings.statistics, settings.nowMs) };
  const localIndexes = indexes.filter((index) => index.schema.kind === 'local');
  const globalIndexes = indexes.filter((index) => index.schema.kind === 'global');
  return {
    AttributeDefinitions: attributeDefinitions(table),
    TableName: schema.name,
    KeySchema: toKeySchema(schema.key.partition, schema.key.sort),
    TableStatus: details.status,
    CreationDateTime: new Date(details.createdAtMs),
    ...throughputDescription({
      capacity: billing.mode === 'PROVISIONED' ? billing.capacity : undefined,
      settings: throughput,
      nextSettings: update?.kind === 'capacity' ? update.throughput : undefined,
      nowMs: settings.nowMs,
    }),
    TableSizeBytes: subject.counts.table.sizeBytes,
    ItemCount: subject.counts.table.itemCount,
    TableArn: details.arn,
    TableId: details.id,
    ...billingModeSummary(details),
    ...(localIndexes.length > 0 && {
      LocalSecondaryIndexes: localIndexes.map((index) => indexDescription(index, subject)),
    }),
    ...(globalIndexes.length > 0 && {
      GlobalSecondaryIndexes: globalIndexes.map((index) => globalDescription(index, subject)),
    }),
    ...streamMembers(details),
    ...settingsDescription(details),
  };
}

/** Without those that only an index has which is being deleted. Observed: DynamoDB Local 3.3.1. */
function attributeDefinitions({ schema, details, indexes }: AccountTable): TableDescription['AttributeDefinitions'] {
  const remaining = indexes.filter(({ status }) => status !== 'DELETING' || details.status === 'DELETING');
  const keys = [schema.key, ...remaining.map((index) => index.schema.key)];
  const used = new Set(keys.flatMap(({ partition, sort }) => [...partition, ...sort]));
  return Object.entries(schema.keyTypes)
    .filter(([name]) => used.has(name))
    .map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
    .toSorted((a, b) => compareStrings(a.AttributeName, b.AttributeName));
}

/** The mode shows if the table has, or ever had, on-demand billing, as in the example of AWS's CLI reference for update-table. */
function billingModeSummary({ billing, createdAtMs }: TableDetails): Pick<TableDescription, 'BillingModeSummary'> {
  const { mode, onDemandAtMs = mode === 'PAY_PER_REQUEST' ? createdAtMs : undefined } = billing;
  if (onDemandAtMs === undefined) return {};
  return {
    BillingModeSummary: { BillingMode: mode, LastUpdateToPayPerRequestDateTime: new Date(onDemandAtMs) },
  };
}

function settingsDescription(details: TableDetails): TableDescription {
  const { encryption, tableClass, changes, deletionProtection } = details;
  const classChangedAtMs = changes?.tableClass.at(-1);
  return {
    ...encryptionDescription(encryption),
    ...(tableClass !== undefined && {
      TableClassSummary: {
        TableClass: tableClass,
        ...(classChangedAtMs !== undefined && { LastUpdateDateTime: new Date(classChangedAtMs) }),
      },
    }),
    DeletionProtectionEnabled: deletionProtection,
  };
}

/** Absent for the key that AWS owns. Inferred: the description during a change. */
function encryptionDescription(encryption: TableEncryption | undefined): Pick<TableDescription, 'SSEDescription'> {
  if (encryption === undefined) return {};
  const { keyArn, change } = encryption;
  if (change !== undefined) return { SSEDescription: { Status: 'UPDATING' } };
  return keyArn === undefined ? {} : { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyArn } };
}

/**
 * Returns the description of a table that CreateTable creates: as of any table, but without warm throughput and without the
 * time of its billing mode.
 *
 * Observed: on the service, October 2025 (behaviour §23).
 */
export function newTableDescription(table: AccountTable, settings: DescriptionSettings): TableDescription {
  const { BillingModeSummary, GlobalSecondaryIndexes, ...description } = tableDescription(table, settings);
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
export function deletedTableDescription(table: AccountTable, settings: DescriptionSettings): TableDescription {
  const description = tableDescription(table, settings);
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

function indexDescription({ schema }: SecondaryIndex, { details, counts }: Subject): LocalIndexDescription {
  const { itemCount = 0, sizeBytes = 0 } = counts.indexes.get(schema.name) ?? {};
  return {
    IndexName: schema.name,
    KeySchema: toKeySchema(schema.key.partition, schema.key.sort),
    Projection: projection(schema.projection),
    IndexSizeBytes: sizeBytes,
    ItemCount: itemCount,
    IndexArn: toPartArn(details.arn, { kind: 'index', name: schema.name }),
  };
}

function globalDescription(index: SecondaryIndex, subject: Subject): GlobalIndexDescription {
  const { billing, indexThroughput, update } = subject.details;
  const { name } = index.schema;
  const settings = indexThroughput?.get(name);
  return {
    ...indexDescription(index, subject),
    IndexStatus: index.status,
    ...backfilling(index, subject.details),
    ...throughputDescription({
      capacity: billing.mode === 'PROVISIONED' ? billing.indexCapacity.get(name) : undefined,
      settings,
      nextSettings: update?.kind === 'capacity' ? update.indexThroughput?.get(name) : undefined,
      nowMs: subject.nowMs,
    }),
  };
}

/** A new index is allocated first, and then backfilled; an index that was created with its table is neither. */
function backfilling({ status, backfilledAtMs }: SecondaryIndex, details: TableDetails): { Backfilling?: boolean } {
  if (status !== 'CREATING' || details.status === 'CREATING') return {};
  return { Backfilling: backfilledAtMs !== undefined };
}

function projection(projected: IndexProjection): NonNullable<LocalIndexDescription['Projection']> {
  if (projected.type !== 'INCLUDE') return { ProjectionType: projected.type };
  return { ProjectionType: projected.type, NonKeyAttributes: [...projected.attributes] };
}
