import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { type Demands, demandedCondition } from './demands.ts';
import { type ExpressionMembers, printExpressions } from './expressions.ts';

/** The members that the writes of one item share. */
export interface WriteMembers extends ExpressionMembers {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | undefined;
}

/** The members of a write that demands something; a refusal is to bring the item that did not meet the demands. */
export function writeMembers(
  entity: AnyEntity,
  demands: Demands,
  update?: readonly UpdateAction[] | undefined,
): WriteMembers {
  const condition = demandedCondition(entity, demands);
  return {
    TableName: entity.table,
    ...printExpressions({ update, condition }),
    ReturnValuesOnConditionCheckFailure: condition && 'ALL_OLD',
  };
}
