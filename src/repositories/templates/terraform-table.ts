import { assert } from '../../domain/assert.ts';
import { isRecord } from '../../domain/is-record.ts';
import type {
  AttributeDefinition,
  GlobalIndexProperties,
  IndexProperties,
  KeySchemaElement,
  Projection,
  StreamSpecification,
  TableProperties,
  Throughput,
} from './table-properties.ts';

/** What both kinds of index have in a configuration of Terraform. */
export interface TerraformIndex {
  /** The index's name. */
  name: string;
  /** Whether it contains all attributes, the keys, or a list. */
  projection_type: Projection['ProjectionType'];
  /** The list, if the type is `INCLUDE`. */
  non_key_attributes?: string[];
}

/** A local secondary index in a configuration of Terraform. */
export interface TerraformLocalIndex extends TerraformIndex {
  /** The attribute of the sort key. */
  range_key: string;
}

/** A global secondary index in a configuration of Terraform. */
export interface TerraformGlobalIndex extends TerraformIndex {
  /** The attributes of its partition key, then those of its sort key. */
  key_schema: TerraformKeyAttribute[];
  /** Read capacity units per second. Absent with on-demand billing. */
  read_capacity?: number;
  /** Write capacity units per second. Absent with on-demand billing. */
  write_capacity?: number;
}

/** An attribute of the key of a global secondary index in a configuration of Terraform. */
export interface TerraformKeyAttribute {
  /** Its name in the table. */
  attribute_name: string;
  /** `HASH` for an attribute of the partition key, `RANGE` for one of the sort key. */
  key_type: KeySchemaElement['KeyType'];
}

/** Name and data type of a key attribute in a configuration of Terraform. */
export interface TerraformAttribute {
  /** Its name in the table. */
  name: string;
  /** A string, a number or binary. */
  type: AttributeDefinition['AttributeType'];
}

/** An `aws_dynamodb_table` in a configuration of Terraform. */
export interface TerraformTable {
  /** The table's name. */
  name: string;
  /** The attribute of the partition key. */
  hash_key: string;
  /** The attribute of the sort key. */
  range_key?: string;
  /** The attributes of all keys. */
  attribute: TerraformAttribute[];
  /** The local secondary indexes. */
  local_secondary_index?: TerraformLocalIndex[];
  /** The global secondary indexes. */
  global_secondary_index?: TerraformGlobalIndex[];
  /** On-demand or provisioned. */
  billing_mode: TableProperties['BillingMode'];
  /** Read capacity units per second. Absent with on-demand billing. */
  read_capacity?: number;
  /** Write capacity units per second. Absent with on-demand billing. */
  write_capacity?: number;
  /** Absent if the table has no stream. */
  stream_enabled?: boolean;
  /** What the stream's records contain. */
  stream_view_type?: StreamSpecification['StreamViewType'];
  /** The attribute with the time after which an item expires. Absent if the table has no time to live. */
  ttl?: { attribute_name: string; enabled: boolean };
  /** The storage class. */
  table_class?: NonNullable<TableProperties['TableClass']>;
  /** Whether DynamoDB rejects the deletion of the table. */
  deletion_protection_enabled?: boolean;
  /** The tags by name. */
  tags?: { [name: string]: string };
  /** Makes Terraform reject plans that delete the table. */
  lifecycle?: { prevent_destroy: boolean };
}

/** Converts the properties of a table to arguments of an `aws_dynamodb_table`. */
export function toTerraformTable(properties: TableProperties): TerraformTable {
  const {
    TableName: name,
    AttributeDefinitions: attributes,
    KeySchema: key,
    LocalSecondaryIndexes: localIndexes,
    GlobalSecondaryIndexes: globalIndexes,
    BillingMode,
    ProvisionedThroughput,
    StreamSpecification: stream,
    TimeToLiveSpecification: timeToLive,
    TableClass,
    DeletionProtectionEnabled,
    Tags: tags,
    ...others
  } = properties;
  assert(Object.keys(others).length === 0, `toTerraform lacks ${Object.keys(others)}`);
  const [hashKey, rangeKey] = key.map(({ AttributeName }) => AttributeName);
  assert(hashKey !== undefined, `the table ${name} has a partition key`);
  return escaped({
    name,
    hash_key: hashKey,
    ...(rangeKey !== undefined && { range_key: rangeKey }),
    attribute: attributes.map(({ AttributeName, AttributeType }) => ({ name: AttributeName, type: AttributeType })),
    ...(localIndexes && { local_secondary_index: localIndexes.map(toLocalIndex) }),
    ...(globalIndexes && { global_secondary_index: globalIndexes.map(toGlobalIndex) }),
    billing_mode: BillingMode,
    ...toCapacity(ProvisionedThroughput),
    ...(stream && { stream_enabled: true, stream_view_type: stream.StreamViewType }),
    ...(timeToLive && { ttl: { attribute_name: timeToLive.AttributeName, enabled: timeToLive.Enabled } }),
    ...(TableClass && { table_class: TableClass }),
    ...(DeletionProtectionEnabled !== undefined && { deletion_protection_enabled: DeletionProtectionEnabled }),
    ...(tags && { tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }),
  });
}

function toIndex({ IndexName, Projection }: IndexProperties): TerraformIndex {
  const { ProjectionType, NonKeyAttributes } = Projection;
  return {
    name: IndexName,
    projection_type: ProjectionType,
    ...(NonKeyAttributes && { non_key_attributes: NonKeyAttributes }),
  };
}

function toLocalIndex(index: IndexProperties): TerraformLocalIndex {
  const sort = index.KeySchema.find(({ KeyType }) => KeyType === 'RANGE');
  assert(sort !== undefined, `the local index ${index.IndexName} has a sort key`);
  return { ...toIndex(index), range_key: sort.AttributeName };
}

function toGlobalIndex(index: GlobalIndexProperties): TerraformGlobalIndex {
  const keySchema = index.KeySchema.map(({ AttributeName, KeyType }) => ({
    attribute_name: AttributeName,
    key_type: KeyType,
  }));
  return { ...toIndex(index), key_schema: keySchema, ...toCapacity(index.ProvisionedThroughput) };
}

function toCapacity(throughput: Throughput | undefined): Pick<TerraformTable, 'read_capacity' | 'write_capacity'> {
  if (throughput === undefined) return {};
  return { read_capacity: throughput.ReadCapacityUnits, write_capacity: throughput.WriteCapacityUnits };
}

/** Returns a copy whose texts Terraform takes literally: it would evaluate `${…}` and `%{…}` in values and in names of tags. */
function escaped<T>(value: T): T {
  return escapedValue(value) as T; // the same structure
}

function escapedValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[$%](?=\{)/g, '$&$&');
  if (Array.isArray(value)) return value.map(escapedValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [escapedValue(name), escapedValue(member)]));
}
