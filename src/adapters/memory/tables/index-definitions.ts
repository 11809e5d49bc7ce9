import type { Input } from '../../../domain/dynamodb.ts';
import {
  globalSecondaryIndexLimit,
  localSecondaryIndexLimit,
  projectedAttributesLimit,
} from '../../../domain/limits.ts';
import type { IndexProjection, IndexSchema } from '../storage/index-schema.ts';
import type { KeyAttributes } from '../storage/storage-key.ts';
import { indexErrors } from '../wording/table-errors.ts';
import { parseGlobalKeySchema, parseKeySchema } from './key-schema.ts';

type LocalIndex = NonNullable<Input<'CreateTable'>['LocalSecondaryIndexes']>[number];
type GlobalIndex = NonNullable<Input<'CreateTable'>['GlobalSecondaryIndexes']>[number];

/** The parts of a table's definition that the definitions of its indexes refer to. */
export interface TableKeyDefinition {
  readonly key: KeyAttributes;
  /** Names of the attributes in `AttributeDefinitions`, in order. */
  readonly definitions: ReadonlySet<string>;
  readonly keyTypes: IndexSchema['keyTypes'];
}

/**
 * Parses the indexes of a new table, local ones first.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseIndexes(input: Input<'CreateTable'>, table: TableKeyDefinition): IndexSchema[] {
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes } = input;
  const indexes: IndexSchema[] = [];
  const add = (index: IndexSchema) => {
    if (indexes.some(({ name }) => name === index.name)) throw indexErrors.nameTwice(index.name);
    indexes.push(index);
  };
  if (LocalSecondaryIndexes?.length === 0) throw indexErrors.emptyList('LocalSecondaryIndexes');
  for (const index of LocalSecondaryIndexes ?? []) add(parseLocalIndex(index, table));
  if (indexes.length > localSecondaryIndexLimit) throw indexErrors.tooManyLocal(localSecondaryIndexLimit);
  if (GlobalSecondaryIndexes?.length === 0) throw indexErrors.emptyList('GlobalSecondaryIndexes');
  for (const index of GlobalSecondaryIndexes ?? []) add(parseGlobalIndex(index, table));
  if ((GlobalSecondaryIndexes ?? []).length > globalSecondaryIndexLimit)
    throw indexErrors.tooManyGlobal(globalSecondaryIndexLimit);
  if (includedAttributes(indexes) > projectedAttributesLimit)
    throw indexErrors.tooManyIncluded(projectedAttributesLimit);
  return indexes;
}

function parseLocalIndex(
  { IndexName: name = '', KeySchema = [], Projection }: LocalIndex,
  { key: tableKey, definitions, keyTypes }: TableKeyDefinition,
): IndexSchema {
  if (tableKey.sort.length === 0) throw indexErrors.tableHasNoSortKey();
  const key = parseKeySchema(KeySchema, definitions);
  const [own = '', ofTable = ''] = [key.partition[0], tableKey.partition[0]];
  if (key.sort.length === 0) throw indexErrors.noSortKey(name);
  if (own !== ofTable) throw indexErrors.otherPartitionKey(name, own, ofTable);
  return { name, kind: 'local', key, keyTypes, projection: parseProjection(Projection) };
}

/**
 * Parses the definition of a global index.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseGlobalIndex(
  { IndexName: name = '', KeySchema = [], Projection }: GlobalIndex,
  { definitions, keyTypes }: Omit<TableKeyDefinition, 'key'>,
): IndexSchema {
  const key = parseGlobalKeySchema(KeySchema, definitions);
  return { name, kind: 'global', key, keyTypes, projection: parseProjection(Projection) };
}

function parseProjection(projection: LocalIndex['Projection']): IndexProjection {
  const { ProjectionType: type, NonKeyAttributes: attributes } = projection ?? {};
  if (type === undefined) throw indexErrors.noProjectionType();
  if (type !== 'INCLUDE') {
    if (attributes !== undefined) throw indexErrors.attributesNotIncluded(type);
    return { type };
  }
  if (attributes === undefined) throw indexErrors.nothingIncluded();
  const repeated = attributes.find((name, index) => attributes.indexOf(name) < index);
  if (repeated !== undefined) throw indexErrors.includedTwice(repeated);
  return { type, attributes };
}

/** Returns the number of attributes that indexes include in their projections. */
export function includedAttributes(indexes: readonly IndexSchema[]): number {
  return indexes.reduce(
    (count, { projection }) => count + (projection.type === 'INCLUDE' ? projection.attributes.length : 0),
    0,
  );
}
