import type { AnyEntity } from '../../domain/entity/entity.ts';
import { versionField, versionOf } from '../../domain/entity/entity-codec.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { Comparison, Condition } from '../../domain/expressions/tree.ts';
import { fieldNamed } from './primary-key.ts';

/** What a write demands of what is stored, or else it changes nothing. */
export interface WriteCondition {
  readonly existence?: 'must exist' | 'must not exist' | undefined;
  /** Where the version is checked: the one that was given; 0 demands that none is stored. */
  readonly version?: number | undefined;
  /** What the caller demands. */
  readonly condition?: Condition | undefined;
}

/** The demands as one condition; `undefined` when nothing is demanded. */
export function toCondition(entity: AnyEntity, demands: WriteCondition): Condition | undefined {
  return and(existenceCondition(entity, demands), versionCondition(entity, demands.version), demands.condition);
}

/** The version to check where a whole entity is written: one without a version demands that none is stored. */
export function versionOfWhole(
  entity: AnyEntity,
  given: object,
  ignoreVersion: boolean | undefined,
): number | undefined {
  return ignoreVersion || versionField(entity) === undefined ? undefined : (versionOf(entity, given) ?? 0);
}

/** The version to check where a key or an entity says which item is meant: a bare key demands nothing. */
export function versionOfTarget(
  entity: AnyEntity,
  target: object,
  ignoreVersion: boolean | undefined,
): number | undefined {
  return ignoreVersion ? undefined : versionOf(entity, target);
}

function existenceCondition(entity: AnyEntity, { existence, version = 0 }: WriteCondition): Condition | undefined {
  // What has a version exists.
  if (existence === undefined || (existence === 'must exist' && version > 0)) return undefined;
  // Every item has its partition key, so it is absent only where there is no item.
  const partition = path(fieldNamed(entity, entity.key.partition).attributeName);
  return { kind: existence === 'must exist' ? 'attribute_exists' : 'attribute_not_exists', path: partition };
}

function versionCondition(entity: AnyEntity, version: number | undefined): Condition | undefined {
  const field = versionField(entity);
  if (version === undefined || field === undefined) return undefined;
  const left = path(field.attributeName);
  if (version === 0) return { kind: 'attribute_not_exists', path: left };
  const right = { kind: 'value', value: { N: String(version) } } as const;
  return { kind: 'comparison', comparator: '=', left, right } satisfies Comparison;
}
