import type { Input } from '../../../domain/dynamodb.ts';
import type { KeyType } from '../storage/stored-item.ts';
import { keySchemaErrors } from '../wording/table-errors.ts';

/**
 * Parses `AttributeDefinitions`: returns types by name, in order.
 *
 * @throws ServiceError - ValidationException: an attribute is defined twice.
 */
export function parseAttributeDefinitions(
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
