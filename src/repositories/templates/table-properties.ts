import type { AnyEntity } from '../../domain/entity/entity.ts';
import { isTable, type StreamView, type Table } from '../../domain/entity/table.ts';
import { createTableInput } from '../requests/create-table-input.ts';
import { withoutUndefined } from '../requests/request.ts';

/** Attributes of a key in order: those of the partition key, then those of the sort key. */
export type KeySchema = { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];

/** Read and write capacity units per second. */
export interface Throughput {
  ReadCapacityUnits: number;
  WriteCapacityUnits: number;
}

/** A local secondary index. */
export interface IndexProperties {
  IndexName: string;
  KeySchema: KeySchema;
  Projection: { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] };
}

/** A global secondary index. */
export interface GlobalIndexProperties extends IndexProperties {
  ProvisionedThroughput?: Throughput;
}

/** Properties of an `AWS::DynamoDB::Table`. */
export interface TableProperties {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
  KeySchema: KeySchema;
  LocalSecondaryIndexes?: IndexProperties[];
  GlobalSecondaryIndexes?: GlobalIndexProperties[];
  BillingMode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  ProvisionedThroughput?: Throughput;
  StreamSpecification?: { StreamViewType: StreamView };
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  TableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  DeletionProtectionEnabled?: boolean;
  Tags?: { Key: string; Value: string }[];
}

/**
 * Returns the properties of a table in a template: the members of its `CreateTable` input, but for the stream, which has
 * no `StreamEnabled`, and the time to live, which `CreateTable` lacks.
 */
export function tableProperties(table: Table | AnyEntity): TableProperties {
  const { timeToLive } = isTable(table) ? table : table.tableDefinition;
  const { StreamSpecification: stream, ...others } = createTableInput(table);
  const properties = withoutUndefined({
    ...others,
    StreamSpecification: stream && { StreamViewType: stream.StreamViewType },
    TimeToLiveSpecification: timeToLive === undefined ? undefined : { AttributeName: timeToLive, Enabled: true },
  });
  return properties as TableProperties; // in the SDK's types every member may be undefined; here none is
}
