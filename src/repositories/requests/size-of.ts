import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import { systemClock } from '../../domain/environment.ts';
import { itemSizeBytes } from '../../domain/values/size.ts';
import { checkEntity } from '../check-entity.ts';
import { itemOf } from './put.ts';
import { toRequestContext } from './request-context.ts';

/**
 * Returns the size in bytes of the item that a put of an entity stores, as DynamoDB counts it: at most 409,600, and a write
 * consumes a capacity unit for each 1,024.
 *
 * @throws DynarepoError - `BAD_INPUT`: a value does not match the definition.
 */
export function sizeOf<E extends AnyEntity>(entity: E, value: NewOf<E> | EntityOf<E>): number {
  checkEntity('sizeOf', entity);
  return itemSizeBytes(itemOf(toRequestContext(entity, systemClock), value));
}
