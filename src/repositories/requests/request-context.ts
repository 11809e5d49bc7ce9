import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Clock } from '../../domain/environment.ts';

/** What all requests depend on: the entity and the time. */
export interface RequestContext<E extends AnyEntity = AnyEntity> {
  readonly entity: E;
  /** Returns the time of the request. */
  readonly now: () => Date;
}

/** Returns the context of requests at the time of a clock. */
export function toRequestContext<E extends AnyEntity>(entity: E, clock: Clock): RequestContext<E> {
  return { entity, now: () => new Date(clock.nowMs()) };
}
