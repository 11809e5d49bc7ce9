import { FlatItem } from '../storage/flat-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { keyInTable, keyOfItem } from '../validation/item-keys.ts';
import type { ItemWrite } from '../writing/item-write.ts';
import { planCheck } from '../writing/plan-check.ts';
import { planDelete } from '../writing/plan-delete.ts';
import { planPut } from '../writing/plan-put.ts';
import { planUpdate } from '../writing/plan-update.ts';
import type { ParsedAction } from './parse-action.ts';

/**
 * Returns the write of an action.
 *
 * @throws ServiceError - ValidationException: the action doesn't fit the table.
 */
export function planAction(schema: TableSchema, { action, item, expressions }: ParsedAction): ItemWrite {
  const condition = {
    condition: expressions.condition,
    hasTopLevelPaths: expressions.hasTopLevelPaths,
    itemOnFailure: action.ReturnValuesOnConditionCheckFailure,
  };
  switch (action.kind) {
    case 'Put':
      return planPut(
        schema,
        new FlatItem(item.attributes, item.sizeBytes),
        keyOfItem(item.attributes, schema),
        condition,
      );
    case 'Update':
      return planUpdate(schema, keyInTable(item.attributes, schema), expressions.update, condition);
    case 'Delete':
      return planDelete(schema, keyInTable(item.attributes, schema), condition);
    case 'ConditionCheck':
      return planCheck(schema, keyInTable(item.attributes, schema), condition);
    default:
      return action.kind satisfies never;
  }
}
