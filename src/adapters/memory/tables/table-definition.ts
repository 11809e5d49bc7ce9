import type { Input } from '../../../domain/dynamodb.ts';
import type { Billing } from '../account/billing.ts';
import type { KeyType } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { keySchemaErrors } from '../wording/table-errors.ts';
import { parseBilling, withIndexCapacity } from './billing.ts';
import { parseIndexes } from './index-definitions.ts';
import { parseKeySchema } from './key-schema.ts';

/** The parsed definition of a new table. */
export interface TableDefinition {
  readonly schema: TableSchema;
  readonly billing: Billing;
}

/**
 * Parses the definition of a new table and checks it in the order of the service: billing, key, local indexes, global
 * indexes, then whether a key uses each defined attribute.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseTableDefinition(input: Input<'CreateTable'>): TableDefinition {
  const { TableName: name = '', AttributeDefinitions = [], KeySchema = [] } = input;
  const billing = parseBilling(input);
  const defined = parseDefinitions(AttributeDefinitions);
  const definitions = new Set(defined.keys());
  const keyTypes = Object.fromEntries(defined);
  const key = parseKeySchema(KeySchema, definitions);
  const indexes = parseIndexes(input, { key, definitions, keyTypes });
  const used = new Set(
    [key, ...indexes.map((index) => index.key)].flatMap(({ partition, sort }) => [...partition, ...sort]),
  );
  if (used.size < definitions.size) {
    throw indexes.length === 0
      ? keySchemaErrors.definitionsAndKeyDiffer()
      : keySchemaErrors.definitionsNotUsed([...definitions], [...used]);
  }
  return {
    schema: { name, key, keyTypes, indexes },
    billing: withIndexCapacity(billing, input),
  };
}

function parseDefinitions(
  definitions: NonNullable<Input<'CreateTable'>['AttributeDefinitions']>,
): ReadonlyMap<string, KeyType> {
  const types = new Map<string, KeyType>();
  for (const { AttributeName: name, AttributeType: type } of definitions) {
    if (name === undefined || type === undefined) continue; // both are required members, so this never happens
    if (types.has(name)) throw keySchemaErrors.definedTwice(name);
    types.set(name, type);
  }
  return types;
}
