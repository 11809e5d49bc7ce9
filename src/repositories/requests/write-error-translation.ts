import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem, versionField } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import { ConflictError, DynarepoError, ItemNotFoundError } from '../../domain/errors.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { readableCondition } from './expression-members.ts';
import { keyOfItem, nameOfItem } from './primary-key.ts';
import { type ErrorTranslation, tableErrorTranslation } from './request.ts';
import { toCondition, type WriteCondition } from './write-condition.ts';

/**
 * What a refusal means to the write of one item: above all, that a demand was not met.
 *
 * @param target - the key of the item, or the whole item.
 */
export function writeErrorTranslation(entity: AnyEntity, target: Item, demands: WriteCondition): ErrorTranslation {
  const refusalOfTable = tableErrorTranslation(entity.table);
  return (error, mayBeOwnWrite) => {
    const condition = toCondition(entity, demands);
    if (error.name !== 'ConditionalCheckFailedException' || condition === undefined) {
      return refusalOfTable(error, mayBeOwnWrite);
    }
    const { item } = error;
    const key = keyOfItem(entity, target);
    const message = `${nameOfItem(entity, target)} ${reasonOf(entity, demands, item)}`;
    if (item === undefined && demands.existence === 'must exist') {
      return new ItemNotFoundError(message, entity.name, key, { cause: error });
    }
    const doubt = mayBeOwnWrite ? '; an earlier attempt of this call may have been carried out' : '';
    const conflict = {
      entity: entity.name,
      key,
      condition: readableCondition(condition),
      item,
      found: item && tryToRead(entity, item),
      givenVersion: demands.version,
      storedVersion: demands.version === undefined ? undefined : storedVersion(entity, item),
      mayBeOwnWrite,
    };
    return new ConflictError(message + doubt, conflict, { cause: error });
  };
}

function reasonOf(
  entity: AnyEntity,
  { existence, version, condition }: WriteCondition,
  item: Item | undefined,
): string {
  if (item === undefined) return 'is not stored';
  if (existence === 'must not exist') return 'is stored already';
  const stored = storedVersion(entity, item);
  if (version !== undefined && version !== stored) {
    const found = stored === 0 ? 'without a version' : `with version ${stored}`;
    const isOld = version > 0 && version < stored;
    const given = version === 0 ? 'none' : `version ${version}${isOld ? ': it is an old one' : ''}`;
    return `is stored ${found}, and what was given carries ${given}`;
  }
  return `does not meet the condition ${condition === undefined ? '' : readableCondition(condition)}`.trimEnd();
}

/** 0 where none is stored. */
function storedVersion(entity: AnyEntity, item: Item | undefined): number {
  const field = versionField(entity);
  return Number((item && field && attributeOf(item, field.attributeName))?.N ?? 0);
}

function tryToRead<E extends AnyEntity>(entity: E, item: Item): EntityOf<E> | undefined {
  try {
    return decodeItem(entity, item);
  } catch (error) {
    // The conflict is the news; what cannot be read is handed over as it is stored.
    if (error instanceof DynarepoError) return undefined;
    throw error;
  }
}
