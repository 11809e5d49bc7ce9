import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Clock } from '../../domain/environment.ts';

/** What the requests of all writes depend on: the entity and the time. */
export interface WriteContext<E extends AnyEntity = AnyEntity> {
  readonly entity: E;
  /** Returns the time of the write. */
  readonly now: () => Date;
}

/** Returns the context of writes at the time of a clock. */
export function toWriteContext<E extends AnyEntity>(entity: E, clock: Clock): WriteContext<E> {
  return { entity, now: () => new Date(clock.nowMs()) };
}
