import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type OptionCheck, type OptionNames, oneOfTexts } from '../../domain/options.ts';
import { type CallOptions, callOptionNames } from '../call-options.ts';
import type { ConditionCallback } from './callbacks.ts';

/** Options of every single-item write. */
export interface WriteOptions<E extends AnyEntity> extends CallOptions {
  /** Condition on the stored item; if it is not met, nothing is written and a `ConflictError` is thrown. */
  readonly condition?: ConditionCallback<E> | undefined;
}

/** Options of a write that checks the version. */
export interface VersionedWriteOptions<E extends AnyEntity> extends WriteOptions<E> {
  /** Skips the check of the version, so that the last write wins. Default: false. */
  readonly ignoreVersion?: boolean | undefined;
}

/** What a write can return; see `returning`. */
export interface Returned<Entity> {
  /** The entity as stored after the write. */
  readonly new: Entity;
  /** The entity as stored before the write; `undefined` if it did not exist. */
  readonly old: Entity | undefined;
  /** The attributes that the write changed, as stored after it; without those that it removed. */
  readonly updated: Partial<Entity>;
}

/** Chooses what a write returns. */
export interface ReturningOption<R extends keyof Returned<unknown>> {
  /** `new`, `old`, or for `update` and `save` also `updated`: see {@link Returned}. Default: `new`. */
  readonly returning?: R | undefined;
}

/** The check of `returning` of an update. */
export const anyReturning: OptionCheck = oneOfTexts('new', 'old', 'updated');

/** Option names of {@link WriteOptions}. */
export const writeOptionNames: OptionNames<WriteOptions<AnyEntity>> = { ...callOptionNames, condition: true };

/** Option names of {@link VersionedWriteOptions}. */
export const versionedWriteOptionNames: OptionNames<VersionedWriteOptions<AnyEntity>> = {
  ...writeOptionNames,
  ignoreVersion: 'boolean',
};
