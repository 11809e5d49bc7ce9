import type { Item } from '../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { attributeOf, dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { isAttributeEqual } from '../../../domain/values/equality.ts';
import type { IndexSchema } from '../storage/index-schema.ts';
import type { TableSchema } from '../storage/table.ts';
import { emptyIndexKey, indexKeyTypeMismatch, indexKeyUpdatedToEmpty } from '../wording/key-errors.ts';
import { emptyTypeOf, keySizeViolation } from './item-keys.ts';

/**
 * Checks the attributes of an item that are keys of indexes: where one is there, it must be fit to be a key, or the
 * item is not written at all. Of several unfit ones that of the alphabetically first index is named.
 *
 * @param updated - the item before an update, whose index keys are looked at only where the update changed them;
 *   `undefined` where the item is put.
 * @throws ServiceError - ValidationException
 */
export function checkIndexKeys(schema: TableSchema, item: Item, updated?: Item): void {
  let refused: { readonly index: string; readonly problem: ServiceError } | undefined;
  for (const index of schema.indexes) {
    if (refused !== undefined && refused.index < index.name) continue;
    const problem = indexKeyProblem(index, schema.keyTypes, item, updated);
    if (problem !== undefined) refused = { index: index.name, problem };
  }
  if (refused !== undefined) throw refused.problem;
}

function indexKeyProblem(
  { name: index, key }: IndexSchema,
  keyTypes: TableSchema['keyTypes'],
  item: Item,
  updated: Item | undefined,
): ServiceError | undefined {
  let isChanged = false;
  for (const name of [...key.partition, ...key.sort]) {
    if (updated !== undefined && isAttributeEqual(name, item, updated)) continue;
    isChanged = true;
    const value = attributeOf(item, name);
    const [expected, actual] = [keyTypes[name], value && dataTypeOf(value)];
    if (value === undefined || expected === undefined || actual === undefined) continue;
    if (actual !== expected) return indexKeyTypeMismatch(index, name, { expected, actual });
    const emptyType = emptyTypeOf(value);
    if (emptyType !== undefined)
      return updated === undefined ? emptyIndexKey(index, name, emptyType) : indexKeyUpdatedToEmpty(emptyType);
  }
  return isChanged ? keySizeViolation(key, item) : undefined;
}
