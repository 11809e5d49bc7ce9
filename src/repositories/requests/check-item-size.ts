import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { DynarepoError } from '../../domain/errors.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { itemSizeLimitBytes } from '../../domain/limits.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';
import { itemSizeBytes, valueSizeBytes } from '../../domain/values/size.ts';

/**
 * Checks the size of an item to write.
 *
 * @throws DynarepoError - `BAD_INPUT`: it is larger than DynamoDB allows.
 */
export function checkItemSize(entity: AnyEntity, item: Item): void {
  if (boundBytes({ M: item }) <= itemSizeLimitBytes) return;
  const bytes = itemSizeBytes(item);
  if (bytes <= itemSizeLimitBytes) return;
  const limit = `an item can have at most ${itemSizeLimitBytes}`;
  throw new DynarepoError('BAD_INPUT', `${nameOfItem(entity, item)} has ${bytes} bytes, but ${limit}`);
}

/** Checks the size of the key and the values of an update, which its item has at least: see {@link checkItemSize}. */
export function checkUpdateSize(entity: AnyEntity, key: Item, actions: readonly UpdateAction[]): void {
  const item = { ...key };
  for (const [index, action] of actions.entries()) {
    if (action.kind !== 'set' || action.value.kind !== 'value') continue;
    const { steps } = action.path;
    setAttribute(item, String(steps.length === 1 ? steps[0] : index), action.value.value);
  }
  checkItemSize(entity, item);
}

/** Returns a size that a value does not exceed, in less time than its exact size takes. */
function boundBytes(value: AttributeValue): number {
  if (value.S !== undefined) return 3 * value.S.length;
  if (value.L !== undefined) return value.L.reduce((bytes, element) => bytes + 1 + boundBytes(element), 3);
  if (value.M === undefined) return valueSizeBytes(value);
  let bytes = 3;
  for (const name in value.M) {
    const member = value.M[name];
    if (member !== undefined) bytes += 1 + 3 * name.length + boundBytes(member);
  }
  return bytes;
}
