import type { Input } from '../../../domain/dynamodb.ts';
import type { TableSchema } from '../storage/table.ts';
import { keySchemaErrors } from '../wording/table-errors.ts';
import { parseAttributeDefinitions } from './attribute-definitions.ts';
import { parseIndexes } from './index-definitions.ts';
import { parseKeySchema } from './key-schema.ts';
import { parseTableThroughput, type TableThroughput, withIndexThroughput } from './throughput/billing.ts';

/** The parsed definition of a new table. */
export interface TableDefinition extends TableThroughput {
  readonly schema: TableSchema;
}

/**
 * Parses the definition of a new table and checks it in the order of the service: billing, key, local indexes, global
 * indexes, then whether a key uses each defined attribute.
 *
 * @throws ServiceError - ValidationException.
 */
export function parseTableDefinition(input: Input<'CreateTable'>): TableDefinition {
  const { TableName: name = '', AttributeDefinitions = [], KeySchema = [] } = input;
  const throughput = parseTableThroughput(input);
  const defined = parseAttributeDefinitions(AttributeDefinitions);
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
    ...withIndexThroughput(throughput, input),
  };
}
