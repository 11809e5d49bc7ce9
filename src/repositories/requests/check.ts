import type { Input } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { encodeKey } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { memberOfTarget } from '../../domain/entity/union-members.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { type ConditionCallback, conditionFrom } from './callbacks.ts';
import { ownItem } from './own-item.ts';
import { type ErrorTranslation, type Request, type TransactionRequest, withoutUndefined } from './request.ts';
import { versionOfTarget } from './write-condition.ts';
import { writeErrorTranslation } from './write-error-translation.ts';
import { writeMembers } from './write-members.ts';

/** One action of a `TransactWriteItems` request. */
export type TransactAction = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

/** A condition on an item that a transaction does not change. */
export interface CheckRequest extends TransactionRequest<undefined> {
  /** Not an operation of its own: a transaction executes it. */
  readonly operation: 'ConditionCheck';
  /** The action of the transaction. */
  readonly input: NonNullable<TransactAction['ConditionCheck']>;
  /** Converts an error of the service to the caller's error. */
  readonly translateError: ErrorTranslation;
}

/** A request that `transactWrite` takes: `create`, `put`, `save`, `update`, `delete` or `check` of a repository's `requests`. */
export type TransactWrite<Transacted = unknown> = TransactionRequest<Transacted> &
  (
    | Request<'PutItem', unknown>
    | Request<'UpdateItem', unknown>
    | Request<'DeleteItem', unknown>
    | Omit<CheckRequest, 'transacted'>
  );

/** Options of the check of an entity with a version. */
export interface CheckOptions<E extends AnyEntity> {
  /** Condition on the stored item; if it is not met, the transaction writes nothing. */
  readonly condition?: ConditionCallback<E> | undefined;
}

/** Options of the check of a key. */
export interface KeyCheckOptions<E extends AnyEntity> extends CheckOptions<E> {
  readonly condition: ConditionCallback<E>;
}

const checkOptionNames: OptionNames<CheckOptions<AnyEntity>> = { condition: true };

/** Builds a check of an item: of the version of an entity as read, and of the caller's condition. */
export function checkRequest<E extends AnyEntity>(
  entity: E,
  target: KeyOf<E> | EntityOf<E>,
  options: CheckOptions<E> = {},
): CheckRequest {
  checkOptions('check', options, checkOptionNames);
  const key = encodeKey(entity, target);
  const version = versionOfTarget(entity, target, false);
  const condition = conditionFrom(entity, 'condition', options.condition);
  if (version === undefined && condition === undefined) {
    throw new DynarepoError('BAD_INPUT', `check of ${entity.name} needs a condition, or an entity with its version`);
  }
  const write = { version, condition: and(condition, ownItem(memberOfTarget(entity, target), true)) };
  const { ConditionExpression, ...members } = writeMembers(entity, write);
  return {
    operation: 'ConditionCheck',
    input: { ...withoutUndefined(members), ConditionExpression, Key: key },
    entity,
    transacted: () => undefined,
    translateError: writeErrorTranslation(entity, key, write),
  };
}
