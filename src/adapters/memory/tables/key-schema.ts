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
export function parseKeySchema(schema: KeySchema, definitions: readonly string[]): KeyAttributes {
  const [first, second] = schema;
  const partition = namesOf([first]);
  const sort = namesOf([second]);
  if (first?.KeyType !== 'HASH') throw keySchemaErrors.firstIsNotPartitionKey();
  if (second !== undefined && second.KeyType !== 'RANGE') throw keySchemaErrors.secondIsNotSortKey();
  if (partition[0] === sort[0]) throw keySchemaErrors.bothTheSame();
  requireDefinitions([...partition, ...sort], definitions);
  return { partition, sort };
}

/**
 * Parses the key of a global index: one to four partition key attributes, then up to four sort key attributes.
 *
 * @param definitions - names of the attributes in `AttributeDefinitions`.
 * @throws ServiceError - ValidationException.
 */
export function parseGlobalKeySchema(schema: KeySchema, definitions: readonly string[]): KeyAttributes {
  const partition = namesOf(schema.filter(({ KeyType }) => KeyType === 'HASH'));
  const sort = namesOf(schema.filter(({ KeyType }) => KeyType === 'RANGE'));
  if (schema[0]?.KeyType !== 'HASH') throw keySchemaErrors.firstIsNotPartitionKey();
  if (schema.slice(partition.length).some(({ KeyType }) => KeyType === 'HASH'))
    throw keySchemaErrors.sortKeyBeforePartitionKey();
  if (partition.length > globalIndexKeyLimit) throw keySchemaErrors.tooMany('HASH');
  if (sort.length > globalIndexKeyLimit) throw keySchemaErrors.tooMany('RANGE');
  const names = [...partition, ...sort];
  if (new Set(names).size < names.length) throw keySchemaErrors.severalTheSame();
  requireDefinitions(names, definitions);
  return { partition, sort };
}

function namesOf(elements: readonly (KeySchema[number] | undefined)[]): string[] {
  return elements.flatMap((element) => element?.AttributeName ?? []);
}

function requireDefinitions(names: readonly string[], definitions: readonly string[]): void {
  if (names.every((name) => definitions.includes(name))) return;
  throw definitions.length < names.length
    ? keySchemaErrors.tooFewDefinitions()
    : keySchemaErrors.notDefined(names, definitions);
}
