import { decodeItem, encodeKey } from '../../domain/entity/codec.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { checkOptions } from '../../domain/options.ts';
import { conditionFrom } from './callbacks.ts';
import { versionOfTarget } from './demands.ts';
import { type Request, withoutGaps } from './request.ts';
import { writeMembers } from './write-members.ts';
import { type VersionedWriteOptions, versionedWriteOptionNames } from './write-options.ts';
import { writeRefusal } from './write-refusal.ts';

/** The request of `delete`: gives what was stored, `undefined` where there was nothing. */
export function deleteRequest<E extends AnyEntity>(
  entity: E,
  target: KeyOf<E> | EntityOf<E>,
  options: VersionedWriteOptions<E> = {},
): Request<'DeleteItem', EntityOf<E> | undefined> {
  checkOptions('delete', options, versionedWriteOptionNames);
  const key = encodeKey(entity, target);
  const version = versionOfTarget(entity, target, options.ignoreVersion);
  const demands = { version, condition: conditionFrom(entity, 'condition', options.condition) };
  return {
    operation: 'DeleteItem',
    input: withoutGaps({ ...writeMembers(entity, demands), Key: key, ReturnValues: 'ALL_OLD' }),
    decode: ({ Attributes }) => Attributes && decodeItem(entity, Attributes),
    refusal: writeRefusal(entity, key, demands),
  };
}
