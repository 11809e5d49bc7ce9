import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { Field } from '../../domain/entity/fields.ts';
import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { partsOf } from '../../domain/entity/keys/key-part.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition, UpdateAction } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { isKey } from './primary-key.ts';

/** Returns the attribute whose time a read compares with the clock; `undefined` if it returns expired items too. */
export function expiryField({ roles }: AnyEntity, includeExpired = false): Field | undefined {
  return includeExpired ? undefined : roles.ttl;
}

/** Returns the stored name of the attribute, if any, to read it. */
export function storedNamesOf(field: Field | undefined): readonly string[] {
  return field === undefined ? [] : [field.attributeName];
}

/** Returns whether the time to live of an item has passed. */
export function isExpired(field: Field | undefined, item: Item | undefined, now: Date): boolean {
  const stored = field && isRecord(item) ? attributeOf(item, field.attributeName)?.N : undefined;
  return stored !== undefined && Number(stored) <= secondsAt(now);
}

/**
 * Returns the condition that the item of an update has not expired: reads hide an expired one, and DynamoDB would delete what was
 * written. `undefined` if the update stores another time.
 */
export function unexpiredTarget(
  entity: AnyEntity,
  actions: readonly UpdateAction[],
  now: () => Date,
): Condition | undefined {
  const { ttl } = entity.roles;
  if (ttl === undefined || isKey(entity, ttl)) return undefined;
  const storesTime = ({ kind, path: { steps }, ...action }: UpdateAction) =>
    steps[0] === ttl.attributeName && !(kind === 'set' && 'value' in action && action.value.kind === 'if_not_exists');
  return actions.some(storesTime) ? undefined : unexpiredCondition(ttl, now());
}

/** Returns the end of a message about a stored item that has expired, which reads do not return; an empty text for another one. */
export function expiredNote(entity: AnyEntity, item: Item | undefined, now: (() => Date) | undefined): string {
  const isHidden = now !== undefined && isExpired(entity.roles.ttl, item, now());
  return isHidden ? `; it has expired but is not deleted yet: ${replacementOf(entity)}` : '';
}

/** Returns the reason why an update changed nothing: the item has expired. */
export function expiredReason(entity: AnyEntity): string {
  const revival = `an update that sets ${entity.roles.ttl?.name} revives it`;
  return `has expired but is not deleted yet: ${replacementOf(entity)}, ${revival}`;
}

function replacementOf(entity: AnyEntity): string {
  const isReadOnly = [entity, ...(entity.members?.byTag.values() ?? [])].some(({ readOnly }) => readOnly.length > 0);
  const put = entity.roles.version === undefined ? 'put replaces it' : 'put with ignoreVersion replaces it';
  return isReadOnly ? 'delete it first' : put;
}

/** How a query or scan leaves out expired items. */
export interface ExpiryPlan {
  /** Returns the condition that an item has not expired by now. Default: the request needs none. */
  readonly unexpired: (() => Condition) | undefined;
  /** Returns whether an item in the output has not expired. Default: none has. */
  readonly isUnexpired: ((item: Item) => boolean) | undefined;
}

/**
 * Returns how to leave out expired items: by a condition of the filter, or by their key, because the filter of a query cannot
 * contain key attributes. An index that does not project the attribute returns them.
 */
export function expiryPlan(field: Field | undefined, now: () => Date, { key, projected }: Source): ExpiryPlan {
  const isKey = partsOf(key).some(({ name }) => name === field?.attributeName);
  if (field === undefined || isKey) {
    return { unexpired: undefined, isUnexpired: isKey ? (item) => !isExpired(field, item, now()) : undefined };
  }
  const isProjected = projected?.some(({ attributeName }) => attributeName === field.attributeName) ?? true;
  return { unexpired: isProjected ? () => unexpiredCondition(field, now()) : undefined, isUnexpired: undefined };
}

function unexpiredCondition(field: Field, now: Date): Condition {
  // Unlike a comparison with `>`, it includes items in which the attribute is absent or no number.
  const right = { kind: 'value', value: { N: String(secondsAt(now)) } } as const;
  return {
    kind: 'not',
    condition: { kind: 'comparison', comparator: '<=', left: path(field.attributeName), right },
  };
}

function secondsAt(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
