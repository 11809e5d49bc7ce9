import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { PathsOf } from '../../domain/entity/entity-types.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import type { CallOptions } from '../call-options.ts';

/** What every write of one item takes. */
export interface WriteOptions<E extends AnyEntity> extends CallOptions {
  /** What must hold of the item that is stored; if it does not, nothing is written and a `ConflictError` is thrown. */
  readonly condition?: ((u: PathsOf<E>) => Condition) | undefined;
}

/** What a write takes that checks the version. */
export interface VersionedWriteOptions<E extends AnyEntity> extends WriteOptions<E> {
  /** Leaves the check of the version out: the last write wins. */
  readonly ignoreVersion?: boolean | undefined;
}

/** The names of {@link WriteOptions}. */
export const writeOptionNames = { abortSignal: true, condition: true } as const;

/** The names of {@link VersionedWriteOptions}. */
export const versionedWriteOptionNames = { ...writeOptionNames, ignoreVersion: true } as const;
