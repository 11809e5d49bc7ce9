import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
import type { ConditionCallback } from './callbacks.ts';

/** What every write of one item takes. */
export interface WriteOptions<E extends AnyEntity> extends CallOptions {
  /** What must hold of the item that is stored; if it does not, nothing is written and a `ConflictError` is thrown. */
  readonly condition?: ConditionCallback<E> | undefined;
}

/** What a write takes that checks the version. */
export interface VersionedWriteOptions<E extends AnyEntity> extends WriteOptions<E> {
  /** Leaves the check of the version out: the last write wins. */
  readonly ignoreVersion?: boolean | undefined;
}

/** The names of {@link WriteOptions}. */
export const writeOptionNames: OptionNames<WriteOptions<AnyEntity>> = { abortSignal: true, condition: true };

/** The names of {@link VersionedWriteOptions}. */
export const versionedWriteOptionNames: OptionNames<VersionedWriteOptions<AnyEntity>> = {
  ...writeOptionNames,
  ignoreVersion: true,
};
