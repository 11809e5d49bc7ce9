import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeItem } from '../../domain/entity/entity-codec.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { ConflictError, DynarepoError, ItemNotFoundError } from '../../domain/errors.ts';
import { evaluate } from '../../domain/expressions/evaluate.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import { expiredNote, expiredReason } from './expiry.ts';
import { readableCondition } from './expression-members.ts';
import { keyOfItem } from './primary-key.ts';
import { type ErrorTranslation, tableErrorTranslation } from './request.ts';
import { unmetClauses } from './unmet-clauses.ts';
import { toCondition, type WriteCondition } from './write-condition.ts';

/**
 * Returns the error translation for the write of one item: a failed condition becomes a `ConflictError` or an
 * `ItemNotFoundError`.
 *
 * @param target - the key of the item, or the whole item.
 */
export function writeErrorTranslation(
  entity: AnyEntity,
  target: Item,
  writeCondition: WriteCondition,
): ErrorTranslation {
  const translateTableError = tableErrorTranslation(entity.table);
  return (error, mayBeOwnWrite) => {
    const condition = toCondition(entity, writeCondition);
    if (error.name !== 'ConditionalCheckFailedException' || condition === undefined) {
      return translateTableError(error, mayBeOwnWrite);
    }
    const { item } = error;
    const key = keyOfItem(entity, target);
    const expired = expiredNote(entity, item, writeCondition.now);
    const isHidden = isUnmet(writeCondition.unexpired, item);
    const reason = isHidden ? expiredReason(entity) : `${reasonOf(entity, writeCondition, item)}${expired}`;
    const message = `${nameOfItem(entity, target)} ${reason}`;
    if ((item === undefined || isHidden) && writeCondition.existence === 'must exist') {
      return new ItemNotFoundError(message, entity.name, key, { cause: error });
    }
    const doubt = mayBeOwnWrite ? '; an earlier attempt of this call may have made the change' : '';
    const conflict = {
      entity: entity.name,
      key,
      condition: readableCondition(condition),
      unmet: unmetOrAll(condition, item),
      item,
      found: item && decodeIfValid(entity, item),
      givenVersion: writeCondition.version,
      storedVersion: writeCondition.version === undefined ? undefined : storedVersion(entity, item),
      mayBeOwnWrite,
    };
    return new ConflictError(message + doubt, conflict, { cause: error });
  };
}

/**
 * Returns whether an error is a conflict with a change of the item, so that a call that takes the change into account can succeed.
 * After an unclear attempt, the change can be that of the call itself, which must not be made twice.
 */
export function isChangedItem(error: unknown): error is ConflictError {
  return error instanceof ConflictError && !error.mayBeOwnWrite && error.taken.length === 0;
}

function reasonOf(
  entity: AnyEntity,
  { existence, version, condition, now }: WriteCondition,
  item: Item | undefined,
): string {
  if (item === undefined) return 'does not exist';
  if (existence === 'must not exist') return 'already exists';
  const stored = storedVersion(entity, item);
  if (version !== undefined && version !== stored) {
    const nameOf = (number: number) => (number === 0 ? 'no version' : `version ${number}`);
    const stale = version > 0 && version < stored ? ' (stale)' : '';
    // A read does not show an expired item.
    const advice = expiredNote(entity, item, now) === '' ? '; read the item again and retry' : '';
    return `has ${nameOf(stored)} but the object has ${nameOf(version)}${stale}${advice}`;
  }
  return `does not meet the condition ${condition === undefined ? '' : unmetOrAll(condition, item).join(' AND ')}`.trimEnd();
}

function isUnmet(condition: Condition | undefined, item: Item | undefined): boolean {
  return condition !== undefined && item !== undefined && !evaluate(condition, item);
}

/** Returns the unmet clauses; the whole condition if the item does not show them, as when an engine returns no item. */
function unmetOrAll(condition: Condition, item: Item | undefined): readonly string[] {
  const unmet = unmetClauses(condition, item ?? {});
  return unmet.length === 0 ? [readableCondition(condition)] : unmet;
}

/** Returns the stored version; 0 if there is none. */
function storedVersion(entity: AnyEntity, item: Item | undefined): number {
  const field = entity.roles.version;
  return Number((item && field && attributeOf(item, field.attributeName))?.N ?? 0);
}

function decodeIfValid<E extends AnyEntity>(entity: E, item: Item): EntityOf<E> | undefined {
  try {
    return decodeItem(entity, item);
  } catch (error) {
    // The conflict is what to report; it contains the item as stored in any case.
    if (error instanceof DynarepoError) return undefined;
    throw error;
  }
}
