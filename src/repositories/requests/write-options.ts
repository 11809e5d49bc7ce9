import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
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

/** Option names of {@link WriteOptions}. */
export const writeOptionNames: OptionNames<WriteOptions<AnyEntity>> = { abortSignal: 'signal', condition: true };

/** Option names of {@link VersionedWriteOptions}. */
export const versionedWriteOptionNames: OptionNames<VersionedWriteOptions<AnyEntity>> = {
  ...writeOptionNames,
  ignoreVersion: 'boolean',
};
