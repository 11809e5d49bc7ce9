import type { ServiceError } from '../../../domain/errors.ts';
import type { KeySchema } from '../../../domain/key-schema.ts';
import type { KeyAttributes } from '../storage/storage-key.ts';
import { keySchemaErrors } from '../wording/table-errors.ts';

/** Maximum number of partition key attributes, and of sort key attributes, of a global index. */
const globalIndexKeyLimit = 4;

/**
 * Parses the key of a table or a local index: a partition key attribute and an optional sort key attribute.
 *
 * @param definitions - names of the attributes in `AttributeDefinitions`.
 * @throws ServiceError - ValidationException.
 */
export function parseKeySchema(schema: KeySchema, definitions: ReadonlySet<string>): KeyAttributes {
  checkNames(schema, definitions, keySchemaErrors.bothTheSame);
  const [first, second] = schema;
  if (first?.KeyType !== 'HASH') throw keySchemaErrors.firstIsNotPartitionKey();
  if (second !== undefined && second.KeyType !== 'RANGE') throw keySchemaErrors.secondIsNotSortKey();
  return keyOf(schema);
}

/**
 * Parses the key of a global index: one to four partition key attributes, then up to four sort key attributes.
 *
 * @param definitions - names of the attributes in `AttributeDefinitions`.
 * @throws ServiceError - ValidationException.
 */
export function parseGlobalKeySchema(schema: KeySchema, definitions: ReadonlySet<string>): KeyAttributes {
  checkNames(schema, definitions, keySchemaErrors.severalTheSame);
  const key = keyOf(schema);
  if (schema[0]?.KeyType !== 'HASH') throw keySchemaErrors.firstIsNotPartitionKey();
  if (schema.slice(key.partition.length).some(({ KeyType }) => KeyType === 'HASH'))
    throw keySchemaErrors.sortKeyBeforePartitionKey();
  if (key.partition.length > globalIndexKeyLimit) throw keySchemaErrors.tooMany('HASH');
  if (key.sort.length > globalIndexKeyLimit) throw keySchemaErrors.tooMany('RANGE');
  return key;
}

/** Checks the names of a key. The service does so before it checks the key types (behaviour §23). */
function checkNames(schema: KeySchema, definitions: ReadonlySet<string>, sameName: () => ServiceError): void {
  const names = namesOf(schema);
  if (names.length > definitions.size) throw keySchemaErrors.tooFewDefinitions();
  if (names.some((name) => !definitions.has(name))) throw keySchemaErrors.notDefined(names, [...definitions]);
  if (new Set(names).size < names.length) throw sameName();
}

function keyOf(schema: KeySchema): KeyAttributes {
  return {
    partition: namesOf(schema.filter(({ KeyType }) => KeyType === 'HASH')),
    sort: namesOf(schema.filter(({ KeyType }) => KeyType === 'RANGE')),
  };
}

function namesOf(schema: KeySchema): string[] {
  return schema.flatMap(({ AttributeName }) => AttributeName ?? []);
}
