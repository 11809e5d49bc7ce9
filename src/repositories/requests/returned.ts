import type { Item, Output } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { isItem, type WriteRequest } from './request.ts';
import type { Returned } from './write-options.ts';

/** Returns the decoder of the item that a write returns as it was before; its result is `undefined` if there was none. */
export function decodeOld<E extends AnyEntity>(
  entity: E,
  key: Item,
): (output: Output<'DeleteItem' | 'PutItem' | 'UpdateItem'>) => EntityOf<E> | undefined {
  return ({ Attributes }) =>
    isItem(Attributes) ? decodeStored(entity, Attributes, { key, written: true }) : undefined;
}

/**
 * Changes a request that returns the new entity to one that returns what `returning` chooses. That one is not for transactions,
 * which return no attributes. Its type is that of the request, because the methods that build it declare what `returning` does.
 *
 * @param key - the key, or the whole item.
 */
export function toReturning<Q extends WriteRequest<'PutItem' | 'UpdateItem', unknown, unknown>>(
  request: Q,
  returning: keyof Returned<unknown> | undefined,
  key: Item,
  actions: readonly UpdateAction[] = [],
): Q {
  if (returning === undefined || returning === 'new') return request;
  const { entity, transacted: _, ...others } = request;
  const changed = new Set(actions.map(({ path }) => path.steps[0]));
  const names = [entity, ...(entity.members?.byTag.values() ?? [])]
    .flatMap(({ fields }) => [...fields.values()])
    .filter(
      ({ name, attributeName, isHidden }) => changed.has(attributeName) && !isHidden && !entity.keyNames.includes(name),
    )
    .map(({ name }) => name);
  const options = { names: new Set(names), key, written: true };
  // Of a nested path, UPDATED_NEW returns only that part of the attribute, which is not readable alone; nor is a union without tag.
  const isWhole = entity.members !== undefined || entity.definition.upcast !== undefined;
  const needsAll = isWhole || actions.some(({ path }) => path.steps.length > 1);
  const updated = needsAll ? 'ALL_NEW' : 'UPDATED_NEW';
  const isOld = returning === 'old';
  return {
    ...others,
    input: { ...request.input, ReturnValues: isOld ? 'ALL_OLD' : updated },
    decode: isOld
      ? decodeOld(entity, key)
      : ({ Attributes = {} }: Output<'UpdateItem'>) => decodeStored(entity, Attributes, options),
  } as unknown as Q; // see above
}
