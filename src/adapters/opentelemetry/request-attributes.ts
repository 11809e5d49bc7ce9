import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { Input, OperationName, RepositoryCall } from '../../domain/dynamodb.ts';
import { isRecord } from '../../domain/is-record.ts';
import { itemsOf } from '../../domain/requests/items-of.ts';
import { tablesOf } from '../../domain/requests/tables-of.ts';

/** A request to describe. */
export interface DescribedRequest {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
  readonly call: RepositoryCall | undefined;
  readonly region: string | undefined;
}

/** The members of inputs that are attributes of spans, by their names there; none holds values of items. */
const memberAttributes: Readonly<Record<string, string>> = {
  AttributesToGet: 'aws.dynamodb.attributes_to_get',
  ConsistentRead: 'aws.dynamodb.consistent_read',
  ExclusiveStartTableName: 'aws.dynamodb.exclusive_start_table',
  IndexName: 'aws.dynamodb.index_name',
  Limit: 'aws.dynamodb.limit',
  ProjectionExpression: 'aws.dynamodb.projection',
  ScanIndexForward: 'aws.dynamodb.scan_forward',
  Segment: 'aws.dynamodb.segment',
  Select: 'aws.dynamodb.select',
  TotalSegments: 'aws.dynamodb.total_segments',
};

/** The members of inputs whose elements are attributes of spans as JSON. */
const jsonAttributes: Readonly<Record<string, string>> = {
  AttributeDefinitions: 'aws.dynamodb.attribute_definitions',
  GlobalSecondaryIndexUpdates: 'aws.dynamodb.global_secondary_index_updates',
  GlobalSecondaryIndexes: 'aws.dynamodb.global_secondary_indexes',
  LocalSecondaryIndexes: 'aws.dynamodb.local_secondary_indexes',
};

/**
 * Returns the attributes of a request's span by the semantic conventions.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/db/dynamodb/
 */
export function requestAttributes({ operation, input, call, region }: DescribedRequest): Attributes {
  const request: Readonly<Record<string, unknown>> = isRecord(input) ? input : {};
  const tables = tablesOf(input);
  const { ReadCapacityUnits, WriteCapacityUnits } = isRecord(request.ProvisionedThroughput)
    ? request.ProvisionedThroughput
    : {};
  const entities = [...new Set(call?.entities.map(({ name }) => name))];
  return defined({
    'rpc.system': 'aws-api',
    'rpc.service': 'DynamoDB',
    'rpc.method': operation,
    'db.system.name': 'aws.dynamodb',
    'db.operation.name': operation,
    'db.collection.name': tables.length === 1 ? tables[0] : undefined,
    'db.operation.batch.size': batchSize(operation, input),
    'aws.dynamodb.table_names': tables.length > 0 ? tables : undefined,
    'cloud.region': region,
    'aws.dynamodb.provisioned_read_capacity': ReadCapacityUnits,
    'aws.dynamodb.provisioned_write_capacity': WriteCapacityUnits,
    ...renamed(memberAttributes, (member) => request[member]),
    ...renamed(jsonAttributes, (member) => jsonOf(request[member])),
    'dynarepo.entities': entities.length > 0 ? entities : undefined,
    'dynarepo.attempt': call?.attempt,
  });
}

/** Returns attributes by their names, without those that are not text, number, true, false or a list of texts. */
export function defined(values: Readonly<Record<string, unknown>>): Attributes {
  const entries = Object.entries(values).filter((entry): entry is [string, AttributeValue] => isAttribute(entry[1]));
  return Object.fromEntries(entries);
}

/** Returns each element as JSON; `undefined` if there is none. */
export function jsonOf(value: unknown): readonly string[] | undefined {
  const elements = Array.isArray(value) ? value : [value];
  return value === undefined || value === null ? undefined : elements.map((element) => JSON.stringify(element));
}

function isAttribute(value: unknown): value is AttributeValue {
  if (Array.isArray(value)) return value.every((element) => typeof element === 'string');
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Returns the number of items of a batch or transaction; only batches of at least two state it. */
function batchSize(operation: OperationName, input: Input<OperationName>): number | undefined {
  const { Statements, TransactStatements }: Readonly<Record<string, unknown>> = isRecord(input) ? input : {};
  const statements = Statements ?? TransactStatements;
  const size = Array.isArray(statements) ? statements.length : itemsOf(operation, input).length;
  return size > 1 ? size : undefined;
}

function renamed(
  names: Readonly<Record<string, string>>,
  valueAt: (member: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(names).map(([member, name]) => [name, valueAt(member)]));
}
