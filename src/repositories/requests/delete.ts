import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeKey } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { memberOfTarget } from '../../domain/entity/union-members.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { checkOptions } from '../../domain/options.ts';
import { conditionFrom } from './callbacks.ts';
import { ownItem } from './own-item.ts';
import { type WriteRequest, withoutUndefined } from './request.ts';
import { decodeOld } from './returned.ts';
import { uniqueWrite } from './unique-write.ts';
import { versionOfTarget, type WriteCondition } from './write-condition.ts';
import { writeErrorTranslation } from './write-error-translation.ts';
import { writeMembers } from './write-members.ts';
import { type VersionedWriteOptions, versionedWriteOptionNames } from './write-options.ts';

/** Builds the request of `delete`; its result is the deleted entity, `undefined` if it did not exist. */
export function deleteRequest<E extends AnyEntity>(
  entity: E,
  target: KeyOf<E> | EntityOf<E>,
  options: VersionedWriteOptions<E> = {},
): WriteRequest<'DeleteItem', EntityOf<E> | undefined> {
  checkOptions('delete', options, versionedWriteOptionNames);
  const key = encodeKey(entity, target);
  const version = versionOfTarget(entity, target, options.ignoreVersion);
  const condition = {
    version,
    condition: and(
      conditionFrom(entity, 'condition', options.condition),
      ownItem(memberOfTarget(entity, target), true),
    ),
  };
  const write = (each: WriteCondition) => deleteItem(entity, key, each);
  return uniqueWrite(entity, condition, { item: key, write, change: 'delete' });
}

function deleteItem<E extends AnyEntity>(
  entity: E,
  key: Item,
  writeCondition: WriteCondition,
): WriteRequest<'DeleteItem', EntityOf<E> | undefined> {
  return {
    operation: 'DeleteItem',
    input: withoutUndefined(writeMembers(entity, writeCondition), { Key: key, ReturnValues: 'ALL_OLD' as const }),
    decode: decodeOld(entity, key),
    entity,
    entities: [entity],
    transacted: () => undefined,
    translateError: writeErrorTranslation(entity, key, writeCondition),
  };
}
