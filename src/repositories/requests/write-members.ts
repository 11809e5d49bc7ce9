import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { type ExpressionMembers, printExpressions } from './expression-members.ts';
import { toCondition, type WriteCondition } from './write-condition.ts';

/** The members that all single-item writes have. */
export interface WriteMembers extends ExpressionMembers {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure: 'ALL_OLD' | undefined;
}

/** Returns the members of a write; if it has a condition and the condition fails, DynamoDB returns the item. */
export function writeMembers(
  entity: AnyEntity,
  writeCondition: WriteCondition,
  update?: readonly UpdateAction[] | undefined,
): WriteMembers {
  const condition = toCondition(entity, writeCondition);
  return {
    TableName: entity.table,
    ...printExpressions({ update, condition }),
    ReturnValuesOnConditionCheckFailure: condition && 'ALL_OLD',
  };
}
