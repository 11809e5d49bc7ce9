import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { type ExpressionMembers, printExpressions } from './expression-members.ts';
import { toCondition, type WriteCondition } from './write-condition.ts';

/** The members that the writes of one item share. */
export interface WriteMembers extends ExpressionMembers {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | undefined;
}

/** The members of a write that demands something; a refusal is to bring the item that did not meet the demands. */
export function writeMembers(
  entity: AnyEntity,
  demands: WriteCondition,
  update?: readonly UpdateAction[] | undefined,
): WriteMembers {
  const condition = toCondition(entity, demands);
  return {
    TableName: entity.table,
    ...printExpressions({ update, condition }),
    ReturnValuesOnConditionCheckFailure: condition && 'ALL_OLD',
  };
}
