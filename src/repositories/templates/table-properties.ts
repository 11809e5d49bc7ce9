import type { AnyEntity } from '../../domain/entity/entity.ts';
import { isTable, type StreamView, type Table, type TableClass } from '../../domain/entity/table.ts';
import { createTableInput } from '../requests/create-table-input.ts';
import { withoutUndefined } from '../requests/request.ts';

/** Attributes of a key in order: those of the partition key, then those of the sort key. */
export type KeySchema = KeySchemaElement[];

/** An attribute of a key. */
export interface KeySchemaElement {
  /** Its name in the table. */
  AttributeName: string;
  /** `HASH` for an attribute of the partition key, `RANGE` for one of the sort key. */
  KeyType: 'HASH' | 'RANGE';
}

/** Name and data type of a key attribute. */
export interface AttributeDefinition {
  /** Its name in the table. */
  AttributeName: string;
  /** A string, a number or binary. */
  AttributeType: 'S' | 'N' | 'B';
}

/** Provisioned throughput. */
export interface Throughput {
  /** Read capacity units per second. */
  ReadCapacityUnits: number;
  /** Write capacity units per second. */
  WriteCapacityUnits: number;
}

/** The attributes that an index contains besides the keys. */
export interface Projection {
  /** All, none, or a list. */
  ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  /** The list, if the type is `INCLUDE`. */
  NonKeyAttributes?: string[];
}

/** A local secondary index. */
export interface IndexProperties {
  /** Its name. */
  IndexName: string;
  /** Its key. */
  KeySchema: KeySchema;
  /** The attributes that it contains. */
  Projection: Projection;
}

/** A global secondary index. */
export interface GlobalIndexProperties extends IndexProperties {
  /** Absent with on-demand billing. */
  ProvisionedThroughput?: Throughput;
}

/** A tag. */
export interface Tag {
  /** Its name. */
  Key: string;
  /** Its value. */
  Value: string;
}

/** Properties of an `AWS::DynamoDB::Table`. */
export interface TableProperties {
  /** The table's name. */
  TableName: string;
  /** The attributes of all keys. */
  AttributeDefinitions: AttributeDefinition[];
  /** The primary key. */
  KeySchema: KeySchema;
  /** The local secondary indexes. */
  LocalSecondaryIndexes?: IndexProperties[];
  /** The global secondary indexes. */
  GlobalSecondaryIndexes?: GlobalIndexProperties[];
  /** On-demand or provisioned. */
  BillingMode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  /** Absent with on-demand billing. */
  ProvisionedThroughput?: Throughput;
  /** Absent if the table has no stream. */
  StreamSpecification?: StreamSpecification;
  /** Absent if the table has no time to live. */
  TimeToLiveSpecification?: TimeToLiveSpecification;
  /** The storage class. */
  TableClass?: TableClass;
  /** Whether DynamoDB rejects the deletion of the table. */
  DeletionProtectionEnabled?: boolean;
  /** The tags. */
  Tags?: Tag[];
}

/** The stream of a table. */
export interface StreamSpecification {
  /** What its records contain. */
  StreamViewType: StreamView;
}

/** The time to live of a table. */
export interface TimeToLiveSpecification {
  /** The attribute with the time after which an item expires. */
  AttributeName: string;
  /** Whether DynamoDB deletes expired items. */
  Enabled: boolean;
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
