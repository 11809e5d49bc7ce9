import { nameOfItem } from '../../domain/entity/item-name.ts';
import { type CancellationReason, ConflictError, DynarepoError, type ServiceError } from '../../domain/errors.ts';
import { not, or } from '../../domain/expressions/condition-builders.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { attributeOf } from '../../domain/values/attribute-value.ts';
import type { TransactAction } from '../requests/check.ts';
import { isExpired } from '../requests/expiry.ts';
import { keyOfItem } from '../requests/primary-key.ts';
import { type UniqueWrite, withoutUndefined } from '../requests/request.ts';
import { ownerAttribute, type UniqueItem } from '../requests/unique-items.ts';
import { hasValue, toCondition } from '../requests/write-condition.ts';
import { writeMembers } from '../requests/write-members.ts';

/** An action on an item that holds a unique value. */
export interface HolderAction {
  readonly action: TransactAction;
  /** The identity of the item. */
  readonly id: string;
  /** The index of the request that it belongs to. */
  readonly index: number;
  /** Whether the request stores the value, or no longer has it. */
  readonly isClaim: boolean;
  readonly holder: UniqueItem;
}

/**
 * Returns the actions on the items with unique values that belong to requests. A value can go from one item to another.
 *
 * @param foreign - the identities of those that, when last seen, belonged to other items than the requests that give them up.
 * @throws DynarepoError - `BAD_INPUT`: two requests store the same unique value.
 */
export function holderActions(
  writes: readonly (UniqueWrite | undefined)[],
  foreign: ReadonlySet<string>,
): HolderAction[] {
  const actions = new Map<string, HolderAction>();
  const released = new Map(writes.flatMap((write) => [...(write?.releases ?? [])]));
  for (const [index, write] of writes.entries()) {
    for (const [id, holder] of write?.claims ?? []) {
      if (actions.has(id)) {
        throw new DynarepoError(
          'BAD_INPUT',
          `two requests store ${holder.entity.name} with ${holder.text}, which is unique`,
        );
      }
      const condition = or(freeOr(holder), ownedBy(released.get(id) ?? holder));
      const Put = { ...conditionOf(holder, condition), Item: holder.item };
      actions.set(id, { id, holder, index, isClaim: true, action: { Put } });
    }
  }
  for (const [index, write] of writes.entries()) {
    for (const [id, holder] of write?.releases ?? []) {
      if (actions.has(id)) continue;
      const action = foreign.has(id)
        ? { ConditionCheck: { ...conditionOf(holder, not(ownedBy(holder))), Key: holder.key } }
        : { Delete: { ...conditionOf(holder, freeOr(holder)), Key: holder.key } };
      actions.set(id, { id, holder, index, isClaim: false, action });
    }
  }
  return [...actions.values()];
}

/** Returns the error of a request whose unique value another item has. */
export function takenError(
  { holder }: HolderAction,
  { Item: found }: CancellationReason,
  { cause, now }: { readonly cause: ServiceError; readonly now: (() => Date) | undefined },
): ConflictError {
  const { entity, names, text, item } = holder;
  const owner = item[ownerAttribute]?.M ?? {};
  const other = found && attributeOf(found, ownerAttribute)?.M;
  const expired = now && isExpired(entity.roles.ttl, found, now()) ? ', which has expired: delete it first' : '';
  const taken = `${text} is taken by ${other === undefined ? 'another item' : nameOfItem(entity, other)}${expired}`;
  const conflict = {
    entity: entity.name,
    key: keyOfItem(entity, owner),
    condition: `${names.join(', ')} is unique`,
    unmet: [taken],
    taken: names,
    mayBeOwnWrite: false,
  };
  return new ConflictError(`${nameOfItem(entity, owner)} cannot be stored: ${taken}`, conflict, { cause });
}

function ownedBy({ item }: UniqueItem): Condition {
  return hasValue(ownerAttribute, item[ownerAttribute]);
}

/** Returns the condition that no item has the value, or the same one. */
function freeOr(holder: UniqueItem): Condition {
  return or(ownedBy(holder), toCondition(holder.entity, { existence: 'must not exist' }));
}

function conditionOf({ entity }: UniqueItem, condition: Condition) {
  const { ConditionExpression, ...members } = writeMembers(entity, { condition });
  return { ...withoutUndefined(members), ConditionExpression };
}
