import type { Field } from '../../domain/entity/fields.ts';
import { childLocation } from '../../domain/entity/value-location.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { ownProperty, setOwnProperty } from '../../domain/own-property.ts';
import type { RequestContext } from './request-context.ts';
import { setIfAbsent, setOrRemove } from './stored-actions.ts';

/**
 * Returns an object as a write stores it: last written now, and created when it or the entity as read was, or now.
 *
 * @param from - the entity as read, if it is known.
 */
export function withTimestamps({ entity, now }: RequestContext, value: object, from: object = {}): object {
  const { createdAt, updatedAt } = entity.roles;
  if ((createdAt ?? updatedAt) === undefined) return value;
  const copy = { ...value };
  const time = now();
  if (updatedAt !== undefined) setOwnProperty(copy, updatedAt.name, inUnitOf(updatedAt, time));
  if (createdAt !== undefined) {
    const known = ownProperty(value, createdAt.name) ?? ownProperty(from, createdAt.name);
    setOwnProperty(copy, createdAt.name, known ?? inUnitOf(createdAt, time));
  }
  return copy;
}

/** Returns the actions that store the times of an update. */
export function timestampActions(context: RequestContext, mayCreate: boolean): UpdateAction[] {
  const { name, roles } = context.entity;
  const times = withTimestamps(context, {});
  return [roles.createdAt, roles.updatedAt].flatMap((field) => {
    if (field === undefined) return [];
    const stored = field.encode(ownProperty(times, field.name), childLocation({ segment: name }, field.name));
    if (field === roles.updatedAt) return setOrRemove(field.attributeName, stored);
    return mayCreate ? setIfAbsent(field.attributeName, stored) : [];
  });
}

/** Returns a time without what its attribute cannot store, such as milliseconds. */
function inUnitOf({ codec: { precisionMs = 1 } }: Field, time: Date): Date {
  return new Date(Math.floor(time.getTime() / precisionMs) * precisionMs);
}
