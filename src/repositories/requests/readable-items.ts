import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type DecodeOptions, storedDecoder } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import { DynarepoError, StoredValueError } from '../../domain/errors.ts';
import type { OnUnreadable } from './read-options.ts';

/** Decodes an item; returns `undefined` for an unreadable one that is skipped. */
export type ItemDecoder<T> = (item: Item) => T | undefined;

/**
 * Returns the decoder of a read of several items.
 *
 * @throws DynarepoError - `BAD_INPUT`: `onUnreadable` is invalid.
 */
export function itemDecoder<E extends AnyEntity>(
  entity: E,
  onUnreadable: OnUnreadable = 'throw',
  options: DecodeOptions = {},
): ItemDecoder<EntityOf<E>> {
  if (typeof onUnreadable !== 'function' && onUnreadable !== 'skip' && onUnreadable !== 'throw') {
    throw new DynarepoError('BAD_INPUT', 'onUnreadable must be "throw", "skip" or a function');
  }
  const decode = storedDecoder(entity, options);
  if (onUnreadable === 'throw') return decode;
  return (item) => {
    try {
      return decode(item);
    } catch (error) {
      if (!(error instanceof StoredValueError)) throw error;
      if (onUnreadable !== 'skip') onUnreadable(error);
      return undefined;
    }
  };
}
