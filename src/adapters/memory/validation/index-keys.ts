import type { ServiceError } from '../../../domain/errors.ts';
import { sortKeyLimitBytes } from '../../../domain/limits.ts';
import { dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { isAttributeEqual } from '../../../domain/values/equality.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import type { IndexSchema } from '../storage/index-schema.ts';
import { indexedAttributes } from '../storage/indexed-attributes.ts';
import type { TableSchema } from '../storage/table.ts';
import { emptyIndexKey, indexKeyTypeMismatch, indexKeyUpdatedToEmpty } from '../wording/key-errors.ts';
import { emptyTypeOf, isSureKeyValue, keySizeViolation } from './item-keys.ts';

/**
 * Checks the index key attributes of an item: each one present must be a valid key. Of several violations, the error
 * names that of the alphabetically first index.
 *
 * @param updated - the item before an update, which limits the check to changed attributes; `undefined` for a put.
 * @throws ServiceError - ValidationException
 */
export function checkIndexKeys(schema: TableSchema, item: ReadableItem, updated?: ReadableItem): void {
  if (areSureKeys(schema, item)) return;
  let first: { readonly index: string; readonly violation: ServiceError } | undefined;
  for (const index of schema.indexes) {
    if (first !== undefined && first.index < index.name) continue;
    const violation = indexKeyViolation(index, schema.keyTypes, item, updated);
    if (violation !== undefined) first = { index: index.name, violation };
  }
  if (first !== undefined) throw first.violation;
}

/**
 * Returns whether all index key attributes are surely valid, whatever indexes they are in: absent, numbers, or short texts that
 * together are within the limit of a sort key, which is the lower one.
 */
function areSureKeys(schema: TableSchema, item: ReadableItem): boolean {
  const { keyTypes } = schema;
  let codeUnits = 0;
  for (const name of indexedAttributes(schema).keys) {
    const value = readAttribute(item, name);
    if (value === undefined) continue;
    if (!isSureKeyValue(value, keyTypes[name])) return false;
    codeUnits += value.S?.length ?? 0;
  }
  // A UTF-16 code unit takes at most three bytes in UTF-8.
  return codeUnits * 3 <= sortKeyLimitBytes;
}

function indexKeyViolation(
  { name: index, key }: IndexSchema,
  keyTypes: TableSchema['keyTypes'],
  item: ReadableItem,
  updated: ReadableItem | undefined,
): ServiceError | undefined {
  let isChanged = false;
  for (const name of [...key.partition, ...key.sort]) {
    if (updated !== undefined && isAttributeEqual(name, item, updated)) continue;
    isChanged = true;
    const value = readAttribute(item, name);
    const [expected, actual] = [keyTypes[name], value && dataTypeOf(value)];
    if (value === undefined || expected === undefined || actual === undefined) continue;
    if (actual !== expected) return indexKeyTypeMismatch(index, name, { expected, actual });
    const emptyType = emptyTypeOf(value);
    if (emptyType !== undefined)
      return updated === undefined ? emptyIndexKey(index, name, emptyType) : indexKeyUpdatedToEmpty(emptyType);
  }
  return isChanged ? keySizeViolation(key, item) : undefined;
}
