import { assert } from '../../domain/assert.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import { isRecord } from '../../domain/is-record.ts';
import type { GlobalIndexProperties, IndexProperties, TableProperties, Throughput } from './table-properties.ts';

/** What both kinds of index have in a configuration of Terraform. */
export interface TerraformIndex {
  name: string;
  projection_type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  non_key_attributes?: string[];
}

/** A local secondary index in a configuration of Terraform. */
export interface TerraformLocalIndex extends TerraformIndex {
  range_key: string;
}

/** A global secondary index in a configuration of Terraform. */
export interface TerraformGlobalIndex extends TerraformIndex {
  key_schema: { attribute_name: string; key_type: 'HASH' | 'RANGE' }[];
  read_capacity?: number;
  write_capacity?: number;
}

/** An `aws_dynamodb_table` in a configuration of Terraform. */
export interface TerraformTable {
  name: string;
  hash_key: string;
  range_key?: string;
  attribute: { name: string; type: 'S' | 'N' | 'B' }[];
  local_secondary_index?: TerraformLocalIndex[];
  global_secondary_index?: TerraformGlobalIndex[];
  billing_mode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  read_capacity?: number;
  write_capacity?: number;
  stream_enabled?: boolean;
  stream_view_type?: StreamView;
  ttl?: { attribute_name: string; enabled: boolean };
  table_class?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  deletion_protection_enabled?: boolean;
  tags?: { [name: string]: string };
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
