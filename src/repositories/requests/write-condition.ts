import { assert } from '../../domain/assert.ts';
import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { versionOf } from '../../domain/entity/entity-codec.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Condition } from '../../domain/expressions/tree.ts';

/** The conditions of a write on the stored item; if one is not met, nothing changes. */
export interface WriteCondition {
  readonly existence?: 'must exist' | 'must not exist' | undefined;
  /** The expected version; 0 if there must be no stored version; `undefined` to skip the check. */
  readonly version?: number | undefined;
  /** The condition that the item has not expired: see `unexpiredTarget`. */
  readonly unexpired?: Condition | undefined;
  /** The caller's condition. */
  readonly condition?: Condition | undefined;
  /** The time, by which a conflict with an expired item is recognised. Default: none is. */
  readonly now?: (() => Date) | undefined;
}

/** Joins the parts to one condition; `undefined` if there are none. */
export function toCondition(entity: AnyEntity, write: WriteCondition): Condition | undefined {
  return and(
    existenceCondition(entity, write),
    versionCondition(entity, write.version),
    write.unexpired,
    write.condition,
  );
}

/** Returns the condition that an attribute has this value, or is absent. */
export function hasValue(attributeName: string, value: AttributeValue | undefined): Condition {
  const left = path(attributeName);
  return value === undefined
    ? { kind: 'attribute_not_exists', path: left }
    : { kind: 'comparison', comparator: '=', left, right: { kind: 'value', value } };
}

/** Returns the expected version for a write of a whole entity: 0 if the entity has no version yet. */
export function versionOfEntity(
  entity: AnyEntity,
  value: object,
  ignoreVersion: boolean | undefined,
): number | undefined {
  return ignoreVersion || entity.roles.version === undefined ? undefined : (versionOf(entity, value) ?? 0);
}

/** Returns the expected version for a write to the item of a key or entity: `undefined` for a bare key. */
export function versionOfTarget(
  entity: AnyEntity,
  target: object,
  ignoreVersion: boolean | undefined,
): number | undefined {
  return ignoreVersion ? undefined : versionOf(entity, target);
}

function existenceCondition(entity: AnyEntity, { existence, version = 0 }: WriteCondition): Condition | undefined {
  // An item with a version exists.
  if (existence === undefined || (existence === 'must exist' && version > 0)) return undefined;
  // Every item has its partition key, so the attribute is absent only if there is no item.
  const [partition] = entity.keys.table.entryKey;
  assert(partition !== undefined, `${entity.name} has no partition key`);
  return { kind: existence === 'must exist' ? 'attribute_exists' : 'attribute_not_exists', path: path(partition.name) };
}

function versionCondition({ roles }: AnyEntity, version: number | undefined): Condition | undefined {
  if (version === undefined || roles.version === undefined) return undefined;
  return hasValue(roles.version.attributeName, version === 0 ? undefined : { N: String(version) });
}
