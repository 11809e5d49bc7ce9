import type { Operation } from '../operation.ts';
import { availableTable } from '../tables/find-table.ts';
import { keyOfItem } from '../validation/item-keys.ts';
import { parsePutRequest } from '../validation/put-requests.ts';
import { executeWrite } from '../writing/execute-write.ts';
import { planPut } from '../writing/plan-put.ts';
import { prepareAlone } from '../writing/prepare.ts';

/**
 * Stores an item; replaces the one with the same key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export const putItem: Operation<'PutItem'> = (account, input, environment) => {
  const { TableName = '', Item } = input;
  // Pass 1 (behaviour §17): attribute names; style of parameters; expressions; values; legacy parameters.
  const { item, expressions } = parsePutRequest(Item, input, environment.settings.wording.PutItem);
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = availableTable(account, TableName);
  // Pass 3 (behaviour §11, §12, §17): key; paths into keys; index keys; item size.
  const write = planPut(table.schema, item, keyOfItem(item, table.schema), {
    condition: expressions.condition,
    hasTopLevelPaths: expressions.hasTopLevelPaths,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  // Pass 4 (behaviour §17): the condition.
  const change = prepareAlone(table, write, environment.simulation);
  const returned = input.ReturnValues === 'ALL_OLD' ? change.previous?.attributes : undefined;
  return executeWrite(account, { request: input, write, change, returned }, environment);
};
