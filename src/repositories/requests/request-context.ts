import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Clock } from '../../domain/environment.ts';
import { checkArgument } from '../../domain/options.ts';
import { checkEntity } from '../check-entity.ts';

/** What all requests depend on: the entity and the time. */
export interface RequestContext<E extends AnyEntity = AnyEntity> {
  readonly entity: E;
  /** Returns the time of the request. */
  readonly now: () => Date;
}

/**
 * Returns the context of requests at the time of a clock.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument is no entity or no clock.
 */
export function toRequestContext<E extends AnyEntity>(entity: E, clock: Clock): RequestContext<E> {
  checkEntity('a request', entity);
  checkArgument('the clock of requests', clock, 'clock');
  return { entity, now: () => new Date(clock.nowMs()) };
}
